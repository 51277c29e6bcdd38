package dev.mangrove.scan.stack;

import static dev.mangrove.scan.workspace.DrawnItems.file;
import static dev.mangrove.scan.workspace.DrawnItems.fingerprints;
import static dev.mangrove.scan.workspace.DrawnItems.hash;
import static dev.mangrove.scan.workspace.DrawnItems.near;
import static dev.mangrove.scan.workspace.DrawnItems.picture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.hash.Orientation;
import dev.mangrove.hash.PdqFingerprint;
import dev.mangrove.hash.PdqHash;
import dev.mangrove.index.EntryRole;
import dev.mangrove.scan.item.CameraFacts;
import dev.mangrove.scan.item.Examination.PictureExamined;
import dev.mangrove.scan.item.Frame;
import dev.mangrove.scan.match.MatchingCase;
import dev.mangrove.scan.match.ScanSummary;
import dev.mangrove.scan.workspace.DrawnItems;
import dev.mangrove.scan.workspace.ItemRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StacksTest {

    @TempDir
    Path temporary;

    private final SplittableRandom random = new SplittableRandom(11);

    @Test
    void putsEqualBytesTogetherWhateverTheirHash() {
        try (MatchingCase scan = new MatchingCase(temporary)) {
            PdqFingerprint poor = DrawnItems.fingerprint(hash(random), 3);
            scan.items(
                    file("a/1", picture("same", 50, 50, CameraFacts.NONE, List.of(poor))),
                    file("b/1", picture("same", 50, 50, CameraFacts.NONE, List.of(poor))),
                    file("c/1", picture("poor too", 50, 50, CameraFacts.NONE, List.of(poor))),
                    file("t", DrawnItems.text("text")));
            assertThat(scan.match().stacks()).isEqualTo(2);
            assertThat(scan.stacks()).containsExactly("a/1 b/1", "c/1");
            assertThat(scan.rows("SELECT items, contents FROM stack ORDER BY items"))
                    .containsExactly("1|1", "2|1");
        }
    }

    @Test
    void doesNotChainFromNeighbourToNeighbour() {
        try (MatchingCase scan = new MatchingCase(temporary)) {
            PdqHash middle = hash(random);
            PdqHash left = near(middle, 30, random);
            PdqHash right = near(middle, 30, random);
            assertThat(left.distanceBits(right)).isGreaterThan(31);
            scan.items(
                    file("left", picture("left", 900, 900, CameraFacts.NONE, fingerprints(left))),
                    file("middle", picture("middle", 500, 500, CameraFacts.NONE, fingerprints(middle))),
                    file("right", picture("right", 700, 700, CameraFacts.NONE, fingerprints(right))));
            scan.match();
            assertThat(scan.stacks()).as("the middle goes to the larger").containsExactly("left middle", "right");
            assertThat(scan.rows("SELECT relation, distance_bits, orientation FROM stack_member m JOIN item i"
                            + " ON i.id = m.item_id ORDER BY path_text"))
                    .containsExactly("representative|0|null", "near|30|original", "representative|0|null");
        }
    }

    @Test
    void neverHidesAFrameBehindAPictureThatDoesNotShowIt() {
        try (MatchingCase scan = new MatchingCase(temporary)) {
            PdqHash one = hash(random);
            PdqHash two = hash(random);
            PdqHash three = hash(random);
            scan.items(
                    file("still one", picture("s1", 4000, 3000, CameraFacts.NONE, fingerprints(near(one, 5, random)))),
                    file("still two", picture("s2", 4000, 3000, CameraFacts.NONE, fingerprints(near(two, 5, random)))),
                    file("both", picture("both", 200, 200, CameraFacts.NONE, fingerprints(one, two))),
                    file("one and three", picture("13", 100, 100, CameraFacts.NONE, fingerprints(one, three))));
            scan.match();
            assertThat(scan.stacks()).contains("one and three").hasSize(2);
            assertThat(scan.rows("SELECT relation FROM stack_member m JOIN item i ON i.id = m.item_id"
                            + " WHERE path_text = 'still two'"))
                    .containsExactly("frame");
        }
    }

    @Test
    void stacksAKnownVideoByItsBytesAndNoKnownGoodDocument() {
        try (MatchingCase scan = new MatchingCase(temporary)) {
            scan.items(
                    file("a.mp4", DrawnItems.unsupported("video", "video/mp4")),
                    file("b.mp4", DrawnItems.unsupported("video", "video/mp4")),
                    file("doc", DrawnItems.text("doc")));
            ScanSummary summary = scan.match(scan.list(
                    MatchingCase.entry(
                            "v", EntryRole.ALERT, DrawnItems.digests("video").sha1()),
                    MatchingCase.entry(
                            "d", EntryRole.KNOWN_GOOD, DrawnItems.digests("doc").sha1())));
            assertThat(summary.stacks()).isEqualTo(1);
            assertThat(scan.stacks()).containsExactly("a.mp4 b.mp4");
        }
    }

    @Test
    void givesTheStacksOfTheWrittenRuleInEveryOrderOfItems() {
        long seed = Long.getLong("mangrove.seed", System.nanoTime());
        System.out.println("stacks like the rule: -Dmangrove.seed=" + seed);
        List<ItemRecord> items = drawn(new SplittableRandom(seed), 600);
        TreeSet<String> expected = new TreeSet<>(byTheRule(items));
        String digest = "";
        for (int order = 0; order < 3; order++) {
            Collections.shuffle(items, new Random(seed + order));
            try (MatchingCase scan = new MatchingCase(temporary.resolve("order" + order))) {
                ScanSummary summary = scan.items(items).match();
                assertThat(scan.stacks()).isEqualTo(expected);
                assertThat(summary.resultDigest()).isEqualTo(order == 0 ? summary.resultDigest() : digest);
                digest = summary.resultDigest();
            }
        }
        assertThat(expected.size()).isBetween(20, 550);
    }

    /// Clusters of near hashes at many distances, turned and framed at random, with equal bytes among them.
    private static List<ItemRecord> drawn(SplittableRandom random, int count) {
        List<PdqHash> centres = Stream.generate(() -> hash(random)).limit(40).toList();
        List<ItemRecord> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<PdqFingerprint> frames = new ArrayList<>();
            int frameCount = random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 1;
            for (int f = 0; f < frameCount; f++) {
                List<PdqHash> orientations = new ArrayList<>();
                for (Orientation orientation : Orientation.values()) {
                    boolean isTurned = orientation == Orientation.UPRIGHT || random.nextInt(5) == 0;
                    PdqHash centre = centres.get(random.nextInt(40));
                    orientations.add(isTurned ? near(centre, random.nextInt(26), random) : hash(random));
                }
                frames.add(new PdqFingerprint(orientations, random.nextInt(8) == 0 ? 20 : 80));
            }
            int side = 100 + 100 * random.nextInt(3);
            items.add(file("p" + i, picture("c" + i, side, side, CameraFacts.NONE, frames)));
            if (random.nextInt(6) == 0) {
                items.add(file("q" + i, picture("c" + i, side, side, CameraFacts.NONE, frames)));
            }
        }
        return items;
    }

    /// The rule of docs/stacks.md, said once more as plainly as can be.
    private static List<String> byTheRule(List<ItemRecord> items) {
        Map<String, PictureExamined> contents = new LinkedHashMap<>();
        Map<String, List<String>> paths = new HashMap<>();
        for (ItemRecord item : items) {
            PictureExamined picture = (PictureExamined) item.examination();
            String sha256 = picture.contentDigests().sha256().toHex();
            contents.put(sha256, picture);
            paths.computeIfAbsent(sha256, _ -> new ArrayList<>()).add(item.pathText());
        }
        List<String> order = new ArrayList<>(contents.keySet());
        order.sort(
                Comparator.<String>comparingInt(c -> -matchable(contents.get(c)).size())
                        .thenComparingLong(c -> -(long) contents.get(c).width()
                                * contents.get(c).height())
                        .thenComparing(c -> c));
        List<String> stacks = new ArrayList<>();
        while (!order.isEmpty()) {
            String representative = order.removeFirst();
            List<String> stack = new ArrayList<>(List.of(representative));
            order.removeIf(c -> shows(contents.get(representative), contents.get(c)) && stack.add(c));
            stacks.add(
                    stack.stream().flatMap(c -> paths.get(c).stream()).sorted().collect(Collectors.joining(" ")));
        }
        return stacks;
    }

    private static boolean shows(PictureExamined representative, PictureExamined other) {
        List<PdqFingerprint> shown = matchable(representative);
        return !matchable(other).isEmpty()
                && matchable(other).stream()
                        .allMatch(frame -> shown.stream()
                                .flatMap(own -> own.orientations().stream())
                                .anyMatch(own -> own.distanceBits(frame.hash()) <= 31));
    }

    private static List<PdqFingerprint> matchable(PictureExamined picture) {
        return Stream.concat(
                        Stream.of(picture.fingerprint()),
                        picture.furtherFrames().stream().map(Frame::fingerprint))
                .filter(PdqFingerprint::isMatchable)
                .toList();
    }
}
