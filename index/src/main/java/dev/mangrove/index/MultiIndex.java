package dev.mangrove.index;

import dev.mangrove.hash.PdqHash;

/// Multi-index hashing (Norouzi, Punjani, Fleet, 2014) with the tight form of the pigeonhole principle.
///
/// A hash is cut into m pieces. Let b = floor(r / m) and a = r - b m + 1. If each of the first a pieces
/// of two hashes differed in more than b bits and each of the other m - a in more than b - 1, they would
/// differ in at least a (b + 1) + (m - a) b = r + 1 bits. So a hash within r has one of the first a pieces
/// within b, or one of the others within b - 1, and it is enough to look into the buckets of the query's
/// pieces with up to that many bits flipped. With b = 0 the other pieces need no look at all.
///
/// A hash may be met in several buckets. It is handed on where its *first* piece within its threshold is
/// looked up, so that nothing has to be remembered.
///
/// Cost: memory latency. A query looks into sum of C(width, 0..b) buckets a piece and meets that many times
/// size / 2^width hashes; each is one cache line. To keep many lines in flight at once, buckets are read
/// in batches: first all starts, then all members, then all hashes, each in a loop of loads that don't wait
/// for each other. Where this would cost more than reading everything (wide radii), everything is read.
///
/// | paper | here |
/// |---|---|
/// | q bits, m substrings, s = q / m bits each | 256, [SubstringCut#substrings], [SubstringCut#widthBits] |
/// | r, r' = floor(r / m) | `radiusBits`, `flipsMax` of the first pieces |
/// | n | `size` |
final class MultiIndex implements HammingIndex {

    /// How much longer a cache line from a random place takes than one hash of a scan takes.
    private static final double SCANNED_HASHES_PER_LINE = 8;

    private final HashColumns hashes;
    private final long size;
    private final SubstringCut cut;
    private final boolean sorted;
    private final Section starts;
    private final Section members;
    private final ScanIndex scan;

    MultiIndex(HashColumns hashes, long size, SubstringCut cut, boolean sorted, Section starts, Section members) {
        this.hashes = hashes;
        this.size = size;
        this.cut = cut;
        this.sorted = sorted;
        this.starts = starts;
        this.members = members;
        this.scan = new ScanIndex(hashes, size);
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void matchesWithin(PdqHash query, int radiusBits, MatchSink sink) {
        ScanIndex.requireRadius(radiusBits);
        if (linesFor(radiusBits) * SCANNED_HASHES_PER_LINE > size) {
            scan.matchesWithin(query, radiusBits, sink);
        } else {
            probe(query, radiusBits, sink);
        }
    }

    /// Looks into the buckets, whatever it costs.
    void probe(PdqHash query, int radiusBits, MatchSink sink) {
        ScanIndex.requireRadius(radiusBits);
        Scratch scratch = Scratch.take();
        try {
            for (int piece = 0; piece < cut.substrings(); piece++) {
                probePiece(scratch, piece, query, radiusBits, sink);
            }
        } finally {
            scratch.giveBack();
        }
    }

    private void probePiece(Scratch scratch, int piece, PdqHash query, int radiusBits, MatchSink sink) {
        int key = cut.key(piece, query.word0(), query.word1(), query.word2(), query.word3());
        int buckets = 1 << cut.widthBits(piece);
        int found = 0;
        for (int flips = 0; flips <= flipsMax(piece, radiusBits); flips++) {
            int mask = (1 << flips) - 1;
            do {
                long at = (cut.firstStart(piece) + (key ^ mask)) * Integer.BYTES;
                int from = starts.getInt(at);
                int to = starts.getInt(at + Integer.BYTES);
                scratch.bucketStarts[found] = from;
                scratch.bucketEnds[found] = to;
                found += from < to ? 1 : 0;
                if (found == Scratch.BUCKETS_MAX) {
                    gather(scratch, found, piece, query, radiusBits, sink);
                    found = 0;
                }
                mask = nextOfSameCount(mask);
            } while (mask > 0 && mask < buckets);
        }
        gather(scratch, found, piece, query, radiusBits, sink);
    }

    /// The next larger number with as many set bits; 0 for 0.
    private static int nextOfSameCount(int mask) {
        int lowest = mask & -mask;
        int carried = mask + lowest;
        return carried | (((mask ^ carried) >>> 2) >>> Integer.numberOfTrailingZeros(lowest));
    }

    private void gather(Scratch scratch, int buckets, int piece, PdqHash query, int radiusBits, MatchSink sink) {
        boolean identity = sorted && piece == 0;
        long base = (sorted ? piece - 1 : piece) * size;
        int found = 0;
        for (int bucket = 0; bucket < buckets; bucket++) {
            int to = scratch.bucketEnds[bucket];
            for (int place = scratch.bucketStarts[bucket]; place < to; place++) {
                scratch.candidates[found++] = identity ? place : members.getInt((base + place) * Integer.BYTES);
                if (found == Scratch.CANDIDATES_MAX) {
                    confirm(scratch, found, piece, query, radiusBits, sink);
                    found = 0;
                }
            }
        }
        confirm(scratch, found, piece, query, radiusBits, sink);
    }

    /// Leaves those that are near enough in their upper half, and then looks at these as a whole.
    private void confirm(Scratch scratch, int candidates, int piece, PdqHash query, int radiusBits, MatchSink sink) {
        int left = 0;
        for (int i = 0; i < candidates; i++) {
            int hash = scratch.candidates[i];
            int distance = Long.bitCount(hashes.word0(hash) ^ query.word0())
                    + Long.bitCount(hashes.word1(hash) ^ query.word1());
            scratch.survivors[left] = hash;
            left += distance <= radiusBits ? 1 : 0;
        }
        for (int i = 0; i < left; i++) {
            confirm(scratch.survivors[i], piece, query, radiusBits, sink);
        }
    }

    private void confirm(int hash, int piece, PdqHash query, int radiusBits, MatchSink sink) {
        long differing0 = hashes.word0(hash) ^ query.word0();
        long differing1 = hashes.word1(hash) ^ query.word1();
        long differing2 = hashes.word2(hash) ^ query.word2();
        long differing3 = hashes.word3(hash) ^ query.word3();
        int distance = Long.bitCount(differing0)
                + Long.bitCount(differing1)
                + Long.bitCount(differing2)
                + Long.bitCount(differing3);
        if (distance > radiusBits) {
            return;
        }
        for (int earlier = 0; earlier < piece; earlier++) {
            int differing = cut.key(earlier, differing0, differing1, differing2, differing3);
            if (Integer.bitCount(differing) <= flipsMax(earlier, radiusBits)) {
                return;
            }
        }
        sink.match(hash, distance);
    }

    /// How many bits of a piece may differ; -1 where it need not be looked up.
    private int flipsMax(int piece, int radiusBits) {
        int quotient = radiusBits / cut.substrings();
        return piece <= radiusBits - quotient * cut.substrings() ? quotient : quotient - 1;
    }

    /// The cache lines that a query is expected to touch.
    private double linesFor(int radiusBits) {
        double lines = 0;
        for (int piece = 0; piece < cut.substrings(); piece++) {
            double buckets = 0;
            double combinations = 1;
            for (int flips = 0; flips <= flipsMax(piece, radiusBits); flips++) {
                buckets += combinations;
                combinations = combinations * (cut.widthBits(piece) - flips) / (flips + 1);
            }
            lines += buckets * (1 + 2.0 * size / (1L << cut.widthBits(piece)));
        }
        return lines;
    }
}
