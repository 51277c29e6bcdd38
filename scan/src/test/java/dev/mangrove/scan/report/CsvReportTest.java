package dev.mangrove.scan.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CsvReportTest {

    @TempDir
    private Path folder;

    private Path csv;
    private List<List<String>> records;

    @BeforeEach
    void write() throws Exception {
        csv = folder.resolve("report.csv");
        Reports.write(SampleWorkspace.golden(folder.resolve("workspace")), ReportFormat.CSV, csv);
        records = parse(Files.readString(csv));
    }

    @Test
    void looksAsItDid() throws IOException {
        Golden.check("report.csv", csv);
    }

    @Test
    void everyItemHasOneRowOfTheSameLength() {
        assertThat(records).hasSize(13).allSatisfy(row -> assertThat(row).hasSameSizeAs(CsvReport.HEADER));
        assertThat(records.getFirst()).isEqualTo(CsvReport.HEADER);
    }

    @Test
    void noFieldCanRunAsAFormulaOrHideWhatItIs() {
        for (List<String> row : records) {
            assertThat(row).allSatisfy(field -> {
                assertThat(field).doesNotContainPattern("^[=+@\t\r-](?![0-9.]+$)");
                assertThat(field).doesNotContain("\u202E").doesNotContain("\n");
            });
        }
        assertThat(records).anySatisfy(row -> assertThat(row.get(1)).startsWith("'=cmd|"));
    }

    @Test
    void aNameThatIsNoUtf8IsThereInHexAndOthersAreNot() {
        assertThat(row("\\xE9t\\xE9.jpg"))
                .containsEntry("nameHex", "e974e92e6a7067")
                .containsEntry("topPathHex", "e974e92e6a7067");
        assertThat(row("DCIM/IMG_0001.jpg")).containsEntry("nameHex", "").containsEntry("topPathHex", "");
    }

    @Test
    void theBestMatchIsTheExactOneAndANearOneTellsItsDistance() {
        assertThat(row("DCIM/IMG_0001.jpg"))
                .containsEntry("matchKind", "exact")
                .containsEntry("matchDigest", "sha256")
                .containsEntry("matchEntry", "17")
                .containsEntry("series", "Ångström")
                .containsEntry("takenAt", "2025-12-24T18:03:11+01:00")
                .containsEntry("latitude", "21.02");
        assertThat(row("chat/received/0af3.jpg"))
                .containsEntry("matchKind", "near")
                .containsEntry("distanceBits", "11")
                .containsEntry("orientation", "flipX")
                .containsEntry("leadRank", "1");
        assertThat(row("system/logo.png")).containsEntry("knownGood", "true").containsEntry("matchRole", "knownGood");
        assertThat(row("empty.jpg"))
                .containsEntry("reason", "empty")
                .containsEntry("sha256", "")
                .containsEntry("matchList", "");
    }

    private Map<String, String> row(String path) {
        List<String> found = records.stream()
                .filter(row -> row.get(1).equals(path))
                .findFirst()
                .orElseThrow();
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < found.size(); i++) {
            fields.put(CsvReport.HEADER.get(i), found.get(i));
        }
        return fields;
    }

    /// RFC 4180 to the letter, so that the writer is not its own witness.
    static List<List<String>> parse(String text) {
        List<List<String>> records = new ArrayList<>();
        List<String> record = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c != '"') {
                    field.append(c);
                } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    field.append('"');
                    i++;
                } else {
                    quoted = false;
                }
            } else if (c == '"') {
                assertThat(field).as("a quotation mark only at a field's start").isEmpty();
                quoted = true;
            } else if (c == ',' || c == '\r') {
                record.add(field.toString());
                field.setLength(0);
                if (c == '\r') {
                    assertThat(text.charAt(++i)).isEqualTo('\n');
                    records.add(record);
                    record = new ArrayList<>();
                }
            } else {
                assertThat(c).isNotEqualTo('\n');
                field.append(c);
            }
        }
        assertThat(record).as("the last line ends like the others").isEmpty();
        return records;
    }

    @Test
    void isUtf8WithoutAMark() throws IOException {
        byte[] bytes = Files.readAllBytes(csv);
        assertThat(new String(bytes, StandardCharsets.UTF_8))
                .startsWith("capture,path,")
                .contains("Ångström");
    }
}
