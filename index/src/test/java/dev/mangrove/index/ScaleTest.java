package dev.mangrove.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.hash.Digest;
import dev.mangrove.hash.DigestKind;
import dev.mangrove.hash.PdqHash;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// Builds a list of millions of entries in a small heap and measures it in seconds of processor time. Runs only on
/// demand:
///
/// ```
/// mvn -pl index -am test -Dtest=ScaleTest -Dsurefire.failIfNoSpecifiedTests=false \
///     -Dmangrove.test.arguments="-Xmx256m -Dmangrove.scale=10000000"
/// ```
@EnabledIfSystemProperty(named = "mangrove.scale", matches = "\\d+")
class ScaleTest {

    private static final int QUERIES = 2_000;

    @TempDir
    Path folder;

    private final SplittableRandom random = new SplittableRandom(11);

    @Test
    void buildsAndSearchesAListOfMillions() throws IOException {
        long size = Long.getLong("mangrove.scale");
        Path file = folder.resolve("known.mgl");
        List<PdqHash> queries = new ArrayList<>();
        long begun = nanos();
        long added;
        try (HashListBuilder builder = HashListBuilder.create(file, Lists.DESCRIPTION)) {
            for (long i = 0; i < size; i++) {
                PdqHash hash = hash();
                if (i % (size / QUERIES) == 0) {
                    queries.add(near(hash));
                }
                builder.add(new HashListEntry(
                        "",
                        Set.of(digest(DigestKind.MD5), digest(DigestKind.SHA1)),
                        Optional.of(hash),
                        OptionalInt.of(100),
                        OptionalLong.of(i),
                        Optional.of("1"),
                        Optional.empty(),
                        Optional.empty(),
                        EntryRole.ALERT));
            }
            added = nanos();
            builder.finish(List.of());
        }
        long built = nanos();
        report(
                "%,d entries with MD5, SHA-1 and PDQ; heap %d MB; %.0f bytes an entry (PDQ search alone: %.0f)",
                size,
                Runtime.getRuntime().maxMemory() >> 20,
                Files.size(file) / (double) size,
                searchBytes(file) / (double) size);
        report("added in %.1f s, finished in %.1f s", (added - begun) / 1e9, (built - added) / 1e9);
        try (HashList list = HashList.open(file)) {
            measure(list, queries);
        }
        try (HashList list = HashList.open(file)) {
            long start = nanos();
            list.verify();
            double seconds = (nanos() - start) / 1e9;
            report("verified in %.1f s, %.0f MB/s", seconds, Files.size(file) / 1e6 / seconds);
        }
    }

    private static void measure(HashList list, List<PdqHash> queries) throws IOException {
        for (int i = 0; i < 5; i++) {
            TreeSet<Long> scanned = new TreeSet<>();
            PdqHash query = queries.get(i);
            for (long place = 0; place < list.near().size(); place++) {
                if (list.nearHash(place).distanceBits(query) <= 31) {
                    scanned.add(place);
                }
            }
            assertThat(HammingIndexContract.found(list.near(), query, 31).keySet())
                    .isEqualTo(scanned);
        }
        long[] found = new long[1];
        for (int round = 0; round < 4; round++) {
            long start = nanos();
            for (PdqHash query : queries) {
                list.near().matchesWithin(query, 31, (place, distance) -> found[0]++);
            }
            report("near, 31 bits: %,.0f queries/s", queries.size() / ((nanos() - start) / 1e9));
        }
        assertThat(found[0]).isGreaterThanOrEqualTo(4L * queries.size());
        SplittableRandom absent = new SplittableRandom(12);
        byte[] bytes = new byte[20];
        int looked = 200_000;
        for (int round = 0; round < 2; round++) {
            long start = nanos();
            for (int i = 0; i < looked; i++) {
                absent.nextBytes(bytes);
                list.exactMatches(Digest.of(DigestKind.SHA1, bytes), place -> found[0]++);
            }
            report("exact, absent: %,.0f look-ups/s", looked / ((nanos() - start) / 1e9));
        }
    }

    private static long searchBytes(Path file) throws IOException {
        FileHeader header;
        try (InputStream in = Files.newInputStream(file)) {
            header = FileHeader.read(in.readNBytes(ListLayout.HEADER_BYTES)).orElseThrow();
        }
        return header.section(SectionKind.PDQ_UPPER).bytes()
                + header.section(SectionKind.PDQ_LOWER).bytes()
                + header.section(SectionKind.PDQ_ENTRIES).bytes()
                + header.section(SectionKind.BUCKET_STARTS).bytes()
                + header.section(SectionKind.BUCKET_MEMBERS).bytes()
                + header.section(SectionKind.BUCKET_CROWDED).bytes();
    }

    private Digest digest(DigestKind kind) {
        byte[] bytes = new byte[kind.bytes()];
        random.nextBytes(bytes);
        return Digest.of(kind, bytes);
    }

    private PdqHash hash() {
        long[] words = {random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong()};
        int set = Long.bitCount(words[0]) + Long.bitCount(words[1]) + Long.bitCount(words[2]) + Long.bitCount(words[3]);
        while (set > PdqHash.SET_BITS_MAX) {
            int bit = random.nextInt(PdqHash.BITS);
            set -= (int) (words[bit >>> 6] >>> (bit & 63) & 1);
            words[bit >>> 6] &= ~(1L << (bit & 63));
        }
        return new PdqHash(words[0], words[1], words[2], words[3]);
    }

    private PdqHash near(PdqHash hash) {
        long[] words = {hash.word0(), hash.word1(), hash.word2(), hash.word3()};
        for (int i = random.nextInt(32); i > 0; i--) {
            int bit = random.nextInt(PdqHash.BITS);
            words[bit >>> 6] ^= 1L << (bit & 63);
        }
        return new PdqHash(words[0], words[1], words[2], words[3]);
    }

    /// Time that this thread has had a processor, where the system tells (Linux): a shared machine then disturbs
    /// the measure less. Else the time of the clock.
    private static long nanos() throws IOException {
        Path times = Path.of("/proc/thread-self/schedstat");
        return Files.exists(times) ? Long.parseLong(Files.readString(times).split(" ")[0]) : System.nanoTime();
    }

    private static void report(String format, Object... values) {
        System.err.println("scale: " + String.format(Locale.ROOT, format, values));
    }
}
