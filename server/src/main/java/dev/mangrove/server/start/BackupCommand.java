package dev.mangrove.server.start;

import dev.mangrove.server.postgres.Backup;
import dev.mangrove.server.postgres.DataFolder;
import dev.mangrove.server.postgres.EmbeddedPostgres;
import dev.mangrove.server.postgres.PostgresAccess;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `mangrove backup`.
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description =
                "Copies the server's data, while it runs or while it does not, and has every change after it brought to the"
                        + " same folder. Whoever has the copy has everything but the key file: lock it up.")
final class BackupCommand implements Callable<Integer> {

    @Mixin
    private DataOption data = new DataOption();

    @Option(
            names = "--to",
            required = true,
            paramLabel = "DIR",
            description = "Where the copy goes: best another disk.")
    private Path to = Path.of("");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Optional<PostgresAccess> running = PostgresAccess.find(data.folder());
        Backup.Taken taken;
        if (running.isPresent()) {
            taken = Backup.take(running.get(), to);
        } else {
            try (DataFolder folder = DataFolder.open(data.folder());
                    EmbeddedPostgres postgres = EmbeddedPostgres.start(folder)) {
                taken = Backup.take(PostgresAccess.of(postgres), to);
            }
        }
        spec.commandLine()
                .getOut()
                .printf(
                        "Copied %,d files, %,d bytes, to %s. It can be restored to any time after %s.%n",
                        taken.files(), taken.bytes(), taken.folder(), taken.finishedAt());
        return 0;
    }
}
