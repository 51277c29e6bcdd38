package dev.mangrove.index;

/// The work space of one query of a [MultiIndex], kept for the next query of the same thread, so that
/// queries allocate nothing.
final class Scratch {

    static final int BUCKETS_MAX = 256;
    static final int CANDIDATES_MAX = 1024;

    private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

    final int[] bucketStarts = new int[BUCKETS_MAX];
    final int[] bucketEnds = new int[BUCKETS_MAX];
    final int[] candidates = new int[CANDIDATES_MAX];
    final int[] survivors = new int[CANDIDATES_MAX];

    private boolean taken;

    private Scratch() {}

    /// A sink may query again while it is called, so a taken work space is not given out twice.
    static Scratch take() {
        Scratch scratch = OF_THREAD.get();
        if (scratch.taken) {
            scratch = new Scratch();
        }
        scratch.taken = true;
        return scratch;
    }

    void giveBack() {
        taken = false;
    }
}
