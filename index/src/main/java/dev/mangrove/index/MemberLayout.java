package dev.mangrove.index;

import static dev.mangrove.index.ListLayout.LONG;

import java.lang.foreign.MemorySegment;

/// How the members of the buckets lie in memory: the places of hashes as [PackedNumbers], piece after piece. Each
/// piece begins at a multiple of eight bytes, so that several pieces can be written at once.
///
/// @param pieces that have members of their own: all but the first
/// @param stride how many numbers there is room for in each piece, a multiple of 64
/// @param widthBits of a place, at most 31
record MemberLayout(int pieces, long stride, int widthBits) {

    /// @param hashes how many there are, equal ones too
    /// @param different how many of them differ: of equal ones only the first is a member
    static MemberLayout of(SubstringCut cut, long hashes, long different) {
        return new MemberLayout(
                Math.max(0, cut.substrings() - 1),
                (different + Long.SIZE - 1) / Long.SIZE * Long.SIZE,
                PackedNumbers.widthBits(hashes));
    }

    /// The position of the first member of a piece.
    long first(int piece) {
        return piece == 0 ? 0 : (piece - 1) * stride;
    }

    long bytes() {
        return PackedNumbers.bytes(pieces * stride, widthBits);
    }

    /// Writes places of one piece into zeroed memory from a position on; what lies before it is kept.
    void put(MemorySegment members, long position, int[] places) {
        long bit = position * widthBits;
        long at = bit / Long.SIZE * Long.BYTES;
        int bits = (int) (bit % Long.SIZE);
        long word = bits == 0 ? 0 : members.get(LONG, at);
        for (int place : places) {
            word |= (long) place << bits;
            bits += widthBits;
            if (bits >= Long.SIZE) {
                members.set(LONG, at, word);
                at += Long.BYTES;
                bits -= Long.SIZE;
                word = (long) place >>> (widthBits - bits);
            }
        }
        if (bits > 0) {
            members.set(LONG, at, word);
        }
    }
}
