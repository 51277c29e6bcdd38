package dev.mangrove.scan.lead;

import static dev.mangrove.scan.match.MatchingCase.entry;
import static dev.mangrove.scan.workspace.DrawnItems.digests;
import static dev.mangrove.scan.workspace.DrawnItems.file;
import static dev.mangrove.scan.workspace.DrawnItems.fingerprints;
import static dev.mangrove.scan.workspace.DrawnItems.hash;
import static dev.mangrove.scan.workspace.DrawnItems.member;
import static dev.mangrove.scan.workspace.DrawnItems.near;
import static dev.mangrove.scan.workspace.DrawnItems.picture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.index.EntryRole;
import dev.mangrove.scan.item.CameraFacts;
import dev.mangrove.scan.item.Examination;
import dev.mangrove.scan.item.ItemOrigin;
import dev.mangrove.scan.item.RawName;
import dev.mangrove.scan.match.MatchingCase;
import dev.mangrove.scan.match.ScanSummary;
import dev.mangrove.scan.workspace.DrawnItems;
import dev.mangrove.scan.workspace.ItemRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeadsTest {

    private static final String LEADS = """
            SELECT i.path_text, l.tier, l.shown,
                   (SELECT group_concat(json_extract(value, '$.rule'), '+') FROM json_each(l.reasons))
              FROM lead l JOIN stack s ON s.id = l.stack_id JOIN item i ON i.id = s.representative_item_id
             ORDER BY l.rank""";

    @TempDir
    Path temporary;

    private final SplittableRandom random = new SplittableRandom(3);
    private MatchingCase scan;

    @BeforeEach
    void open() {
        scan = new MatchingCase(temporary);
    }

    @AfterEach
    void close() {
        scan.close();
    }

    private static CameraFacts camera(String model, String serial, String takenAt, String software) {
        return new CameraFacts(
                Optional.of("Make"),
                Optional.of(model),
                Optional.ofNullable(serial),
                Optional.empty(),
                Optional.ofNullable(software),
                Optional.ofNullable(takenAt),
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    private Examination shot(String content, CameraFacts camera) {
        return picture(content, 1000, 1000, camera, fingerprints(hash(random)));
    }

    private Path alertOn(String content) {
        return scan.list(entry("E", EntryRole.ALERT, digests(content).sha256()));
    }

    private String reasons(String path) {
        return scan.rows("SELECT l.reasons FROM lead l JOIN stack s ON s.id = l.stack_id JOIN item i"
                        + " ON i.id = s.representative_item_id WHERE i.path_text = '" + path + "'")
                .getFirst();
    }

    @Test
    void ranksTheTiersInTheOrderThatFindsVictims() {
        var known = hash(random);
        scan.items(
                file("1/exact", shot("exact", CameraFacts.NONE)),
                file("2/unseen", shot("unseen", CameraFacts.NONE)),
                file(
                        "3/original",
                        picture(
                                "original",
                                4000,
                                3000,
                                camera("M", null, "2024-01-01T00:00:00", "Ver.1"),
                                fingerprints(hash(random)))),
                file("1/beside", shot("beside", CameraFacts.NONE)),
                file("4/near", picture("near", known)));
        ScanSummary summary = scan.match(scan.list(
                entry("E", EntryRole.ALERT, digests("exact").sha256()),
                entry("N", EntryRole.ALERT, near(known, 12, random))));
        assertThat(scan.rows(LEADS))
                .containsExactly(
                        "4/near|nearKnown|1|nearAlert",
                        "1/beside|besideKnown|1|sameFolder",
                        "3/original|cameraOriginal|1|cameraOriginal",
                        "2/unseen|unseen|1|unseen",
                        "1/exact|exactKnown|0|exactAlert");
        assertThat(summary.leads()).as("exactly known ones are not shown").isEqualTo(4);
        assertThat(reasons("4/near")).contains("12 of 256 bits from entry N of the list L1, category 1, series S");
        assertThat(reasons("1/beside")).contains("same folder as the hit 1/exact");
    }

    @Test
    void takesAStackOfKnownAndUnknownContentsForNearKnown() {
        var hash = hash(random);
        scan.items(
                file("known", picture("known", 3000, 2000, CameraFacts.NONE, fingerprints(hash))),
                file("variant", picture("variant", 800, 600, CameraFacts.NONE, fingerprints(near(hash, 9, random)))));
        scan.match(alertOn("known"));
        assertThat(scan.rows(LEADS)).containsExactly("known|nearKnown|1|besideExact+exactAlert");
    }

    @Test
    void findsTheSameBodyButNoPlaceholderSerial() {
        scan.items(
                file("a/hit", shot("hit", camera("M1", "4711-X", null, null))),
                file("b/other", shot("other", camera("M1", "4711-X", null, null))),
                file("c/hit2", shot("hit2", camera("M2", "00000000", null, null))),
                file("d/zero", shot("zero", camera("M2", "00000000", null, null))));
        scan.match(scan.list(
                entry("1", EntryRole.ALERT, digests("hit").sha256()),
                entry("2", EntryRole.ALERT, digests("hit2").sha256())));
        assertThat(scan.rows(LEADS))
                .startsWith("b/other|besideKnown|1|sameSerial")
                .contains("d/zero|unseen|1|unseen");
        assertThat(reasons("b/other")).contains("4711-X").contains("a/hit");
    }

    @Test
    void findsWhatTheSameModelTookWithinTenSeconds() {
        scan.items(
                file("a/hit", shot("hit", camera("M1", null, "2024-02-29T23:59:55", null))),
                file("b/ten", shot("ten", camera("M1", null, "2024-03-01T00:00:05", null))),
                file("c/eleven", shot("eleven", camera("M1", null, "2024-03-01T00:00:06", null))),
                file("d/model", shot("model", camera("M2", null, "2024-02-29T23:59:55", null))),
                file("e/garbage", shot("garbage", camera("M1", null, "sometime in spring", null))));
        scan.match(alertOn("hit"));
        assertThat(scan.rows(LEADS).stream().filter(row -> row.contains("besideKnown")))
                .containsExactly("b/ten|besideKnown|1|sameTime");
        assertThat(reasons("b/ten")).contains("taken 10 s from the hit a/hit");
    }

    @Test
    void findsWhatTheSamePageShows() {
        scan.items(
                record("w.warc", 1, "http://x.onion/1.jpg", "http://x.onion/page", shot("hit", CameraFacts.NONE)),
                record("v.warc", 1, "http://x.onion/2.jpg", "http://x.onion/page", shot("beside", CameraFacts.NONE)),
                record("u.warc", 1, "http://x.onion/3.jpg", "http://x.onion/other", shot("other", CameraFacts.NONE)));
        scan.match(alertOn("hit"));
        assertThat(scan.rows(LEADS).getFirst()).isEqualTo("v.warc!/http://x.onion/2.jpg|besideKnown|1|samePage");
    }

    private static ItemRecord record(String top, long sequence, String uri, String page, Examination examination) {
        return new ItemRecord(
                1,
                RawName.ofText(top),
                sequence,
                OptionalLong.of(0),
                RawName.ofText(uri),
                top + "!/" + uri,
                new ItemOrigin(
                        Optional.empty(),
                        Optional.of(new ItemOrigin.WebOrigin(
                                uri,
                                Optional.empty(),
                                Optional.empty(),
                                "response",
                                Optional.of(200),
                                Optional.of(page),
                                Optional.empty(),
                                Optional.empty()))),
                examination);
    }

    @Test
    void tellsFoldersWithinContainersApart() {
        scan.items(
                member("z.zip", 1, 0, "in/hit", shot("hit", CameraFacts.NONE)),
                member("z.zip", 2, 0, "in/beside", shot("beside", CameraFacts.NONE)),
                member("z.zip", 3, 0, "out/x", shot("x", CameraFacts.NONE)),
                member("z.zip", 5, 4, "in/nested", shot("nested", CameraFacts.NONE)),
                member("y.zip", 1, 0, "in/y", shot("y", CameraFacts.NONE)));
        scan.match(alertOn("hit"));
        assertThat(scan.rows(LEADS).stream().filter(row -> row.contains("besideKnown")))
                .containsExactly("z.zip!/in/beside|besideKnown|1|sameFolder");
    }

    @Test
    void neverLeadsWithSmallPicturesOrKnownGood() {
        scan.items(
                file("small", picture("small", 95, 4000, CameraFacts.NONE, fingerprints(hash(random)))),
                file("edge", picture("edge", 96, 96, CameraFacts.NONE, fingerprints(hash(random)))),
                file("good", shot("good", CameraFacts.NONE)));
        scan.match(
                List.of(),
                List.of(scan.list(
                        entry("g", EntryRole.UNREVIEWED, digests("good").sha1()))));
        assertThat(scan.rows(LEADS)).containsExactly("edge|unseen|1|unseen");
    }

    @Test
    void leadsWithAnUnknownVariantOfAKnownGoodPicture() {
        var hash = hash(random);
        scan.items(
                file("good", picture("good", 3000, 2000, CameraFacts.NONE, fingerprints(hash))),
                file("variant", picture("variant", 800, 600, CameraFacts.NONE, fingerprints(near(hash, 9, random)))));
        scan.match(
                List.of(),
                List.of(scan.list(
                        entry("g", EntryRole.UNREVIEWED, digests("good").sha1()))));
        assertThat(scan.rows(LEADS)).hasSize(1);
    }

    @Test
    void holdsAnEditedOrSmallPictureForNoCameraOriginal() {
        scan.items(
                file(
                        "1",
                        picture(
                                "1",
                                4000,
                                3000,
                                camera("M", null, "2024-01-01T00:00:00", "Adobe Photoshop 25"),
                                fingerprints(hash(random)))),
                file(
                        "2",
                        picture(
                                "2",
                                1000,
                                800,
                                camera("M", null, "2024-01-01T00:00:00", null),
                                fingerprints(hash(random)))),
                file("3", picture("3", 4000, 3000, camera("M", null, null, null), fingerprints(hash(random)))));
        scan.match();
        assertThat(scan.rows(LEADS)).allMatch(row -> row.contains("|unseen|")).hasSize(3);
    }

    @Test
    void saysWhereAnEntryIsListedButNotYetJudged() {
        scan.items(file("a", shot("a", CameraFacts.NONE)));
        scan.match(scan.list(entry("U", EntryRole.UNREVIEWED, digests("a").sha256())));
        assertThat(scan.rows(LEADS)).containsExactly("a|unseen|1|unreviewed+unseen");
        assertThat(DrawnItems.CAPTURES).hasSize(1);
    }
}
