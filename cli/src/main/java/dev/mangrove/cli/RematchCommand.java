package dev.mangrove.cli;

import dev.mangrove.scan.match.Matching;
import dev.mangrove.scan.match.ScanSummary;
import dev.mangrove.scan.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Matches stored examinations with other lists, without the capture.
@Command(
        name = "rematch",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Matches a scan's stored examinations with other lists. The capture is not read again."
                + " The new results replace the old ones as a whole.",
        footerHeading = "%nExample%n",
        footer = "  mangrove rematch cases/26-011 --list known-2026-12.mgl")
final class RematchCommand implements Callable<Integer> {

    private final Streams streams;

    @Parameters(paramLabel = "WORKSPACE", description = "The folder that 'mangrove scan' wrote.")
    private Path workspace = Path.of("");

    @Mixin
    private ListOptions lists = new ListOptions();

    @Mixin
    private CheckOption check = new CheckOption();

    @Option(names = "--json", description = "Machine output: the result as one JSON object.")
    private boolean json;

    RematchCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        lists.check();
        check.searchCheck();
        lists.tell(streams.err());
        ScanSummary summary;
        try (Workspace opened = Workspace.open(workspace)) {
            summary = Matching.run(
                    opened,
                    lists.lists,
                    lists.knownGood,
                    lists.distanceBits,
                    lists.videoShares(),
                    check.searchCheck(),
                    Runtime.getRuntime().availableProcessors(),
                    System.nanoTime());
        }
        if (json) {
            streams.out().println(summary.toJson());
        } else {
            SummaryText.print(streams.out(), summary, workspace);
        }
        return ExitStatus.DONE;
    }
}
