package dev.mangrove.index;

/// The work space of one batch of queries of a [MultiIndex], kept for the next batch of the same thread, so that
/// queries allocate nothing.
///
/// Bucket starts and positions carry their query and piece along: bits 0 to 39 are the position, 40 to 47 the
/// piece, 48 to 62 the query's number in the batch.
final class Scratch {

    static final int QUERIES_MAX = 64;
    static final int BUCKETS_MAX = 2_048;
    static final int CANDIDATES_MAX = 4_096;

    /// As many positions are written at once, whether or not the bucket has so many.
    static final int SPARE = 4;

    static final int PIECE_SHIFT = 40;
    static final int QUERY_SHIFT = 48;
    static final long POSITION_MASK = (1L << PIECE_SHIFT) - 1;

    private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

    final long[] words0 = new long[QUERIES_MAX];
    final long[] words1 = new long[QUERIES_MAX];
    final long[] words2 = new long[QUERIES_MAX];
    final long[] words3 = new long[QUERIES_MAX];

    /// Candidates met for each query so far.
    final long[] met = new long[QUERIES_MAX];

    /// The piece from which on a query's matches are found by a scan, or -1.
    final int[] scannedFrom = new int[QUERIES_MAX];

    final int[] groups = new int[BUCKETS_MAX];
    final long[] bucketStarts = new long[BUCKETS_MAX];
    final int[] bucketCounts = new int[BUCKETS_MAX];
    int buckets;

    /// What [ProbeLoops#fetch] has seen.
    int fetched;

    final long[] positions = new long[CANDIDATES_MAX + SPARE];
    final int[] places = new int[CANDIDATES_MAX + SPARE];
    final long[] firstWords = new long[CANDIDATES_MAX + SPARE];
    final int[] survivors = new int[CANDIDATES_MAX + SPARE];

    private boolean taken;

    private Scratch() {}

    /// A sink may query again while it is called, so a taken work space is not given out twice.
    static Scratch take() {
        Scratch scratch = OF_THREAD.get();
        if (scratch.taken) {
            scratch = new Scratch();
        }
        scratch.taken = true;
        scratch.buckets = 0;
        return scratch;
    }

    void giveBack() {
        taken = false;
    }

    /// The number of a position's query.
    static int query(long position) {
        return (int) (position >>> QUERY_SHIFT);
    }

    static int piece(long position) {
        return (int) (position >>> PIECE_SHIFT) & 0xff;
    }
}
