package dev.mangrove.cli;

import dev.mangrove.scan.report.ReportFormat;
import dev.mangrove.scan.report.Reports;
import java.io.IOException;
import java.nio.file.Path;
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

    ReportCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        Reports.write(workspace, format, output);
        streams.out().println("written: " + output);
        return ExitStatus.DONE;
    }
}
