package dev.mangrove.server.start;

import dev.mangrove.server.postgres.Restore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `mangrove restore`.
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = "Makes a data folder from a backup, after comparing every file of it with its digest.",
        footerHeading = "%nExample%n",
        footer = "  mangrove restore --from /mnt/backup --data NEW --until 2026-11-24T19:15:00Z")
final class RestoreCommand implements Callable<Integer> {

    @Option(names = "--from", required = true, paramLabel = "DIR", description = "The folder given to mangrove backup.")
    private Path from = Path.of("");

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "A new or empty folder.")
    private Path data = Path.of("");

    @Option(names = "--until", paramLabel = "TIME", description = "Up to this time, in UTC. Default: all there is.")
    private @Nullable Instant until;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Restore.Restored restored = Restore.run(from, data.toAbsolutePath(), Optional.ofNullable(until));
        spec.commandLine()
                .getOut()
                .printf(
                        "Restored to %s from %s and %,d pieces of changes%s. Now verify the audit, then: mangrove serve --data %s%n",
                        data,
                        restored.base().getFileName(),
                        restored.segments(),
                        restored.lastChangeAt().map(at -> ", the last of " + at).orElse(""),
                        data);
        return 0;
    }
}
