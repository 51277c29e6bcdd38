package dev.mangrove.scan.report;

import dev.mangrove.scan.workspace.Workspace;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
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
            throw ReportSource.unreadable(workspace, e);
        }
    }

    /// Writes a VICS case with a copy of each content in a folder beside it, called like the report with
    /// `-media` behind. The purpose is recorded first, as in [Exporter].
    ///
    /// @throws dev.mangrove.scan.workspace.WorkspaceException where the workspace cannot be held or written
    public static ExportSummary writeVicsWithMedia(Path workspaceFolder, Path output, String purpose)
            throws IOException {
        String why = Purpose.check(purpose);
        Path media = output.resolveSibling(output.getFileName() + "-media");
        try (Workspace workspace = Workspace.open(workspaceFolder);
                ReportSource source = ReportSource.open(workspaceFolder)) {
            OutputPlace.check(source, workspaceFolder, output);
            OutputPlace.checkFolder(source, workspaceFolder, media);
            WholeFile.check(output, ReportFormat.VICS.marker());
            Purpose.record(
                    workspace,
                    why,
                    Map.of("stacks", "all", "output", media.toAbsolutePath().toString()));
            OutputPlace.createPrivateFolder(media);
            try (CaptureOriginals originals = new CaptureOriginals(workspace)) {
                ExportSummary summary =
                        VicsMediaCopies.write(source, output, media, new OriginalCopies(source, originals, media));
                Purpose.recordEnd(workspace, summary.copied(), summary.contents() - summary.copied());
                return summary;
            }
        } catch (SQLException e) {
            throw ReportSource.unreadable(workspaceFolder, e);
        }
    }

    private static void write(ReportSource source, ReportFormat format, OutputStream out)
            throws IOException, SQLException {
        switch (format) {
            case HTML -> HtmlReport.write(source, out);
            case CSV -> CsvReport.write(source, out);
            case VICS -> VicsReport.write(source, out, (md5, type) -> Optional.empty());
            case CASE -> CaseReport.write(source, out);
        }
    }
}
