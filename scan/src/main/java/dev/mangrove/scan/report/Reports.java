package dev.mangrove.scan.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;

/// Writes what a workspace holds as a file. A report is written beside its place and moved there when
/// it is whole, so that its name never stands for half a report.
public final class Reports {

    private Reports() {}

    /// Writes a report. An earlier report of the same format is replaced; any other file is not.
    ///
    /// @param workspace the folder that was given to `scan --workspace`; it is only read
    /// @throws ReportException naming the workspace or the output, and what to do
    public static void write(Path workspace, ReportFormat format, Path output) throws IOException {
        try (ReportSource source = ReportSource.open(workspace)) {
            OutputPlace.check(source, workspace, output);
            WholeFile.write(output, format.marker(), out -> write(source, format, out));
        } catch (SQLException e) {
            throw new ReportException(
                    "the workspace " + workspace + " cannot be read: " + e.getMessage()
                            + ". Restore it from a copy, or scan again into a new workspace.",
                    e);
        }
    }

    private static void write(ReportSource source, ReportFormat format, OutputStream out)
            throws IOException, SQLException {
        switch (format) {
            case HTML -> HtmlReport.write(source, out);
            case CSV -> CsvReport.write(source, out);
            case VICS -> VicsReport.write(source, out, md5 -> Optional.empty());
            case CASE -> CaseReport.write(source, out);
        }
    }
}
