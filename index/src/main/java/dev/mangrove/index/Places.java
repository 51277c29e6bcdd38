package dev.mangrove.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/// Which place each entry has in one sorted section. They come in the order of the section, and are wanted in the
/// order of the entries: so they are dealt out to ranges of ordinals, each small enough for memory.
final class Places implements AutoCloseable {

    private static final int RANGE_BITS_MIN = 18;
    private static final int RANGES_BITS_MAX = 10;

    private final int rangeBits;
    private final DealtRecords pairs;

    /// @param entries of the list
    Places(Path path, long entries, Spill spill) {
        int ordinalBits = Long.SIZE - Long.numberOfLeadingZeros(entries);
        this.rangeBits = Math.max(RANGE_BITS_MIN, ordinalBits - RANGES_BITS_MAX);
        int ranges = (int) (entries >>> rangeBits) + 1;
        this.pairs = new DealtRecords(path, Long.BYTES, Integer.SIZE - rangeBits, ranges, spill);
    }

    void add(int ordinal, int place) throws IOException {
        pairs.add((long) ordinal << Integer.SIZE | place);
    }

    /// How many ordinals a range has; the last may have fewer.
    int rangeSize() {
        return 1 << rangeBits;
    }

    /// The places of one range's entries, [ListLayout#NONE] for those that have none.
    void read(int range, int[] into) throws IOException {
        pairs.end();
        Arrays.fill(into, ListLayout.NONE);
        byte[] read = pairs.read(range);
        int mask = rangeSize() - 1;
        for (int at = 0; at < read.length; at += Long.BYTES) {
            long pair = (long) DealtRecords.BIG_ENDIAN.get(read, at);
            into[(int) (pair >>> Integer.SIZE) & mask] = (int) pair;
        }
    }

    @Override
    public void close() throws IOException {
        pairs.close();
    }
}
