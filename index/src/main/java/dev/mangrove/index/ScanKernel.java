package dev.mangrove.index;

import java.lang.foreign.MemorySegment;

/// The inner loop of a scan: which hashes of a block of 64 KiB have an upper half within the radius of a query. Not
/// safe for use by several threads; each scan takes its own.
///
/// There are two engines with the same results. The scalar one compares in place, and is as quick as plain Java is.
/// The one on the vector API first parts the block into one array for each word, which a batch of queries repays;
/// it is there where the program was started with `--add-modules jdk.incubator.vector` on a processor with vectors of
/// 256 bits or more. Which it is is settled once; [VectorScan] is not even loaded otherwise.
///
/// Both use that two words that differ from a query's in x and in y bits have at least as many different bits together
/// as `x | y` has set: so one population count rules out nearly every hash at radii of up to [#JOINED_RADIUS_BITS_MAX].
sealed interface ScanKernel permits ScalarScan, VectorScan {

    int BLOCK_HASHES = ListLayout.BLOCK_BYTES / HashColumns.HASH_BYTES;

    /// From here on the joined words rule too little out: 3 in 1,000 of unrelated hashes pass at 38 bits.
    int JOINED_RADIUS_BITS_MAX = 36;

    /// The fewest queries that repay parting a block.
    int VECTOR_QUERIES_MIN = 4;

    /// An engine for so many queries.
    static ScanKernel of(int queries, int radiusBits) {
        return Choice.HAS_VECTORS && queries >= VECTOR_QUERIES_MIN && radiusBits <= JOINED_RADIUS_BITS_MAX
                ? new VectorScan()
                : new ScalarScan();
    }

    /// Goes to a block.
    ///
    /// @param count at most [#BLOCK_HASHES]
    void load(MemorySegment upper, long from, int count);

    /// The hashes of the block whose upper half is within the radius, by number, in `survivors`.
    ///
    /// @return how many
    int near(long word0, long word1, int radiusBits, int[] survivors);

    /// Settled at its first use.
    final class Choice {
        static final boolean HAS_VECTORS =
                ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent() && VectorScan.isWorthwhile();

        private Choice() {}
    }
}
