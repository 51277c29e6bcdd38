package dev.mangrove.scan.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mangrove.scan.Scan;
import dev.mangrove.scan.ScanRequest;
import dev.mangrove.scan.capture.RawPaths;
import dev.mangrove.scan.item.RawName;
import dev.mangrove.testkit.Archives;
import dev.mangrove.testkit.DrawnPicture;
import dev.mangrove.testkit.PictureFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Exports from real scans of drawn pictures: alone, in an archive, and in an archive within it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ExporterTest {

    private Path folder;

    private int tries;
    private Path workspace;
    private Path capture;
    private Path output;
    private final byte[] alone = PictureFiles.jpeg(DrawnPicture.of(1, 320, 240), 0.9f);
    private final byte[] packed = PictureFiles.png(DrawnPicture.of(2, 300, 200));
    private final byte[] nested = PictureFiles.png(DrawnPicture.of(3, 280, 210));
    private final byte[] big = PictureFiles.bmp(DrawnPicture.of(4, 1600, 1200));

    @BeforeAll
    void scan(@TempDir Path all) throws Exception {
        folder = all;
        capture = Files.createDirectories(folder.resolve("capture"));
        Files.write(RawPaths.path(RawPaths.rawName(capture).resolve(RawName.of(SampleWorkspace.LATIN_1_NAME))), alone);
        Files.write(capture.resolve("copy.jpg"), alone);
        Map<String, byte[]> inner = new LinkedHashMap<>();
        inner.put("notes.txt", "nothing".getBytes(StandardCharsets.UTF_8));
        inner.put("deep/nested.png", nested);
        Map<String, byte[]> outer = new LinkedHashMap<>();
        outer.put("../../evil.png", packed);
        outer.put("inner.zip", Archives.zip(inner));
        outer.put("big.bmp", big);
        Files.write(capture.resolve("outer.zip"), Archives.zip(outer));
        workspace = folder.resolve("workspace");
        new Scan(
                        ScanRequest.of(
                                List.of(new ScanRequest.Capture(RawPaths.rawName(capture), Optional.of("Phone"))),
                                List.of(),
                                workspace),
                        progress -> {})
                .run();
    }

    @BeforeEach
    void newOutput() {
        output = folder.resolve("out-" + ++tries);
    }

    @Test
    void copiesEachContentOnceAndTellsEveryPlace() throws Exception {
        ExportSummary summary = export(stacks());
        assertThat(summary).isEqualTo(new ExportSummary(4, 4, 5));
        assertThat(copies())
                .usingElementComparator(Arrays::compare)
                .containsExactlyInAnyOrder(alone, packed, nested, big);
        List<List<String>> manifest = CsvReportTest.parse(Files.readString(output.resolve("manifest.csv")));
        assertThat(manifest).hasSize(6);
        assertThat(manifest)
                .anySatisfy(row -> assertThat(row).contains("outer.zip!/inner.zip!/deep/nested.png", "copied"));
        assertThat(manifest.stream().filter(row -> row.get(0).endsWith(".jpg"))).hasSize(2);
    }

    @Test
    void namesSayNothingOfTheOriginal() throws Exception {
        export(stacks());
        assertThat(names())
                .allSatisfy(name -> assertThat(name).matches("[0-9a-f]{12,64}-1\\.(jpg|png|bmp)|manifest\\.csv"));
        assertThat(folder.resolve("evil.png")).doesNotExist();
    }

    @Test
    void thePurposeIsInTheJournalBeforeAnythingIsCopied() throws Exception {
        Path blocked = Files.createDirectories(folder.resolve("blocked"));
        Files.writeString(blocked.resolve("x"), "");
        int before = journal("exported").size();
        assertThatThrownBy(() -> export(stacks(), " ", output)).hasMessageContaining("needs a purpose");
        assertThatThrownBy(() -> export(stacks(), "p", blocked)).hasMessageContaining("is not empty");
        assertThatThrownBy(() -> export(List.of("nosuch"), "p", output)).hasMessageContaining("no stack called nosuch");
        assertThatThrownBy(() -> export(stacks(), "p", capture.resolve("out")))
                .hasMessageContaining("lies in the capture");
        assertThatThrownBy(() -> export(stacks(), "p", workspace.resolve("out")))
                .hasMessageContaining("lies in the workspace");
        assertThatThrownBy(() -> export(stacks(), "p", folder.resolve("no/out")))
                .hasMessageContaining("there is no folder");
        assertThat(journal("exported")).hasSize(before);
        assertThat(output).doesNotExist();

        export(stacks(), "second look for case 26-011", output);
        assertThat(journal("exported").getLast())
                .contains("second look for case 26-011")
                .contains(stacks().getFirst());
        assertThat(journal("exportFinished").getLast()).contains("\"copied\":\"4\"");
    }

    @Test
    void bytesThatChangedSinceTheScanAreNotCopied() throws Exception {
        Path other = folder.resolve("other-capture");
        Files.createDirectories(other);
        Path picture = other.resolve("a.png");
        Files.write(picture, packed);
        Path otherWorkspace = folder.resolve("other-workspace");
        new Scan(
                        ScanRequest.of(
                                List.of(new ScanRequest.Capture(RawPaths.rawName(other), Optional.empty())),
                                List.of(),
                                otherWorkspace),
                        progress -> {})
                .run();
        Files.write(picture, nested);
        Path before = workspace;
        try {
            workspace = otherWorkspace;
            ExportSummary summary = export(stacks());
            assertThat(summary).isEqualTo(new ExportSummary(1, 0, 1));
            assertThat(names()).containsExactly("manifest.csv");
            assertThat(Files.readString(output.resolve("manifest.csv")))
                    .contains("missing")
                    .contains("the capture has changed");
        } finally {
            workspace = before;
        }
    }

    @Test
    void aVicsCaseCanCarryItsMediaUnderNeutralNames() throws Exception {
        Path report = folder.resolve("case.json");
        ExportSummary summary = Reports.writeVicsWithMedia(workspace, report, "for the national unit");
        assertThat(summary.isComplete()).isTrue();
        VicsSchema.check(Files.readString(report));
        String md5 = SampleWorkspace.hex(
                java.security.MessageDigest.getInstance("MD5").digest(nested));
        assertThat(Files.readString(report)).contains("\"RelativeFilePath\":\"case.json-media\\\\" + md5 + ".png\"");
        assertThat(folder.resolve("case.json-media").resolve(md5 + ".png")).hasBinaryContent(nested);
        assertThat(journal("exported").getLast()).contains("for the national unit");
    }

    @Test
    void theCaptureIsLeftAsItWas() throws Exception {
        List<String> before = listing();
        export(stacks());
        assertThat(listing()).isEqualTo(before);
    }

    private List<String> listing() throws Exception {
        try (Stream<Path> files = Files.walk(capture)) {
            List<String> listing = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                listing.add(file.toUri() + " " + Files.getLastModifiedTime(file) + " " + Files.size(file));
            }
            return listing;
        }
    }

    private ExportSummary export(List<String> stacks) throws Exception {
        return export(stacks, "test", output);
    }

    private ExportSummary export(List<String> stacks, String purpose, Path to) throws Exception {
        return Exporter.export(new ExportRequest(workspace, stacks, purpose, to));
    }

    private List<String> stacks() throws Exception {
        return query("SELECT name FROM stack ORDER BY name");
    }

    private List<String> journal(String event) throws Exception {
        return query("SELECT detail FROM journal WHERE event = '" + event + "' ORDER BY id");
    }

    private List<String> query(String sql) throws Exception {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + workspace.resolve(ReportSource.DATABASE));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (row.next()) {
                found.add(row.getString(1));
            }
            return found;
        }
    }

    private List<String> names() throws Exception {
        try (Stream<Path> files = Files.list(output)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private List<byte[]> copies() throws Exception {
        List<byte[]> copies = new ArrayList<>();
        for (String name : names()) {
            if (!name.equals("manifest.csv")) {
                copies.add(Files.readAllBytes(output.resolve(name)));
            }
        }
        return copies;
    }
}
