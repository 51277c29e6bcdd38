package dev.mangrove.scan.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ReportsTest {

    @TempDir
    private Path folder;

    private Path workspace;

    @BeforeEach
    void makeWorkspace() throws Exception {
        workspace = SampleWorkspace.golden(folder.resolve("workspace"));
    }

    @ParameterizedTest
    @EnumSource(ReportFormat.class)
    void anEarlierReportOfTheSameKindIsReplacedWithTheSameBytes(ReportFormat format) throws Exception {
        Path out = folder.resolve("report");
        Reports.write(workspace, format, out);
        byte[] first = Files.readAllBytes(out);
        Reports.write(workspace, format, out);
        assertThat(Files.readAllBytes(out)).isEqualTo(first);
    }

    @ParameterizedTest
    @EnumSource(ReportFormat.class)
    void noOtherFileIsReplaced(ReportFormat format) throws Exception {
        Path out = Files.writeString(folder.resolve("thesis.html"), "<html>\"Mangrove\"</html>");
        assertThatThrownBy(() -> Reports.write(workspace, format, out))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining(out.toString())
                .hasMessageContaining("Choose another name");
        assertThat(Files.readString(out)).isEqualTo("<html>\"Mangrove\"</html>");
    }

    @ParameterizedTest
    @EnumSource(ReportFormat.class)
    void writingAReportChangesNothingInTheWorkspace(ReportFormat format) throws Exception {
        Map<String, String> before = contents();
        Reports.write(workspace, format, folder.resolve("report"));
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void aMissingWorkspaceIsNamed() {
        assertThatThrownBy(() -> Reports.write(folder.resolve("nowhere"), ReportFormat.HTML, folder.resolve("r.html")))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining("nowhere")
                .hasMessageContaining("scan --workspace");
    }

    @Test
    void aDamagedWorkspaceIsNamedAndNoReportIsLeft() throws Exception {
        Path database = workspace.resolve(ReportSource.DATABASE);
        Files.writeString(database, "this is no database, and it is long enough to be looked at by anyone".repeat(100));
        assertThatThrownBy(() -> Reports.write(workspace, ReportFormat.HTML, folder.resolve("r.html")))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining(database.toString());
        assertThat(folder.resolve("r.html")).doesNotExist();
    }

    @Test
    void aMissingFolderIsNamed() {
        assertThatThrownBy(() -> Reports.write(workspace, ReportFormat.HTML, folder.resolve("no/such/r.html")))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining("there is no folder");
    }

    @Test
    void nothingIsWrittenIntoACapture() throws Exception {
        Path capture = Files.createDirectories(folder.resolve("evidence"));
        Path other = folder.resolve("other");
        try (SampleWorkspace sample = SampleWorkspace.create(other)) {
            sample.insert(
                    "capture",
                    "id",
                    1,
                    "label",
                    "x",
                    "location",
                    capture.toString().getBytes(StandardCharsets.UTF_8),
                    "kind",
                    "folder");
        }
        Path link = Files.createSymbolicLink(folder.resolve("link"), capture);
        for (Path out : new Path[] {
            capture.resolve("r.html"), link.resolve("r.html"), folder.resolve("other/../evidence/r.html")
        }) {
            assertThatThrownBy(() -> Reports.write(other, ReportFormat.HTML, out))
                    .isInstanceOf(ReportException.class)
                    .hasMessageContaining("lies in the capture");
        }
        assertThat(capture).isEmptyDirectory();
    }

    @Test
    void aReportThatFailsLeavesNothingBehind() throws Exception {
        Path other = folder.resolve("other");
        try (SampleWorkspace sample = SampleWorkspace.create(other).captures()) {
            sample.missed("a.jpg", 0, "no such reason", "");
        }
        Path place = Files.createDirectories(folder.resolve("out"));
        assertThatThrownBy(() -> Reports.write(other, ReportFormat.HTML, place.resolve("r.html")))
                .isInstanceOf(ReportException.class);
        assertThat(place).isEmptyDirectory();
    }

    private Map<String, String> contents() throws Exception {
        Map<String, String> contents = new HashMap<>();
        try (Stream<Path> files = Files.list(workspace)) {
            for (Path file : files.toList()) {
                contents.put(
                        file.getFileName().toString(),
                        SampleWorkspace.hex(SampleWorkspace.digest(
                                "SHA-256", new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))));
            }
        }
        return contents;
    }
}
