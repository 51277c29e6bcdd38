package dev.mangrove.index;

/// How 32 neighbouring buckets tell in 16 bytes where each of them starts and how many members it has.
///
/// A number of 32 bits says where the first bucket starts. Three more hold the lowest, middle and highest
/// bit of the buckets' counts, one bit a bucket. So a bucket starts at the base, plus the set bits below the
/// bucket's place in the first plane, plus twice those in the second and four times those in the third: three
/// population counts, no loop. Half a byte a bucket instead of four: the tables of ten million hashes take 58 MB,
/// and the 128 buckets that share a cache line take one miss.
///
/// A group with a bucket of more than [#COUNT_MAX] members is *crowded*: the highest bit of its base is set, the
/// others number a row of 33 plain starts in a table of such rows.
final class BucketGroup {

    static final int BUCKETS = 32;
    static final int BUCKETS_SHIFT = 5;
    static final int BYTES = 16;

    /// Groups in a checked block of memory, as a shift.
    static final int BLOCK_SHIFT = ListLayout.BLOCK_SHIFT - 4;

    /// Buckets on a cache line of 64 bytes, and those bytes, as shifts.
    static final int LINE_SHIFT = 7;

    static final int LINE_BYTES_SHIFT = 6;

    static final int COUNT_MAX = 7;

    /// In a base: the rest is the number of a row.
    static final int CROWDED = 1 << 31;

    /// The starts of 32 buckets, and the end of the last.
    static final int ROW_STARTS = BUCKETS + 1;

    static final int ROW_BYTES = ROW_STARTS * Integer.BYTES;

    private BucketGroup() {}

    /// How many members lie in the group before `bucket`, of which only the lower 5 bits count.
    static int before(int bucket, int plane0, int plane1, int plane2) {
        int below = (1 << bucket) - 1;
        return Integer.bitCount(plane0 & below)
                + 2 * Integer.bitCount(plane1 & below)
                + 4 * Integer.bitCount(plane2 & below);
    }

    static int count(int bucket, int plane0, int plane1, int plane2) {
        return (plane0 >>> bucket & 1) | (plane1 >>> bucket & 1) << 1 | (plane2 >>> bucket & 1) << 2;
    }
}
