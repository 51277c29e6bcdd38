package dev.mangrove.index;

import static dev.mangrove.index.ListLayout.INT;

import java.lang.foreign.MemorySegment;

/// Fills the tables of a multi-index: for each piece of a hash and each value of that piece, which
/// stored hashes have it. The members of bucket `v` lie at places `starts[v]` to `starts[v + 1]`,
/// in ascending order.
///
/// Cost: two passes over the hashes for each piece, each with one access a hash to a random place of a
/// table of a few ten megabytes; about a second a piece for 10 million hashes.
final class SearchTables {

    private SearchTables() {}

    /// @param starts [SubstringCut#startsBytes] zeros
    /// @param members room for [SubstringCut#membersBytes]
    /// @param sorted whether the hashes ascend, so that piece 0 needs no members: its are the places themselves
    static void fill(
            HashColumns hashes,
            long size,
            SubstringCut cut,
            boolean sorted,
            MemorySegment starts,
            MemorySegment members) {
        long firstMember = 0;
        for (int piece = 0; piece < cut.substrings(); piece++) {
            count(hashes, size, cut, piece, starts);
            if (piece == 0 && sorted) {
                shiftToStarts(cut, starts);
            } else {
                distribute(hashes, size, cut, piece, starts, members, firstMember);
                firstMember += size;
            }
        }
    }

    /// Leaves in each start the end of its bucket.
    private static void count(HashColumns hashes, long size, SubstringCut cut, int piece, MemorySegment starts) {
        long base = cut.firstStart(piece) * Integer.BYTES;
        for (long hash = 0; hash < size; hash++) {
            long at = base + (long) key(hashes, hash, cut, piece) * Integer.BYTES;
            starts.set(INT, at, starts.get(INT, at) + 1);
        }
        int sum = 0;
        long buckets = 1L << cut.widthBits(piece);
        for (long bucket = 0; bucket <= buckets; bucket++) {
            long at = base + bucket * Integer.BYTES;
            sum += starts.get(INT, at);
            starts.set(INT, at, sum);
        }
    }

    /// Goes backwards and takes each bucket's end down to its start.
    private static void distribute(
            HashColumns hashes,
            long size,
            SubstringCut cut,
            int piece,
            MemorySegment starts,
            MemorySegment members,
            long firstMember) {
        long base = cut.firstStart(piece) * Integer.BYTES;
        for (long hash = size - 1; hash >= 0; hash--) {
            long at = base + (long) key(hashes, hash, cut, piece) * Integer.BYTES;
            int place = starts.get(INT, at) - 1;
            starts.set(INT, at, place);
            members.set(INT, (firstMember + place) * Integer.BYTES, (int) hash);
        }
    }

    private static void shiftToStarts(SubstringCut cut, MemorySegment starts) {
        for (long bucket = 1L << cut.widthBits(0); bucket > 0; bucket--) {
            starts.set(INT, bucket * Integer.BYTES, starts.get(INT, (bucket - 1) * Integer.BYTES));
        }
        starts.set(INT, 0, 0);
    }

    private static int key(HashColumns hashes, long hash, SubstringCut cut, int piece) {
        return cut.key(piece, hashes.word0(hash), hashes.word1(hash), hashes.word2(hash), hashes.word3(hash));
    }
}
