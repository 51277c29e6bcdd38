package dev.mangrove.index;

import java.lang.foreign.MemorySegment;

/// The first step of a search: where the buckets of one piece of one query begin and how many members they have.
final class BucketReader {

    private final SubstringCut cut;
    private final SearchTables tables;

    BucketReader(SubstringCut cut, SearchTables tables) {
        this.cut = cut;
        this.tables = tables;
    }

    /// Notes the buckets that differ from the query's by some of the masks.
    ///
    /// @return how many members they have
    long lookUp(Scratch scratch, int piece, int query, int flips, int[] masks, int from, int count) {
        int key = cut.key(
                piece, scratch.words0[query], scratch.words1[query], scratch.words2[query], scratch.words3[query]);
        long base = (long) query << Scratch.QUERY_SHIFT
                | (long) piece << Scratch.PIECE_SHIFT
                | tables.layout().first(piece);
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
}
