package dev.mangrove.scan.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.formats.hashlist.HashListFormat;
import dev.mangrove.formats.row.HashListRow;
import dev.mangrove.formats.row.RowSink;
import dev.mangrove.formats.vics.VicsCase;
import dev.mangrove.formats.vics.VicsCaseReader;
import dev.mangrove.formats.vics.VicsCaseWriter;
import dev.mangrove.formats.vics.VicsMedia;
import dev.mangrove.hash.DigestKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VicsReportTest {

    @TempDir
    private Path folder;

    private Path report;

    @BeforeEach
    void write() throws Exception {
        report = folder.resolve("report.json");
        Reports.write(SampleWorkspace.golden(folder.resolve("workspace")), ReportFormat.VICS, report);
    }

    @Test
    void looksAsItDid() throws IOException {
        Golden.check("report.vics.json", report);
    }

    @Test
    void keepsToTheSchemaStrictly() throws IOException {
        VicsSchema.check(Files.readString(report));
    }

    @Test
    @SuppressWarnings("unchecked")
    void theHeaderCountsWhatIsThere() throws IOException {
        Map<String, Object> header = header();
        List<Map<String, Object>> media = (List<Map<String, Object>>) header.get("Media");
        long files = media.stream()
                .mapToLong(m -> ((List<Object>) m.get("MediaFiles")).size())
                .sum();
        long categories = media.stream().filter(m -> m.containsKey("Category")).count();
        assertThat(header).containsEntry("TotalMediaFiles", files).containsEntry("TotalPrecategorized", categories);
        assertThat(categories).isEqualTo(1);
    }

    @Test
    void equalContentIsOneMediaWithEveryPlace() throws IOException {
        Map<String, Object> media = media(SampleWorkspace.hex(SampleWorkspace.digest("MD5", "content 7")));
        assertThat(media)
                .containsEntry("Category", 1L)
                .containsEntry("IsPrecategorized", true)
                .containsEntry("PrecategorizationSource", "National hash list 2026-02")
                .containsEntry("Series", "Ångström")
                .containsEntry("SHA1", SampleWorkspace.hex(SampleWorkspace.digest("SHA-1", "content 7")));
        assertThat(String.valueOf(media.get("MediaFiles")))
                .contains("FileName=IMG_0001.jpg, FilePath=DCIM")
                .contains("FileName=copy of IMG_0001.jpg, FilePath=DCIM");
    }

    @Test
    void aNearMatchIsAProposalAndNoCategory() throws IOException {
        Map<String, Object> media = media(SampleWorkspace.hex(SampleWorkspace.digest("MD5", "content 8")));
        assertThat(media).doesNotContainKey("Category").containsEntry("IsPrecategorized", false);
        assertThat(String.valueOf(media.get("Comments"))).contains("11 bits").contains("a person must confirm it");
    }

    @Test
    void ourOwnReaderGetsEveryDigestCategoryAndPdqBack() throws IOException {
        List<HashListRow> rows = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        assertThat(HashListFormat.detect(report)).isEqualTo(HashListFormat.VICS_2);
        HashListFormat.VICS_2.read(report, new RowSink() {
            @Override
            public void row(Supplier<String> place, HashListRow row) {
                rows.add(row);
            }

            @Override
            public void remark(String place, String what) {
                problems.add(place + ": " + what);
            }

            @Override
            public void problem(String place, String reason) {
                problems.add(place + ": " + reason);
            }
        });
        assertThat(problems).isEmpty();
        List<Map<String, Object>> media = allMedia();
        assertThat(rows).hasSameSizeAs(media);
        for (int i = 0; i < rows.size(); i++) {
            HashListRow row = rows.get(i);
            Set<String> digests = new HashSet<>();
            row.digests().forEach(digest -> digests.add(digest.toHex()));
            assertThat(digests)
                    .contains(
                            String.valueOf(media.get(i).get("MD5")),
                            String.valueOf(media.get(i).get("SHA1")));
            assertThat(row.digests()).anyMatch(digest -> digest.kind() == DigestKind.SHA256);
            String hashes = String.valueOf(media.get(i).get("AlternativeHashes"));
            row.pdq().ifPresent(pdq -> assertThat(hashes).contains(pdq.toHex()));
            assertThat(row.pdq().isPresent()).isEqualTo(hashes.contains("PDQ"));
            assertThat(row.category().map(Long::valueOf).orElse(null))
                    .isEqualTo(media.get(i).get("Category"));
        }
    }

    @Test
    void whatOurReaderReadsAndOurWriterWritesAgainIsTheSameDocument() throws IOException {
        List<VicsMedia> media = new ArrayList<>();
        List<VicsCase> cases = new ArrayList<>();
        VicsCaseReader.read(report, new VicsCaseReader.Sink() {
            @Override
            public void context(String url) {
                assertThat(url).contains("/US/");
            }

            @Override
            public void media(VicsMedia one) {
                media.add(one);
            }

            @Override
            public void caseEnd(VicsCase header) {
                cases.add(header);
            }

            @Override
            public void problem(String place, String reason) {
                throw new AssertionError(place + ": " + reason);
            }
        });
        Path again = folder.resolve("again.json");
        try (VicsCaseWriter writer = new VicsCaseWriter(Files.newOutputStream(again), "US", cases.getFirst())) {
            for (VicsMedia one : media) {
                writer.media(one);
            }
            writer.finish();
        }
        assertThat(Files.readString(again)).isEqualTo(Files.readString(report));
    }

    @Test
    void differentContentsWithOneMd5AreSaidToBe() throws Exception {
        Path other = folder.resolve("other");
        try (SampleWorkspace sample = SampleWorkspace.create(other).captures().lists()) {
            int first = sample.picture("a.jpg", 1, 9, 9, "", 1);
            int second = sample.picture("b.jpg", 1, 9, 9, "", 2);
            sample.update(second, Map.of("md5", SampleWorkspace.digest("MD5", "content 1")));
            for (int item : new int[] {first, second}) {
                sample.insert(
                        "match",
                        "item_id",
                        item,
                        "hash_list_id",
                        1,
                        "entry",
                        "1",
                        "role",
                        "alert",
                        "kind",
                        "exact",
                        "digest_kind",
                        "sha256",
                        "distance_bits",
                        0,
                        "category",
                        "1");
            }
        }
        Path out = folder.resolve("other.json");
        Reports.write(other, ReportFormat.VICS, out);
        VicsSchema.check(Files.readString(out));
        assertThat(Files.readString(out))
                .contains("Different contents with one MD5")
                .contains(SampleWorkspace.hex(SampleWorkspace.digest("SHA-256", "content 2")))
                .contains("\"TotalPrecategorized\":0")
                .doesNotContain("\"Category\"");
    }

    @Test
    void categoriesOfTwoSchemesAreNotMixed() throws Exception {
        Path other = folder.resolve("other");
        try (SampleWorkspace sample = SampleWorkspace.create(other).captures().lists()) {
            sample.insert(
                    "hash_list",
                    "id",
                    3,
                    "use",
                    "list",
                    "name",
                    "UK",
                    "version",
                    "1",
                    "origin",
                    "UK",
                    "scheme",
                    "uk",
                    "profile",
                    "reference",
                    "digest",
                    "00",
                    "entries",
                    1,
                    "near_matchable",
                    0,
                    "location",
                    "x");
            int first = sample.picture("a.jpg", 1, 9, 9, "", 1);
            for (int list : new int[] {1, 3}) {
                sample.insert(
                        "match",
                        "item_id",
                        first,
                        "hash_list_id",
                        list,
                        "entry",
                        "1",
                        "role",
                        "alert",
                        "kind",
                        "exact",
                        "digest_kind",
                        "sha256",
                        "distance_bits",
                        0,
                        "category",
                        "1");
            }
        }
        Path out = folder.resolve("other.json");
        Reports.write(other, ReportFormat.VICS, out);
        assertThat(Files.readString(out)).contains("2.0.xml/Default/").doesNotContain("\"Category\"");
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> header() throws IOException {
        Map<String, Object> document = (Map<String, Object>) VicsSchema.parse(Files.readString(report));
        return ((List<Map<String, Object>>) document.get("value")).getFirst();
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> allMedia() throws IOException {
        return (List<Map<String, Object>>) header().get("Media");
    }

    private Map<String, Object> media(String md5) throws IOException {
        return allMedia().stream()
                .filter(m -> md5.equals(m.get("MD5")))
                .findFirst()
                .orElseThrow();
    }
}
