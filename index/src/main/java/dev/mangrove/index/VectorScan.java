package dev.mangrove.index;

import static dev.mangrove.index.ListLayout.LONG;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Compares 16 hashes at a time (with vectors of 256 bits), in two arrays that stay in the nearest caches.
///
/// Cost: for each block once, 64 KiB read and written; then for each query and 4 hashes two loads and one population
/// count, which AVX2 does by look-ups of half bytes. One branch for 16 hashes, seldom taken.
final class VectorScan implements ScanKernel {

    private static final VectorSpecies<Long> SPECIES = LongVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int VECTORS = 4;
    static final int GROUP = VECTORS * LANES;

    /// With shorter vectors, plain Java is as quick.
    private static final int WORTHWHILE_BITS_MIN = 256;

    private final long[] words0 = new long[BLOCK_HASHES];
    private final long[] words1 = new long[BLOCK_HASHES];
    private int count;

    static boolean isWorthwhile() {
        return SPECIES.vectorBitSize() >= WORTHWHILE_BITS_MIN;
    }

    @Override
    public void load(MemorySegment upper, long from, int count) {
        this.count = count;
        part(upper, from, count, words0, words1);
    }

    private static void part(MemorySegment upper, long from, int count, long[] words0, long[] words1) {
        for (int i = 0; i < count; i++) {
            long at = from + (long) i * HashColumns.HASH_BYTES;
            words0[i] = upper.get(LONG, at);
            words1[i] = upper.get(LONG, at + Long.BYTES);
        }
    }

    @Override
    public int near(long word0, long word1, int radiusBits, int[] survivors) {
        return near(words0, words1, count, word0, word1, radiusBits, survivors);
    }

    private static int near(
            long[] words0, long[] words1, int count, long word0, long word1, int radiusBits, int[] survivors) {
        LongVector query0 = LongVector.broadcast(SPECIES, word0);
        LongVector query1 = LongVector.broadcast(SPECIES, word1);
        LongVector beyond = LongVector.broadcast(SPECIES, radiusBits + 1L);
        int end = count - count % GROUP;
        int left = 0;
        for (int i = 0; i < end; i += GROUP) {
            LongVector a = excess(words0, words1, i, query0, query1, beyond);
            LongVector b = excess(words0, words1, i + LANES, query0, query1, beyond);
            LongVector c = excess(words0, words1, i + 2 * LANES, query0, query1, beyond);
            LongVector d = excess(words0, words1, i + 3 * LANES, query0, query1, beyond);
            // Below 0 where one of the four is.
            if (a.or(b).or(c.or(d)).compare(VectorOperators.LT, 0).anyTrue()) {
                left = confirm(words0, words1, i, i + GROUP, word0, word1, radiusBits, survivors, left);
            }
        }
        return confirm(words0, words1, end, count, word0, word1, radiusBits, survivors, left);
    }

    /// How many bits of the joined words differ, less one more than may.
    private static LongVector excess(
            long[] words0, long[] words1, int at, LongVector query0, LongVector query1, LongVector beyond) {
        LongVector differing0 = LongVector.fromArray(SPECIES, words0, at).lanewise(VectorOperators.XOR, query0);
        LongVector differing1 = LongVector.fromArray(SPECIES, words1, at).lanewise(VectorOperators.XOR, query1);
        return differing0.or(differing1).lanewise(VectorOperators.BIT_COUNT).sub(beyond);
    }

    private static int confirm(
            long[] words0,
            long[] words1,
            int from,
            int to,
            long word0,
            long word1,
            int radiusBits,
            int[] survivors,
            int left) {
        int survived = left;
        for (int i = from; i < to; i++) {
            if (Long.bitCount(words0[i] ^ word0) + Long.bitCount(words1[i] ^ word1) <= radiusBits) {
                survivors[survived++] = i;
            }
        }
        return survived;
    }
}
