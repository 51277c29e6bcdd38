package dev.mangrove.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mangrove.hash.Digest;
import dev.mangrove.hash.DigestKind;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A filter may let an absent key pass and must never deny one that is there.
class FuseFilterTest {

    @TempDir
    Path folder;

    private final Drawn drawn = Drawn.fresh();

    @Test
    void hasEveryKeyHoweverManyThereAre() throws IOException {
        for (int size : new int[] {1, 2, 3, 4, 5, 7, 8, 9, 31, 64, 100, 999, 1_000, 1_001, 20_000}) {
            for (int shardKeys : new int[] {1, 3, 1_000, 1 << 20}) {
                long[] keys = ascending(drawn.random().longs(size).toArray());
                if (size / shardKeys < 2_000) {
                    assertHasAll(filter(keys, shardKeys), keys);
                }
            }
        }
    }

    @Test
    void hasEveryKeyHoweverTheyAreSpread() throws IOException {
        long base = drawn.random().nextLong();
        long[] neighbours = new long[30_000];
        Arrays.setAll(neighbours, i -> base + i);
        assertHasAll(filter(ascending(neighbours), 1_000), neighbours);
        long[] atBothEnds = new long[20_000];
        Arrays.setAll(atBothEnds, i -> i % 2 == 0 ? i : -i);
        assertHasAll(filter(ascending(atBothEnds), 700), atBothEnds);
        long[] upperBits = new long[30_000];
        Arrays.setAll(upperBits, i -> (long) i << 40);
        assertHasAll(filter(ascending(upperBits), 1 << 20), upperBits);
    }

    @Test
    void takesEqualKeysOnce() throws IOException {
        long[] keys = new long[5_000];
        Arrays.setAll(keys, i -> i / 1_000);
        assertHasAll(filter(ascending(keys), 2), keys);
    }

    @Test
    void rulesOutMostAbsentKeysWithLittleMoreThanAByteEach() throws IOException {
        long[] keys = ascending(drawn.random().longs(200_000).toArray());
        byte[] bytes = section(keys, 1 << 20);
        FuseFilter filter = filter(bytes);
        long passed = drawn.random().longs(200_000).filter(filter::mayHold).count();
        assertThat(passed).isBetween(200_000L / 256 * 4 / 5, 200_000L / 256 * 5 / 4);
        assertThat(bytes.length / 200_000.0).isBetween(1.12, 1.30);
    }

    @Test
    void refusesRowsThatPointOutsideTheSection() throws IOException {
        byte[] sound = section(ascending(drawn.random().longs(1_000).toArray()), 300);
        int count = 4;
        int rows = sound.length - Long.BYTES - count * FuseFilter.ROW_BYTES;
        for (int row = 0; row < count; row++) {
            for (int field : new int[] {16, 24, 28}) {
                byte[] wrong = sound.clone();
                wrong[rows + row * FuseFilter.ROW_BYTES + field + 3] ^= 0x40;
                assertThatThrownBy(() -> filter(wrong).mayHold(1)).isInstanceOf(IndexOutOfBoundsException.class);
            }
        }
        byte[] wrong = sound.clone();
        wrong[sound.length - 1] ^= 0x10;
        assertThatThrownBy(() -> filter(wrong).mayHold(1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void aDigestThatTheFilterLetsPassIsStillConfirmed() throws IOException {
        List<HashListEntry> entries = new ArrayList<>();
        List<Digest> lookalikes = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            DigestKind kind = DigestKind.values()[i % 3];
            Digest digest = drawn.digest(kind);
            entries.add(Drawn.entryOf("e" + i, Optional.empty(), OptionalInt.empty(), digest));
            byte[] lookalike = digest.bytes();
            lookalike[8 + drawn.random().nextInt(lookalike.length - 8)] ^= 1;
            lookalikes.add(Digest.of(kind, lookalike));
        }
        Path file = folder.resolve("known.mgl");
        Lists.build(file, entries);
        try (HashList list = HashList.open(file)) {
            for (int i = 0; i < entries.size(); i++) {
                Digest digest = entries.get(i).digests().iterator().next();
                assertThat(HashListTest.exact(list, digest)).containsExactly((long) i);
                assertThat(HashListTest.exact(list, lookalikes.get(i))).isEmpty();
            }
        }
    }

    private FuseFilter filter(long[] keys, int shardKeysMax) throws IOException {
        return filter(section(keys, shardKeysMax));
    }

    private static FuseFilter filter(byte[] section) {
        return new FuseFilter(Section.ofOwn(MemorySegment.ofArray(section)), section.length);
    }

    private byte[] section(long[] keys, int shardKeysMax) throws IOException {
        Path path = folder.resolve("filter");
        try (FileChannel file = FileChannel.open(
                        path,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
                FilterThread thread = new FilterThread()) {
            SectionWriter out = new SectionWriter(file, 0);
            FilterWriter writer = new FilterWriter(out, keys.length, thread, shardKeysMax);
            for (long key : keys) {
                writer.add(key);
            }
            long bytes = writer.end();
            writer.finish();
            assertThat(out.bytes()).isEqualTo(bytes);
            out.finish();
            return Arrays.copyOf(Files.readAllBytes(path), (int) out.bytes());
        }
    }

    private static long[] ascending(long[] keys) {
        return Arrays.stream(keys)
                .boxed()
                .sorted(Long::compareUnsigned)
                .mapToLong(Long::longValue)
                .toArray();
    }

    private static void assertHasAll(FuseFilter filter, long[] keys) {
        for (long key : keys) {
            assertThat(filter.mayHold(key)).isTrue();
        }
    }
}
