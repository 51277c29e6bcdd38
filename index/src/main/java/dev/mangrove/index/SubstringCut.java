package dev.mangrove.index;

import dev.mangrove.hash.PdqHash;

/// How the 256 bits of a hash are cut into `m` pieces of nearly equal width, and where each piece's
/// table lies. Piece 0 holds the highest bits, so that in a list sorted by hash its buckets are
/// ranges and need no members of their own.
final class SubstringCut {

    static final int SUBSTRINGS_MIN = 9;
    static final int SUBSTRINGS_MAX = 32;

    /// Fewer hashes than this are scanned: 16 bytes a hash stay in the cache, and tables would cost
    /// more than they save.
    static final long INDEXED_MIN = 10_000;

    private final int[] firstBit;
    private final int[] firstGroup;

    /// @param substrings 0 for none
    SubstringCut(int substrings) {
        firstBit = new int[substrings + 1];
        firstGroup = new int[substrings + 1];
        for (int piece = 0; piece < substrings; piece++) {
            firstBit[piece + 1] = PdqHash.BITS * (piece + 1) / substrings;
            firstGroup[piece + 1] = firstGroup[piece] + (1 << widthBits(piece)) / BucketGroup.BUCKETS;
        }
    }

    /// The number of pieces that suits a list of `hashes` hashes, by measuring each with its neighbours at 31 bits
    /// (`benchmarks/search-2026-11.md`): few enough that buckets are nearly empty, enough that there are few
    /// to look into. It is kept in the list, so that a list is searched alike wherever it is opened.
    static int substringsFor(long hashes) {
        if (hashes < INDEXED_MIN) {
            return 0;
        }
        if (hashes < 130_000) {
            return 16;
        }
        if (hashes < 350_000) {
            return 14;
        }
        if (hashes < 700_000) {
            return 13;
        }
        if (hashes < 1_500_000) {
            return 12;
        }
        return hashes < 30_000_000 ? 11 : 10;
    }

    int substrings() {
        return firstBit.length - 1;
    }

    /// The piece's first bit, counted from the highest of the hash.
    int firstBit(int piece) {
        return firstBit[piece];
    }

    int widthBits(int piece) {
        return firstBit[piece + 1] - firstBit[piece];
    }

    /// The bits of one piece as a number.
    int key(int piece, long word0, long word1, long word2, long word3) {
        int first = firstBit[piece];
        int width = widthBits(piece);
        int offset = first & 63;
        int word = first >>> 6;
        long bits = word(word, word0, word1, word2, word3) << offset;
        if (offset + width > 64) {
            bits |= word(word + 1, word0, word1, word2, word3) >>> (64 - offset);
        }
        return (int) (bits >>> (64 - width));
    }

    /// How many bits of a piece may differ; -1 where it need not be looked up.
    int flipsMax(int piece, int radiusBits) {
        int quotient = radiusBits / substrings();
        return piece <= radiusBits - quotient * substrings() ? quotient : quotient - 1;
    }

    /// The first piece in which two hashes within the radius differ in no more bits than it is looked up with.
    int firstPieceWithin(PdqHash a, PdqHash b, int radiusBits) {
        int piece = 0;
        while (true) {
            int differing = key(
                    piece, a.word0() ^ b.word0(), a.word1() ^ b.word1(), a.word2() ^ b.word2(), a.word3() ^ b.word3());
            if (Integer.bitCount(differing) <= flipsMax(piece, radiusBits)) {
                return piece;
            }
            piece++;
        }
    }

    private static long word(int word, long word0, long word1, long word2, long word3) {
        return switch (word) {
            case 0 -> word0;
            case 1 -> word1;
            case 2 -> word2;
            default -> word3;
        };
    }

    /// Where in the table of bucket starts a piece begins, counted in groups of buckets.
    int firstGroup(int piece) {
        return firstGroup[piece];
    }

    long startsBytes() {
        return (long) firstGroup[substrings()] * BucketGroup.BYTES;
    }
}
