package dev.mangrove.scan.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.hash.HashProfile;
import dev.mangrove.hash.Orientation;
import dev.mangrove.hash.PdqFingerprint;
import dev.mangrove.hash.PdqHash;
import dev.mangrove.index.EntryFrame;
import dev.mangrove.index.EntryRole;
import dev.mangrove.index.HashListBuilder;
import dev.mangrove.index.HashListEntry;
import dev.mangrove.scan.item.CameraFacts;
import dev.mangrove.scan.item.Examination;
import dev.mangrove.scan.item.Frame;
import dev.mangrove.scan.item.VideoFacts;
import dev.mangrove.scan.match.FileMatching.FileMatch;
import dev.mangrove.scan.match.FileMatching.Findings;
import dev.mangrove.scan.workspace.DrawnItems;
import dev.mangrove.testkit.Seed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Videos of drawn hashes against lists of such videos, by the index and by brute force.
class VideoMatchingTest {

    private static final int BITS = 31;

    @TempDir
    Path folder;

    private SplittableRandom random = new SplittableRandom(0);

    @BeforeEach
    void draw() {
        random = Seed.random("videos");
    }

    /// A frame of a known video.
    private record Known(PdqHash hash, int quality, long atMillis, int repeats) {
        boolean counts() {
            return quality >= PdqHash.MATCHABLE_QUALITY_MIN;
        }
    }

    private PdqHash near(PdqHash hash, int bits) {
        long[] words = {hash.word0(), hash.word1(), hash.word2(), hash.word3()};
        boolean[] flipped = new boolean[256];
        // One set and one clear bit in turn, so that the hash stays matchable.
        for (int done = 0; done < bits; ) {
            int bit = random.nextInt(256);
            boolean set = (words[bit >> 6] >>> (bit & 63) & 1) != 0;
            if (!flipped[bit] && set == (done % 2 == 0)) {
                flipped[bit] = true;
                words[bit >> 6] ^= 1L << (bit & 63);
                done++;
            }
        }
        return new PdqHash(words[0], words[1], words[2], words[3]);
    }

    private List<Known> known(List<PdqHash> pool) {
        List<Known> frames = new ArrayList<>();
        int count = 1 + random.nextInt(30);
        for (int i = 0; i < count; i++) {
            PdqHash hash = near(pool.get(random.nextInt(pool.size())), random.nextInt(20));
            frames.add(new Known(hash, 30 + random.nextInt(71), i * 1000L, random.nextInt(3)));
        }
        return frames;
    }

    private Path list(List<List<Known>> videos) throws IOException {
        Path file = folder.resolve("list.mgl");
        HashListBuilder.Description description = new HashListBuilder.Description(
                "list", Optional.empty(), "test", Optional.empty(), HashProfile.REFERENCE);
        try (HashListBuilder builder = HashListBuilder.create(file, description)) {
            for (int i = 0; i < videos.size(); i++) {
                for (Known frame : videos.get(i)) {
                    builder.add(new HashListEntry(
                            "v" + i,
                            Set.of(),
                            Optional.of(frame.hash()),
                            OptionalInt.of(frame.quality()),
                            OptionalLong.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(new EntryFrame(frame.atMillis(), frame.repeats())),
                            EntryRole.ALERT));
                }
            }
            builder.finish(List.of());
        }
        return file;
    }

    private Examination.PictureExamined video(List<PdqFingerprint> frames, int[] repeats) {
        List<Frame> further = new ArrayList<>();
        for (int i = 1; i < frames.size(); i++) {
            further.add(new Frame(i, frames.get(i), OptionalLong.of(i * 500L), repeats[i]));
        }
        return new Examination.PictureExamined(
                DrawnItems.digests("video"),
                "video/mp4",
                320,
                240,
                frames.getFirst(),
                further,
                CameraFacts.NONE,
                Optional.of(new VideoFacts(OptionalLong.empty(), frames.size(), 0, repeats[0])),
                List.of());
    }

    /// An item's frame whose hash in one orientation, always the same, lies near the pool.
    private PdqFingerprint fingerprint(PdqHash hash, Orientation turned) {
        List<PdqHash> orientations = new ArrayList<>();
        for (Orientation orientation : Orientation.values()) {
            orientations.add(orientation == turned ? hash : DrawnItems.hash(random));
        }
        return new PdqFingerprint(orientations, 40 + random.nextInt(61));
    }

    @Test
    void sharesAndSpansAreThoseOfBruteForce() throws IOException {
        List<PdqHash> pool = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            pool.add(DrawnItems.hash(random));
        }
        List<List<Known>> videos = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            videos.add(known(pool.subList(0, 5 + random.nextInt(20))));
        }
        try (FileMatching matching = FileMatching.open(List.of(list(videos)), List.of(), BITS)) {
            for (int round = 0; round < 30; round++) {
                int count = 1 + random.nextInt(25);
                int[] repeats = new int[count];
                List<PdqFingerprint> frames = new ArrayList<>();
                Orientation turned = Orientation.values()[random.nextInt(8)];
                for (int i = 0; i < count; i++) {
                    repeats[i] = random.nextInt(4);
                    PdqHash hash = random.nextInt(3) == 0
                            ? DrawnItems.hash(random)
                            : near(pool.get(random.nextInt(pool.size())), random.nextInt(24));
                    frames.add(fingerprint(hash, turned));
                }
                Findings findings = matching.findings(video(frames, repeats));

                TreeMap<String, String> expected = new TreeMap<>();
                for (int i = 0; i < videos.size(); i++) {
                    int id = i;
                    bruteForce(frames, repeats, videos.get(i), turned).ifPresent(text -> expected.put("v" + id, text));
                }
                TreeMap<String, String> found = new TreeMap<>();
                findings.videos().forEach(match -> {
                    assertThat(match.orientation()).isEqualTo(turned);
                    found.put(match.entry(), text(match.query()) + " " + text(match.known()));
                });
                assertThat(found).isEqualTo(expected);
            }
        }
    }

    private static String text(VideoMatch.Part part) {
        StringBuilder spans = new StringBuilder();
        part.spans()
                .forEach(span -> spans.append(span.fromMillis())
                        .append('-')
                        .append(span.toMillis())
                        .append(';'));
        return part.matched() + "/" + part.frames() + " " + spans;
    }

    private static Optional<String> bruteForce(
            List<PdqFingerprint> frames, int[] repeats, List<Known> entry, Orientation turned) {
        StringBuilder queryFlags = new StringBuilder();
        List<Long> queryTimes = new ArrayList<>();
        long queryAll = 0;
        long querySeen = 0;
        for (int i = 0; i < frames.size(); i++) {
            if (!frames.get(i).isMatchable()) {
                continue;
            }
            PdqHash hash = frames.get(i).hash(turned);
            boolean seen = entry.stream()
                    .anyMatch(frame -> frame.counts() && frame.hash().distanceBits(hash) <= BITS);
            queryAll += 1 + repeats[i];
            querySeen += seen ? 1 + repeats[i] : 0;
            queryFlags.append(seen ? '1' : '0');
            queryTimes.add(i * 500L);
        }
        if (querySeen == 0) {
            return Optional.empty();
        }
        StringBuilder knownFlags = new StringBuilder();
        List<Long> knownTimes = new ArrayList<>();
        long knownAll = 0;
        long knownSeen = 0;
        for (Known frame : entry) {
            if (!frame.counts()) {
                continue;
            }
            boolean seen = frames.stream()
                    .anyMatch(item -> item.isMatchable() && item.hash(turned).distanceBits(frame.hash()) <= BITS);
            knownAll += 1 + frame.repeats();
            knownSeen += seen ? 1 + frame.repeats() : 0;
            knownFlags.append(seen ? '1' : '0');
            knownTimes.add(frame.atMillis());
        }
        return Optional.of(querySeen + "/" + queryAll + " " + spans(queryFlags, queryTimes) + " " + knownSeen + "/"
                + knownAll + " " + spans(knownFlags, knownTimes));
    }

    private static String spans(StringBuilder flags, List<Long> times) {
        StringBuilder spans = new StringBuilder();
        java.util.regex.Matcher runs = java.util.regex.Pattern.compile("1+").matcher(flags);
        while (runs.find()) {
            spans.append(times.get(runs.start()))
                    .append('-')
                    .append(times.get(runs.end() - 1))
                    .append(';');
        }
        return spans.toString();
    }

    @Test
    void bothSharesMustBeReached() throws IOException {
        List<PdqHash> scenes = new ArrayList<>();
        List<Known> entry = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            scenes.add(DrawnItems.hash(random));
            entry.add(new Known(scenes.get(i), 100, i * 1000L, 0));
        }
        List<PdqFingerprint> frames = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            frames.add(DrawnItems.fingerprint(i < 3 ? scenes.get(i) : DrawnItems.hash(random), 100));
        }
        Examination query = video(frames, new int[4]);
        Path list = list(List.of(entry));
        for (int[] shares : new int[][] {{75, 30, 1}, {76, 30, 0}, {75, 31, 0}, {0, 0, 1}}) {
            VideoShares wanted = new VideoShares(shares[0], shares[1]);
            try (FileMatching matching = FileMatching.open(List.of(list), List.of(), BITS, wanted)) {
                assertThat(matching.findings(query).videos()).hasSize(shares[2]);
            }
        }
    }

    @Test
    void stillsMatchFramesAndFramesMatchStillsAndBothSaySo() throws IOException {
        PdqHash scene = DrawnItems.hash(random);
        Path list =
                list(List.of(List.of(new Known(DrawnItems.hash(random), 100, 0, 0), new Known(scene, 100, 1_000, 0))));
        try (FileMatching matching = FileMatching.open(List.of(list), List.of(), BITS)) {
            Findings still = matching.findings(DrawnItems.picture("still", near(scene, 10)));
            FileMatch match = still.matches().getFirst();
            assertThat(match.entryAtMillis()).hasValue(1_000);
            assertThat(match.distanceBits()).isEqualTo(10);
            assertThat(still.videos()).isEmpty();
            assertThat(matching.match(scene))
                    .singleElement()
                    .satisfies(found -> assertThat(found.entryAtMillis()).hasValue(1_000));
        }
    }
}
