package dev.mangrove.index;

import static dev.mangrove.index.ListLayout.LONG;

import java.lang.foreign.MemorySegment;

/// Some consecutive hashes of columns, copied into plain arrays: to go over millions of them once, which is over
/// before the compiler has made single reads from mapped memory quick.
final class HashBlock {

    static final int HASHES = 2_048;

    private final HashColumns hashes;
    private final long size;
    private final long[] upper = new long[2 * HASHES];
    private final long[] lower = new long[2 * HASHES];
    private final byte[] isFirstOfEqual = new byte[HASHES];
    private final int[] keys = new int[HASHES];
    private long first;

    /// @param hashes of which each block is checked before its first use
    HashBlock(HashColumns hashes, long size) {
        this.hashes = hashes;
        this.size = size;
    }

    /// Reads the hashes from `first` on, a multiple of [#HASHES], block after block from 0.
    ///
    /// @return how many
    int read(long first) {
        int count = (int) Math.min(HASHES, size - first);
        long before0 = first == 0 ? 0 : upper[2 * HASHES - 2];
        long before1 = first == 0 ? 0 : upper[2 * HASHES - 1];
        long before2 = first == 0 ? 0 : lower[2 * HASHES - 2];
        long before3 = first == 0 ? 0 : lower[2 * HASHES - 1];
        long at = first * HashColumns.HASH_BYTES;
        hashes.upper().require((int) (at >>> ListLayout.BLOCK_SHIFT));
        hashes.lower().require((int) (at >>> ListLayout.BLOCK_SHIFT));
        MemorySegment.copy(hashes.upper().memory(), LONG, at, upper, 0, 2 * count);
        MemorySegment.copy(hashes.lower().memory(), LONG, at, lower, 0, 2 * count);
        for (int i = 0; i < count; i++) {
            long word0 = upper[2 * i];
            long word1 = upper[2 * i + 1];
            long word2 = lower[2 * i];
            long word3 = lower[2 * i + 1];
            long differing = word0 ^ before0 | word1 ^ before1 | word2 ^ before2 | word3 ^ before3;
            isFirstOfEqual[i] = (byte) (differing != 0 ? 1 : 0);
            before0 = word0;
            before1 = word1;
            before2 = word2;
            before3 = word3;
        }
        if (first == 0) {
            isFirstOfEqual[0] = 1;
        }
        this.first = first;
        return count;
    }

    /// Reads hashes as [#read] does, and their bits in one piece.
    int readKeys(long first, SubstringCut cut, int piece) {
        int count = read(first);
        makeKeys(count, cut, piece);
        return count;
    }

    /// The bits of the hashes read in one piece. A piece lies in one word or in two that follow each other.
    void makeKeys(int count, SubstringCut cut, int piece) {
        int offset = cut.firstBit(piece) & 63;
        int word = cut.firstBit(piece) >>> 6;
        int shift = Long.SIZE - cut.widthBits(piece);
        long[] high = word < 2 ? upper : lower;
        if (offset + cut.widthBits(piece) <= Long.SIZE) {
            for (int i = 0, at = word & 1; i < count; i++, at += 2) {
                keys[i] = (int) (high[at] << offset >>> shift);
            }
        } else {
            long[] low = word + 1 < 2 ? upper : lower;
            int behind = (word + 1 & 1) - (word & 1);
            for (int i = 0, at = word & 1; i < count; i++, at += 2) {
                keys[i] = (int) ((high[at] << offset | low[at + behind] >>> -offset) >>> shift);
            }
        }
    }

    /// Adds how many of the keys lie in each range.
    void count(int count, boolean onlyFirstOfEqual, int rangeShift, int[] sizes) {
        for (int i = 0; i < count; i++) {
            sizes[keys[i] >>> rangeShift] += onlyFirstOfEqual ? isFirstOfEqual[i] : 1;
        }
    }

    /// Writes each key, and below it the place of its hash, behind those of its range.
    ///
    /// @param next where each range goes on, and in the end its end; ranges outside of it are left out
    void deal(int count, boolean onlyFirstOfEqual, int rangeShift, int firstRange, int[] next, MemorySegment dealt) {
        int ranges = next.length - 1;
        long place = this.first;
        for (int i = 0; i < count; i++, place++) {
            int key = keys[i];
            int range = (key >>> rangeShift) - firstRange;
            if (range >= 0 && range < ranges && (!onlyFirstOfEqual || isFirstOfEqual[i] != 0)) {
                dealt.set(LONG, (long) next[range]++ * Long.BYTES, (long) key << 32 | place);
            }
        }
    }

    /// 1 where the hash differs from the one before it, else 0.
    int isFirstOfEqual(int i) {
        return isFirstOfEqual[i];
    }
}
