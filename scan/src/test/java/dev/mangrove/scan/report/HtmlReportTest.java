package dev.mangrove.scan.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HtmlReportTest {

    @TempDir
    private Path folder;

    private Path workspace;
    private Path page;

    @BeforeEach
    void places() {
        workspace = folder.resolve("workspace");
        page = folder.resolve("report.html");
    }

    @Test
    void looksAsItDid() throws Exception {
        Reports.write(SampleWorkspace.golden(workspace), ReportFormat.HTML, page);
        // The style sheet has a file of its own; here it would only hide what changed.
        String html = Files.readString(page)
                .replaceFirst("(?s)<style>.*?</style>", "<style></style>")
                .replaceFirst("sha256-[^']+", "sha256-");
        Golden.check("report.html", Files.writeString(page, html));
    }

    @Test
    void theSameWorkspaceGivesTheSameBytes() throws Exception {
        SampleWorkspace.golden(workspace);
        Reports.write(workspace, ReportFormat.HTML, page);
        byte[] first = Files.readAllBytes(page);
        Reports.write(workspace, ReportFormat.HTML, page);
        assertThat(Files.readAllBytes(page)).isEqualTo(first);
    }

    @Test
    void tellsTheWholeReportInAFewSentences() throws Exception {
        assertThat(written(SampleWorkspace.golden(workspace)))
                .contains(
                        "3 of 12 items are known: 2 exactly, 1 as a near copy. Look first at 1 near copy of a known picture,"
                                + " then at 1 unseen picture beside known ones, then at 2 other unseen pictures. 3 items could not be examined.")
                .contains("7 + 2 + 3 = 12: the ledger balances");
    }

    @Test
    void aNameNeverBecomesMarkupAndNeverHidesItself() throws Exception {
        String html = written(SampleWorkspace.golden(workspace));
        assertThat(html)
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;\\u202Egpj.\\u0007\\u000D\\u000A&quot;&amp;&#39;exe")
                .contains("&lt;b&gt;second&lt;/b&gt; look")
                .contains("Site &lt;mirror&gt;")
                .doesNotContain("<script")
                .doesNotContain("\u202E")
                .doesNotContain("\u0007");
    }

    @Test
    void everyColumnThatACaptureOrAListCanFillStaysText() throws Exception {
        String hostile = "<img src=x onerror=alert(1)>\"'&\u2066";
        try (SampleWorkspace sample = SampleWorkspace.create(workspace)) {
            sample.insert("capture", "id", 1, "label", hostile, "location", hostile.getBytes("UTF-8"), "kind", hostile);
            sample.insert("setting", "name", hostile, "value", hostile);
            sample.insert("journal", "at", hostile, "event", hostile, "detail", hostile);
            sample.insert(
                    "journal",
                    "at",
                    hostile,
                    "event",
                    "scanStarted",
                    "detail",
                    "{\"version\":\"<img src=x>\",\"isolation\":\"<img src=x>\",\"accessTimes\":\"<img src=x>\"}");
            sample.insert(
                    "hash_list",
                    "id",
                    1,
                    "use",
                    "list",
                    "name",
                    hostile,
                    "version",
                    hostile,
                    "origin",
                    hostile,
                    "scheme",
                    hostile,
                    "profile",
                    hostile,
                    "digest",
                    hostile,
                    "entries",
                    1,
                    "near_matchable",
                    1,
                    "location",
                    hostile);
            int item = sample.picture(hostile, 1, 9, 9, hostile, 1);
            sample.update(item, Map.of("camera_make", hostile, "camera_model", hostile, "uri", hostile));
            sample.missed(hostile + "2", 0, "damaged", hostile);
            sample.insert(
                    "match",
                    "item_id",
                    item,
                    "hash_list_id",
                    1,
                    "entry",
                    hostile,
                    "role",
                    hostile,
                    "kind",
                    "near",
                    "distance_bits",
                    3,
                    "category",
                    hostile,
                    "series",
                    hostile);
            sample.stack(1, hostile, item, 2, 1);
            sample.insert("lead", "rank", 1, "stack_id", 1, "tier", hostile, "shown", 1, "reasons", hostile);
            sample.insert("unspecific_entry", "hash_list_id", 1, "entry", hostile, "stacks", 101);
            sample.insert("result", "name", "summary", "value", "{\"resultDigest\":\"<img src=x>\"}");
        }
        assertThat(written(workspace)).doesNotContain("<img").doesNotContain("\u2066");
    }

    @Test
    void aVeryLongNameIsShortenedInItsMiddleAndSaysSo() throws Exception {
        try (SampleWorkspace sample = SampleWorkspace.create(workspace).captures()) {
            sample.missed("a".repeat(5_000) + "\uD83C\uDF33.jpg", 0, "damaged", "");
        }
        assertThat(written(workspace))
                .contains("characters more")
                .contains("\uD83C\uDF33.jpg")
                .hasSizeLessThan(60_000);
    }

    @Test
    void anUnfinishedScanIsSaidToBeOneOnTop() throws Exception {
        try (SampleWorkspace sample = SampleWorkspace.create(workspace).captures()) {
            sample.insert("journal", "at", "2026-03-02T08:15:00Z", "event", "scanStarted", "detail", "{}");
            sample.missed("a.jpg", 0, "damaged", "");
        }
        String html = written(workspace);
        assertThat(html).contains("This scan has not finished").contains(">Not finished<");
        assertThat(html.indexOf("This scan has not finished")).isLessThan(html.indexOf("id=\"leads\""));
    }

    @Test
    void aFinishedScanWithoutItemsIsReadable() throws Exception {
        try (SampleWorkspace sample =
                SampleWorkspace.create(workspace).captures().lists()) {
            sample.insert("journal", "at", "2026-03-02T08:15:00Z", "event", "scanFinished", "detail", "{}");
            sample.insert("result", "name", "summary", "value", "{}");
        }
        assertThat(written(workspace))
                .contains("None of the 0 items is on the lists.")
                .contains("0 + 0 + 0 = 0");
    }

    @Test
    void listsAtMostFiftyPathsOfAReasonAndSaysWhereTheRestIs() throws Exception {
        try (SampleWorkspace sample = SampleWorkspace.create(workspace).captures()) {
            for (int i = 0; i < 51; i++) {
                sample.missed(String.format("d/%03d.jpg", i), 0, "damaged", "");
            }
        }
        assertThat(written(workspace))
                .contains("d/049.jpg")
                .doesNotContain("d/050.jpg")
                .contains("These are the first 50 of 51.");
    }

    private String written(Path from) throws IOException, SQLException {
        Reports.write(from, ReportFormat.HTML, page);
        return Files.readString(page);
    }
}
