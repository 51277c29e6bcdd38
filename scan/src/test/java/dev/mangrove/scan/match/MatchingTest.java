package dev.mangrove.scan.match;

import static dev.mangrove.scan.match.MatchingCase.entry;
import static dev.mangrove.scan.workspace.DrawnItems.digests;
import static dev.mangrove.scan.workspace.DrawnItems.file;
import static dev.mangrove.scan.workspace.DrawnItems.hash;
import static dev.mangrove.scan.workspace.DrawnItems.near;
import static dev.mangrove.scan.workspace.DrawnItems.picture;
import static dev.mangrove.scan.workspace.DrawnItems.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mangrove.hash.HashProfile;
import dev.mangrove.hash.Orientation;
import dev.mangrove.hash.PdqFingerprint;
import dev.mangrove.hash.PdqHash;
import dev.mangrove.index.EntryRole;
import dev.mangrove.index.HashListEntry;
import dev.mangrove.scan.item.CameraFacts;
import dev.mangrove.scan.item.Examination;
import dev.mangrove.scan.item.Reason;
import dev.mangrove.scan.workspace.DrawnItems;
import dev.mangrove.scan.workspace.ItemRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatchingTest {

    private static final String MATCHES = """
            SELECT i.path_text, m.entry, m.role, m.kind, m.digest_kind, m.distance_bits, m.orientation, m.frame
              FROM match m JOIN item i ON i.id = m.item_id ORDER BY 1, 2, 4""";

    @TempDir
    Path temporary;

    private final SplittableRandom random = new SplittableRandom(5);
    private MatchingCase scan;

    @BeforeEach
    void open() {
        scan = new MatchingCase(temporary);
    }

    @AfterEach
    void close() {
        scan.close();
    }

    @Test
    void recordsTheStrongestDigestThatAgrees() {
        scan.items(file("a", text("a")), file("b", text("b")), file("c", text("c")), file("d", text("d")));
        ScanSummary summary = scan.match(scan.list(
                entry(
                        "all",
                        EntryRole.ALERT,
                        digests("a").md5(),
                        digests("a").sha1(),
                        digests("a").sha256()),
                entry("sha1", EntryRole.ALERT, digests("b").md5(), digests("b").sha1()),
                entry("md5", EntryRole.ALERT, digests("c").md5())));
        assertThat(scan.rows(MATCHES))
                .containsExactly(
                        "a|all|alert|exact|sha256|0|null|null",
                        "b|sha1|alert|exact|sha1|0|null|null",
                        "c|md5|alert|exact|md5|0|null|null");
        assertThat(summary.exactMatches()).isEqualTo(3);
        assertThat(summary.items()).isEqualTo(4);
    }

    @Test
    void holdsAFileMadeToShareAnMd5ForNoMatch() {
        scan.items(file("forged", text("forged")), file("other size", text("other size")));
        ScanSummary summary = scan.match(scan.list(
                entry(
                        "victim",
                        EntryRole.ALERT,
                        digests("forged").md5(),
                        digests("true").sha256()),
                entry(
                        "sized",
                        EntryRole.ALERT,
                        OptionalLong.of(4711),
                        Optional.empty(),
                        OptionalInt.empty(),
                        digests("other size").md5())));
        assertThat(scan.rows(MATCHES)).isEmpty();
        assertThat(summary.exactMatches()).isZero();
        assertThat(scan.rows("SELECT json_extract(detail, '$.differs') FROM journal WHERE event = 'digestConflict'"))
                .containsExactlyInAnyOrder("sha256", "size");
    }

    @Test
    void filtersKnownGoodOnStrongDigestsOrMd5WithSizeAndNeverAgainstAnAlert() {
        PdqHash seen = hash(random);
        PdqHash nearAlert = hash(random);
        scan.items(
                file("sha256", text("sha256")),
                file("sha1", text("sha1")),
                file("md5 alone", text("md5 alone")),
                file("md5 and size", text("md5 and size")),
                file("near", picture("near", seen)),
                file("exact alert", text("exact alert")),
                file("near alert", picture("near alert", nearAlert)));
        Path good = scan.list(
                entry("1", EntryRole.UNREVIEWED, digests("sha256").sha256()),
                entry("2", EntryRole.UNREVIEWED, digests("sha1").sha1()),
                entry("3", EntryRole.UNREVIEWED, digests("md5 alone").md5()),
                entry(
                        "4",
                        EntryRole.UNREVIEWED,
                        OptionalLong.of(12),
                        Optional.empty(),
                        OptionalInt.empty(),
                        digests("md5 and size").md5()),
                entry("5", EntryRole.UNREVIEWED, near(seen, 1, random)),
                entry("6", EntryRole.ALERT, digests("exact alert").sha256()),
                entry("7", EntryRole.ALERT, digests("near alert").sha256()));
        ScanSummary summary = scan.match(List.of(), List.of(good));
        assertThat(knownGood()).containsExactly("exact alert", "md5 and size", "near alert", "sha1", "sha256");
        assertThat(summary.knownGood()).isEqualTo(5);
        assertThat(summary.exactMatches()).as("known good is counted by itself").isZero();
        assertThat(summary.nearMatches()).isZero();

        Path exact =
                scan.list(entry("A", EntryRole.ALERT, digests("exact alert").md5()));
        scan.match(List.of(exact), List.of(good));
        assertThat(knownGood()).containsExactly("md5 and size", "near alert", "sha1", "sha256");

        Path nearly = scan.list(entry("B", EntryRole.ALERT, near(nearAlert, 2, random)));
        scan.match(List.of(nearly), List.of(good));
        assertThat(knownGood()).containsExactly("exact alert", "md5 and size", "sha1", "sha256");

        Path unreviewed =
                scan.list(entry("C", EntryRole.UNREVIEWED, digests("sha1").sha256()));
        scan.match(List.of(unreviewed), List.of(good));
        assertThat(knownGood()).as("only an alert wins").contains("sha1");
    }

    private List<String> knownGood() {
        return scan.rows("SELECT path_text FROM known_good g JOIN item i ON i.id = g.item_id ORDER BY 1");
    }

    @Test
    void findsEveryNearEntryInEveryOrientationAndFrameAsBruteForceDoes() {
        long seed = Long.getLong("mangrove.seed", System.nanoTime());
        System.out.println("matching like brute force: -Dmangrove.seed=" + seed);
        SplittableRandom drawn = new SplittableRandom(seed);
        List<HashListEntry> entries = new ArrayList<>();
        List<ItemRecord> items = new ArrayList<>();
        TreeSet<String> expected = new TreeSet<>();
        for (int i = 0; i < 300; i++) {
            entries.add(entry("e" + i, EntryRole.ALERT, hash(drawn)));
        }
        int[] distances = {0, 1, 15, 30, 31, 32, 40};
        for (int i = 0; i < 200; i++) {
            List<PdqFingerprint> frames = new ArrayList<>();
            for (int f = 0; f < 1 + i % 3; f++) {
                List<PdqHash> orientations = new ArrayList<>();
                for (Orientation _ : Orientation.values()) {
                    PdqHash target = entries.get(drawn.nextInt(300)).pdq().orElseThrow();
                    boolean planted = drawn.nextInt(6) == 0;
                    orientations.add(planted ? near(target, distances[drawn.nextInt(7)], drawn) : hash(drawn));
                }
                frames.add(new PdqFingerprint(orientations, drawn.nextInt(5) == 0 ? 49 : 50));
            }
            items.add(file("p" + i, DrawnItems.picture("p" + i, 500, 400, CameraFacts.NONE, frames)));
            expected.addAll(bruteForce("p" + i, frames, entries));
        }
        scan.items(items);
        ScanSummary summary = scan.match(scan.list(HashProfile.REFERENCE, entries));
        assertThat(new TreeSet<>(scan.rows(MATCHES))).isEqualTo(expected).isNotEmpty();
        assertThat(summary.nearMatches())
                .isEqualTo(expected.stream()
                        .map(row -> row.substring(0, row.indexOf('|')))
                        .distinct()
                        .count());
    }

    private static List<String> bruteForce(String path, List<PdqFingerprint> frames, List<HashListEntry> entries) {
        List<String> rows = new ArrayList<>();
        for (HashListEntry entry : entries) {
            int best = 32;
            String row = "";
            for (int f = 0; f < frames.size(); f++) {
                for (Orientation orientation : Orientation.values()) {
                    int distance = frames.get(f)
                            .hash(orientation)
                            .distanceBits(entry.pdq().orElseThrow());
                    if (frames.get(f).quality() >= 50 && distance < best) {
                        best = distance;
                        row = String.join(
                                "|", path, entry.id(), "alert", "near", "null", "" + best, orientation.label(), "" + f);
                    }
                }
            }
            if (best < 32) {
                rows.add(row);
            }
        }
        return rows;
    }

    @Test
    void matchesAListWithExactlyOneHashButNotOneOfPoorQuality() {
        PdqHash seen = hash(random);
        scan.items(file("a", picture("a", seen)));
        assertThat(scan.match(scan.list(entry("1", EntryRole.ALERT, near(seen, 31, random))))
                        .nearMatches())
                .isEqualTo(1);
        assertThat(scan.match(scan.list(entry("1", EntryRole.ALERT, near(seen, 32, random))))
                        .nearMatches())
                .isZero();
        assertThat(scan.match(scan.list(entry(
                                "1", EntryRole.ALERT, OptionalLong.empty(), Optional.of(seen), OptionalInt.of(49))))
                        .nearMatches())
                .isZero();
    }

    @Test
    void leavesANearMatchOutWhereTheSameEntryMatchesExactly() {
        PdqHash seen = hash(random);
        scan.items(file("a", picture("a", seen)), file("copy", picture("copy", near(seen, 3, random))));
        ScanSummary summary = scan.match(
                scan.list(entry("1", EntryRole.ALERT, seen, digests("a").sha256())));
        assertThat(scan.rows(MATCHES))
                .containsExactly("a|1|alert|exact|sha256|0|null|null", "copy|1|alert|near|null|3|original|0");
        assertThat(summary.exactMatches()).isEqualTo(1);
        assertThat(summary.nearMatches()).isEqualTo(1);
    }

    @Test
    void matchesWhatCouldNotBeExaminedByItsDigests() {
        scan.items(
                file("video", DrawnItems.unsupported("video", "video/mp4")),
                file(
                        "locked",
                        new Examination.NotExamined(
                                Optional.empty(),
                                Optional.empty(),
                                Reason.ENCRYPTED,
                                "a password is needed",
                                List.of())));
        ScanSummary summary = scan.match(
                scan.list(entry("v", EntryRole.ALERT, digests("video").sha1())));
        assertThat(summary.exactMatches()).isEqualTo(1);
        assertThat(summary.stacks()).isEqualTo(1);
        assertThat(summary.notExamined()).containsEntry("encrypted", 1L).containsEntry("unsupported", 1L);
        assertThat(summary.toJson())
                .startsWith("{\"items\":2,\"pictureExamined\":0,\"digestsOnly\":0,\"notExamined\":{");
        assertThat(scan.rows("SELECT value FROM result")).containsExactly(summary.toJson());
    }

    @Test
    void replacesResultsAsAWholeAndKeepsThemWhereTheNextListFails() throws Exception {
        scan.items(file("a", text("a")));
        Path list = scan.list(entry("1", EntryRole.ALERT, digests("a").sha256()));
        String digest = scan.match(list).resultDigest();
        assertThat(scan.match().resultDigest()).isNotEqualTo(digest);
        assertThat(scan.rows(MATCHES)).isEmpty();
        assertThat(scan.match(list).resultDigest()).isEqualTo(digest);
        assertThatThrownBy(() -> scan.match(temporary.resolve("none.mgl")))
                .isInstanceOf(KnownListException.class)
                .hasMessageContaining("none.mgl");
        assertThatThrownBy(() -> scan.match(temporary)).hasMessageContaining("not a file");
        assertThatThrownBy(() -> scan.match(list, list)).hasMessageContaining("given twice");
        Path copy = Files.copy(list, temporary.resolve("copy.mgl"));
        assertThatThrownBy(() -> scan.match(list, copy)).hasMessageContaining("same content");
        Path full = scan.list(HashProfile.FULL, List.of(entry("1", EntryRole.ALERT, hash(random))));
        assertThatThrownBy(() -> scan.match(full)).hasMessageContaining("profile full");
        Path text = Files.writeString(temporary.resolve("text.mgl"), "no list".repeat(1000));
        assertThatThrownBy(() -> scan.match(text)).hasMessageContaining("text.mgl");
        assertThat(scan.rows(MATCHES)).hasSize(1);
        assertThat(scan.rows("SELECT count(*) FROM result")).containsExactly("1");
    }

    @Test
    void flagsAnEntryThatMatchesOverAHundredStacks() {
        List<ItemRecord> items = new ArrayList<>();
        PdqHash centre = hash(random);
        for (int i = 0; i < 101; i++) {
            items.add(file("p" + i, picture("p" + i, near(centre, 30, random))));
        }
        scan.items(items);
        Path list = scan.list(entry("flat", EntryRole.ALERT, centre), entry("other", EntryRole.ALERT, hash(random)));
        ScanSummary summary = scan.match(list);
        assertThat(summary.stacks()).isEqualTo(101);
        assertThat(scan.rows("SELECT entry, stacks FROM unspecific_entry")).containsExactly("flat|101");
    }
}
