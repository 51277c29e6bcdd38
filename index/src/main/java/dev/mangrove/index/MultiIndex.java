package dev.mangrove.index;

import dev.mangrove.hash.PdqHash;
import java.util.List;

/// Multi-index hashing (Norouzi, Punjani, Fleet, 2014) with the tight form of the pigeonhole principle.
///
/// A hash is cut into m pieces. Let b = floor(r / m) and a = r - b m + 1. If each of the first a pieces
/// of two hashes differed in more than b bits and each of the other m - a in more than b - 1, they would
/// differ in at least a (b + 1) + (m - a) b = r + 1 bits. So a hash within r has one of the first a pieces
/// within b, or one of the others within b - 1, and it is enough to look into the buckets of the query's
/// pieces with up to that many bits flipped. With b = 0 the other pieces need no look at all.
///
/// A hash may be met in several buckets. It is handed on where its *first* piece within its threshold is
/// looked up, so that nothing has to be remembered. Hashes lie in ascending order, so that equal ones are
/// neighbours: only the first of them is a member of a bucket, and the others are handed on with it.
///
/// Cost: memory latency. At 10 million hashes and r = 31 a query looks into 2,843 buckets on about 1,500 cache
/// lines and meets 3,000 hashes, each one line for its place and one for its upper half. To keep many lines in
/// flight at once, work goes in steps, each a loop of loads that don't wait for each other and without a branch
/// that depends on what is loaded: all bucket starts of several pieces and queries, then their members, then the
/// hashes. Where this would cost more than reading everything (wide radii; hashes that agree in a piece by the
/// hundred thousand), everything is read.
///
/// | paper | here |
/// |---|---|
/// | q bits, m substrings, s = q / m bits each | 256, [SubstringCut#substrings], [SubstringCut#widthBits] |
/// | r, r' = floor(r / m) | `radiusBits`, `flipsMax` of the first pieces |
/// | n | `size` |
final class MultiIndex implements HammingIndex {

    /// How much longer a cache line from a random place takes than one hash of a scan takes.
    private static final double SCANNED_HASHES_PER_LINE = 8;

    private static final int MET_MIN = 4_096;
    private static final int NONE = -1;

    private final HashColumns hashes;
    private final long size;
    private final SubstringCut cut;
    private final BucketReader buckets;
    private final Candidates candidates;
    private final ScanIndex scan;
    private final long metMax;
    private final int probedRadiusBitsMax;

    /// @param hashes ascending
    MultiIndex(HashColumns hashes, long size, SubstringCut cut, SearchTables tables) {
        this.hashes = hashes;
        this.size = size;
        this.cut = cut;
        this.buckets = new BucketReader(cut, tables);
        this.candidates = new Candidates(hashes, size, cut, tables);
        this.scan = new ScanIndex(hashes, size);
        this.metMax = Math.max(MET_MIN, (long) (size / SCANNED_HASHES_PER_LINE));
        int radius = NONE;
        while (radius < RADIUS_BITS_MAX && linesFor(radius + 1) * SCANNED_HASHES_PER_LINE <= size) {
            radius++;
        }
        this.probedRadiusBitsMax = radius;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void matchesWithin(List<PdqHash> queries, int radiusBits, BatchSink sink) {
        ScanIndex.requireRadius(radiusBits);
        if (radiusBits > probedRadiusBitsMax) {
            scan.matchesWithin(queries, radiusBits, sink);
        } else {
            probe(queries, radiusBits, sink);
        }
    }

    /// Looks into the buckets, whatever the radius.
    void probe(List<PdqHash> queries, int radiusBits, BatchSink sink) {
        ScanIndex.requireRadius(radiusBits);
        Scratch scratch = Scratch.take();
        try {
            for (int first = 0; first < queries.size(); first += Scratch.QUERIES_MAX) {
                int count = Math.min(Scratch.QUERIES_MAX, queries.size() - first);
                ProbeBatch batch =
                        new ProbeBatch(scratch, first, queries.subList(first, first + count), radiusBits, sink);
                probe(batch);
            }
        } finally {
            scratch.giveBack();
        }
    }

    private void probe(ProbeBatch batch) {
        Scratch scratch = batch.scratch();
        int count = batch.queries().size();
        for (int query = 0; query < count; query++) {
            PdqHash hash = batch.queries().get(query);
            scratch.words0[query] = hash.word0();
            scratch.words1[query] = hash.word1();
            scratch.words2[query] = hash.word2();
            scratch.words3[query] = hash.word3();
            scratch.met[query] = 0;
            scratch.scannedFrom[query] = NONE;
        }
        for (int piece = 0; piece < cut.substrings(); piece++) {
            int flips = cut.flipsMax(piece, batch.radiusBits());
            if (flips >= 0) {
                int[] masks = FlipMasks.of(cut.widthBits(piece), flips);
                for (int query = 0; query < count; query++) {
                    if (scratch.scannedFrom[query] == NONE) {
                        lookUp(batch, piece, query, flips, masks);
                    }
                }
            }
            if (piece == 0) {
                candidates.gather(batch, true);
            }
        }
        candidates.gather(batch, false);
        for (int query = 0; query < count; query++) {
            if (scratch.scannedFrom[query] != NONE) {
                scanTheRest(batch, query);
            }
        }
    }

    /// Notes the buckets of one piece of one query, or that the query is better answered by a scan.
    private void lookUp(ProbeBatch batch, int piece, int query, int flips, int[] masks) {
        Scratch scratch = batch.scratch();
        for (int from = 0; from < masks.length; from += Scratch.BUCKETS_MAX) {
            int count = Math.min(Scratch.BUCKETS_MAX, masks.length - from);
            if (scratch.buckets + count > Scratch.BUCKETS_MAX) {
                candidates.gather(batch, piece == 0);
            }
            int before = scratch.buckets;
            scratch.met[query] += buckets.lookUp(scratch, piece, query, flips, masks, from, count);
            if (scratch.met[query] > metMax && masks.length <= Scratch.BUCKETS_MAX) {
                scratch.buckets = before;
                scratch.scannedFrom[query] = piece;
            }
        }
    }

    /// What the pieces before [Scratch#scannedFrom] lead to has been handed on.
    private void scanTheRest(ProbeBatch batch, int query) {
        PdqHash asked = batch.queries().get(query);
        int from = batch.scratch().scannedFrom[query];
        scan.matchesWithin(asked, batch.radiusBits(), (place, distance) -> {
            if (from == 0 || cut.firstPieceWithin(hashes.hash(place), asked, batch.radiusBits()) >= from) {
                batch.sink().match(batch.first() + query, place, distance);
            }
        });
    }

    /// The cache lines that a query is expected to touch.
    private double linesFor(int radiusBits) {
        double lines = 0;
        for (int piece = 0; piece < cut.substrings(); piece++) {
            double buckets = FlipMasks.count(cut.widthBits(piece), cut.flipsMax(piece, radiusBits));
            lines += buckets * (1 + 2.0 * size / (1L << cut.widthBits(piece)));
        }
        return lines;
    }
}
