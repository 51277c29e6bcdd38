package dev.mangrove.index;

import java.lang.foreign.MemorySegment;

/// Compares hashes where they lie.
///
/// Cost: 16 bytes read, one or two population counts.
final class ScalarScan implements ScanKernel {

    private MemorySegment upper = MemorySegment.NULL;
    private long from;
    private int count;

    @Override
    public void load(MemorySegment upper, long from, int count) {
        this.upper = upper;
        this.from = from;
        this.count = count;
    }

    @Override
    public int near(long word0, long word1, int radiusBits, int[] survivors) {
        return radiusBits <= JOINED_RADIUS_BITS_MAX
                ? ProbeLoops.joinedNear(upper, from, count, word0, word1, radiusBits, survivors)
                : ProbeLoops.near(upper, from, count, word0, word1, radiusBits, survivors);
    }
}
