package dev.mangrove.cli;

import dev.mangrove.scan.report.ExportRequest;
import dev.mangrove.scan.report.ExportSummary;
import dev.mangrove.scan.report.Exporter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Copies the originals of stacks for someone who must look at them.
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Copies the originals of stacks out of the capture, for someone who must confirm a near match."
                + " The purpose is recorded in the workspace before the first byte is copied; names tell nothing.",
        footerHeading = "%nExample%n",
        footer = {
            "  mangrove export cases/26-011 --stacks 4f2a90c1d3e5 --output /secure/26-011 \\",
            "      --purpose 'Officer 17 confirms near matches for case 26-011'",
        })
final class ExportCommand implements Callable<Integer> {

    private final Streams streams;

    @Parameters(paramLabel = "WORKSPACE", description = "The folder that 'mangrove scan' wrote.")
    private Path workspace = Path.of("");

    @Option(
            names = "--stacks",
            paramLabel = "ID",
            arity = "1..*",
            required = true,
            description = "Stacks by the names that reports show.")
    private List<String> stacks = List.of();

    @Option(
            names = "--purpose",
            paramLabel = "TEXT",
            required = true,
            description = "Who must see them, and why; recorded for good.")
    private String purpose = "";

    @Option(names = "--output", paramLabel = "DIR", required = true, description = "A new folder for the copies.")
    private Path output = Path.of("");

    ExportCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        ExportRequest request;
        try {
            request = new ExportRequest(workspace, stacks, purpose, output);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.wrongUse(Failures.text(e));
        }
        ExportSummary summary = Exporter.export(request);
        Copies.tell(streams, summary, output.resolve("manifest.csv"));
        return summary.isComplete() ? ExitStatus.DONE : ExitStatus.COULD_NOT_FINISH;
    }
}
