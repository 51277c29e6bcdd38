package dev.mangrove.index;

import dev.mangrove.hash.PdqHash;
import java.lang.foreign.MemorySegment;

/// The second step of a search: what is in the buckets that were noted, and which of it is near enough.
final class Candidates {

    /// As many lines stay in the nearest cache until they are read again.
    private static final int LINES_IN_CACHE = 256;

    private final HashColumns hashes;
    private final long size;
    private final SubstringCut cut;
    private final Section members;
    private final int memberBits;

    Candidates(HashColumns hashes, long size, SubstringCut cut, SearchTables tables) {
        this.hashes = hashes;
        this.size = size;
        this.cut = cut;
        this.members = tables.members();
        this.memberBits = tables.layout().widthBits();
    }

    /// Reads the members of the noted buckets and compares them, in portions that there is room for.
    void gather(ProbeBatch batch, boolean isFirstPiece) {
        Scratch scratch = batch.scratch();
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
    private void compare(ProbeBatch batch, int count, boolean isFirstPiece) {
        Scratch scratch = batch.scratch();
        if (isFirstPiece) {
            ProbeLoops.places(scratch.positions, count, scratch.places);
        } else {
            members.requireAll(scratch.positions, Scratch.POSITION_MASK, count, memberBits);
            // Nobody else needs the room for first words yet.
            ProbeLoops.listed(members.memory(), memberBits, scratch.positions, count, scratch.firstWords);
            ProbeLoops.places(scratch.firstWords, memberBits, scratch.positions, count, scratch.places);
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
                    batch.radiusBits(),
                    scratch.survivors,
                    left);
        }
        for (int i = 0; i < left; i++) {
            int candidate = scratch.survivors[i];
            confirm(batch, scratch.places[candidate], scratch.positions[candidate]);
        }
    }

    private void confirm(ProbeBatch batch, long place, long position) {
        int query = Scratch.query(position);
        int piece = Scratch.piece(position);
        PdqHash asked = batch.queries().get(query);
        PdqHash hash = hashes.hash(place);
        int distance = hash.distanceBits(asked);
        if (distance > batch.radiusBits() || cut.firstPieceWithin(hash, asked, batch.radiusBits()) < piece) {
            return;
        }
        batch.sink().match(batch.first() + query, place, distance);
        if (piece > 0) {
            for (long equal = place + 1; equal < size && hashes.equal(place, equal); equal++) {
                batch.sink().match(batch.first() + query, equal, distance);
            }
        }
    }
}
