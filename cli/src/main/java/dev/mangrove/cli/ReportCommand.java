package dev.mangrove.cli;

import dev.mangrove.scan.report.ExportSummary;
import dev.mangrove.scan.report.ReportFormat;
import dev.mangrove.scan.report.Reports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Writes what a scan found as a file.
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Writes what a scan found as a file. No report holds a picture.",
        footerHeading = "%nExamples%n",
        footer = {
            "  mangrove report cases/26-011 --format html --output 26-011.html",
            "  mangrove report cases/26-011 --format csv --output 26-011.csv",
            "  mangrove report cases/26-011 --format vics --output 26-011.json --with-media \\",
            "      --purpose 'Hand-over to the national unit, case 26-011'",
        })
final class ReportCommand implements Callable<Integer> {

    private final Streams streams;

    @Parameters(paramLabel = "WORKSPACE", description = "The folder that 'mangrove scan' wrote.")
    private Path workspace = Path.of("");

    @Option(
            names = "--format",
            required = true,
            description = "html: a page to read and file; csv: a row for each item; vics: VICS 2.0 case export;"
                    + " case: CASE/UCO JSON-LD.")
    private ReportFormat format = ReportFormat.HTML;

    @Option(names = "--output", paramLabel = "FILE", required = true, description = "The file to write.")
    private Path output = Path.of("");

    @Option(
            names = "--with-media",
            description =
                    "vics only: copy the media beside the report, under names that tell nothing. Needs" + " --purpose.")
    private boolean withMedia;

    @Option(
            names = "--purpose",
            paramLabel = "TEXT",
            description = "With --with-media: who must have them, and why; recorded before the first byte is copied.")
    private Optional<String> purpose = Optional.empty();

    ReportCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        if (withMedia) {
            return withMedia();
        }
        Reports.write(workspace, format, output);
        streams.out().println("written: " + output);
        return ExitStatus.DONE;
    }

    private int withMedia() throws IOException {
        if (format != ReportFormat.VICS) {
            throw CommandFailure.wrongUse("--with-media goes with --format vics; to copy stacks use: mangrove export");
        }
        if (purpose.isEmpty()) {
            throw CommandFailure.wrongUse("--with-media copies originals, so say who must have them and why, with"
                    + " --purpose; it is recorded in the workspace");
        }
        ExportSummary summary = Reports.writeVicsWithMedia(workspace, output, purpose.get());
        streams.out().println("written: " + output);
        Copies.tell(streams, summary, output);
        return summary.isComplete() ? ExitStatus.DONE : ExitStatus.COULD_NOT_FINISH;
    }
}
