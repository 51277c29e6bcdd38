package dev.mangrove.index;

import dev.mangrove.hash.PdqHash;
import java.lang.foreign.MemorySegment;
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

    /// As many lines stay in the nearest cache until they are read again.
    private static final int LINES_IN_CACHE = 256;

    private final HashColumns hashes;
    private final long size;
    private final long different;
    private final SubstringCut cut;
    private final SearchTables tables;
    private final ScanIndex scan;
    private final long metMax;
    private final int probedRadiusBitsMax;

    /// @param hashes ascending
    /// @param different how many different ones there are
    MultiIndex(HashColumns hashes, long size, long different, SubstringCut cut, SearchTables tables) {
        this.hashes = hashes;
        this.size = size;
        this.different = different;
        this.cut = cut;
        this.tables = tables;
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
                Batch batch = new Batch(scratch, first, queries.subList(first, first + count), radiusBits, sink);
                probe(batch);
            }
        } finally {
            scratch.giveBack();
        }
    }

    /// @param first the number of the first query
    private record Batch(Scratch scratch, int first, List<PdqHash> queries, int radiusBits, BatchSink sink) {}

    private void probe(Batch batch) {
        Scratch scratch = batch.scratch;
        int count = batch.queries.size();
        for (int query = 0; query < count; query++) {
            PdqHash hash = batch.queries.get(query);
            scratch.words0[query] = hash.word0();
            scratch.words1[query] = hash.word1();
            scratch.words2[query] = hash.word2();
            scratch.words3[query] = hash.word3();
            scratch.met[query] = 0;
            scratch.scannedFrom[query] = NONE;
        }
        for (int piece = 0; piece < cut.substrings(); piece++) {
            int flips = flipsMax(piece, batch.radiusBits);
            if (flips >= 0) {
                int[] masks = FlipMasks.of(cut.widthBits(piece), flips);
                for (int query = 0; query < count; query++) {
                    if (scratch.scannedFrom[query] == NONE) {
                        lookUp(batch, piece, query, flips, masks);
                    }
                }
            }
            if (piece == 0) {
                gather(batch, true);
            }
        }
        gather(batch, false);
        for (int query = 0; query < count; query++) {
            if (scratch.scannedFrom[query] != NONE) {
                scanTheRest(batch, query);
            }
        }
    }

    /// Notes the buckets of one piece of one query, or that the query is better answered by a scan.
    private void lookUp(Batch batch, int piece, int query, int flips, int[] masks) {
        Scratch scratch = batch.scratch;
        for (int from = 0; from < masks.length; from += Scratch.BUCKETS_MAX) {
            int count = Math.min(Scratch.BUCKETS_MAX, masks.length - from);
            if (scratch.buckets + count > Scratch.BUCKETS_MAX) {
                gather(batch, piece == 0);
            }
            int before = scratch.buckets;
            scratch.met[query] += lookUp(scratch, piece, query, flips, masks, from, count);
            if (scratch.met[query] > metMax && masks.length <= Scratch.BUCKETS_MAX) {
                scratch.buckets = before;
                scratch.scannedFrom[query] = piece;
            }
        }
    }

    private long lookUp(Scratch scratch, int piece, int query, int flips, int[] masks, int from, int count) {
        int key = cut.key(
                piece, scratch.words0[query], scratch.words1[query], scratch.words2[query], scratch.words3[query]);
        long base = (long) query << Scratch.QUERY_SHIFT
                | (long) piece << Scratch.PIECE_SHIFT
                | (piece == 0 ? 0 : (piece - 1) * different);
        int into = scratch.buckets;
        ProbeLoops.groups(masks, from, count, key, cut.firstGroup(piece), scratch.groups);
        tables.starts().requireAll(scratch.groups, count, BucketGroup.BLOCK_SHIFT);
        MemorySegment starts = tables.starts().memory();
        if (from == 0 && count == masks.length) {
            int[] lineMasks = FlipMasks.of(cut.widthBits(piece) - BucketGroup.LINE_SHIFT, flips);
            scratch.fetched ^= ProbeLoops.fetch(starts, lineMasks, key, cut.firstGroup(piece));
        }
        int crowded = ProbeLoops.buckets(
                starts,
                masks,
                from,
                count,
                key,
                scratch.groups,
                base,
                scratch.bucketStarts,
                scratch.bucketCounts,
                into);
        scratch.buckets = into + count;
        if (crowded < 0) {
            putCrowded(scratch, key, masks, from, count, base);
        }
        long met = 0;
        for (int i = into; i < scratch.buckets; i++) {
            met += scratch.bucketCounts[i];
        }
        return met;
    }

    private void putCrowded(Scratch scratch, int key, int[] masks, int from, int count, long base) {
        int into = scratch.buckets - count;
        for (int i = 0; i < count; i++) {
            long group = (long) scratch.groups[i] * BucketGroup.BYTES;
            if (tables.starts().getInt(group) < 0) {
                long bucket = tables.bucket(group, key ^ masks[from + i]);
                scratch.bucketStarts[into + i] = base + (bucket >>> Integer.SIZE);
                scratch.bucketCounts[into + i] = (int) bucket;
            }
        }
    }

    /// Reads the members of the noted buckets and compares them, in portions that there is room for.
    private void gather(Batch batch, boolean isFirstPiece) {
        Scratch scratch = batch.scratch;
        int noted = scratch.buckets;
        scratch.buckets = 0;
        long[] positions = scratch.positions;
        long members = 0;
        for (int i = 0; i < noted; i++) {
            members += scratch.bucketCounts[i];
        }
        if (members <= Scratch.CANDIDATES_MAX) {
            int found = ProbeLoops.positions(scratch.bucketStarts, scratch.bucketCounts, noted, positions);
            compare(batch, found, isFirstPiece);
            return;
        }
        int found = 0;
        for (int i = 0; i < noted; i++) {
            for (int member = 0; member < scratch.bucketCounts[i]; member++) {
                positions[found++] = scratch.bucketStarts[i] + member;
                if (found == Scratch.CANDIDATES_MAX) {
                    compare(batch, found, isFirstPiece);
                    found = 0;
                }
            }
        }
        compare(batch, found, isFirstPiece);
    }

    /// Reads which hashes are listed at the positions, leaves those that are near enough in their upper half, and
    /// looks at these as a whole.
    private void compare(Batch batch, int count, boolean isFirstPiece) {
        Scratch scratch = batch.scratch;
        if (isFirstPiece) {
            ProbeLoops.places(scratch.positions, count, scratch.places);
        } else {
            Section members = tables.members();
            members.requireAll(scratch.positions, Scratch.POSITION_MASK, count, ListLayout.BLOCK_SHIFT - 2);
            ProbeLoops.places(members.memory(), scratch.positions, count, scratch.places);
        }
        hashes.upper().requireAll(scratch.places, count, ListLayout.BLOCK_SHIFT - 4);
        MemorySegment upper = hashes.upper().memory();
        int left = 0;
        for (int from = 0; from < count; from += LINES_IN_CACHE) {
            int to = Math.min(count, from + LINES_IN_CACHE);
            ProbeLoops.firstWords(upper, scratch.places, from, to, scratch.firstWords);
            left = ProbeLoops.near(
                    upper,
                    scratch.firstWords,
                    scratch.positions,
                    scratch.places,
                    from,
                    to,
                    scratch.words0,
                    scratch.words1,
                    batch.radiusBits,
                    scratch.survivors,
                    left);
        }
        for (int i = 0; i < left; i++) {
            int candidate = scratch.survivors[i];
            confirm(batch, scratch.places[candidate], scratch.positions[candidate]);
        }
    }

    private void confirm(Batch batch, long place, long position) {
        int query = Scratch.query(position);
        int piece = Scratch.piece(position);
        PdqHash asked = batch.queries.get(query);
        PdqHash hash = hashes.hash(place);
        int distance = hash.distanceBits(asked);
        if (distance > batch.radiusBits || firstPieceWithin(hash, asked, batch.radiusBits) < piece) {
            return;
        }
        batch.sink.match(batch.first + query, place, distance);
        if (piece > 0) {
            for (long equal = place + 1; equal < size && hashes.equal(place, equal); equal++) {
                batch.sink.match(batch.first + query, equal, distance);
            }
        }
    }

    /// The first piece in which two hashes within the radius differ in no more bits than it is looked up with.
    private int firstPieceWithin(PdqHash a, PdqHash b, int radiusBits) {
        int piece = 0;
        while (true) {
            int differing = cut.key(
                    piece, a.word0() ^ b.word0(), a.word1() ^ b.word1(), a.word2() ^ b.word2(), a.word3() ^ b.word3());
            if (Integer.bitCount(differing) <= flipsMax(piece, radiusBits)) {
                return piece;
            }
            piece++;
        }
    }

    /// What the pieces before [Scratch#scannedFrom] lead to has been handed on.
    private void scanTheRest(Batch batch, int query) {
        PdqHash asked = batch.queries.get(query);
        int from = batch.scratch.scannedFrom[query];
        scan.matchesWithin(asked, batch.radiusBits, (place, distance) -> {
            if (from == 0 || firstPieceWithin(hashes.hash(place), asked, batch.radiusBits) >= from) {
                batch.sink.match(batch.first + query, place, distance);
            }
        });
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
            double buckets = FlipMasks.count(cut.widthBits(piece), flipsMax(piece, radiusBits));
            lines += buckets * (1 + 2.0 * size / (1L << cut.widthBits(piece)));
        }
        return lines;
    }
}
