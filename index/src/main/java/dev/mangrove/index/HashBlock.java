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
    private final boolean[] isFirstOfEqual = new boolean[HASHES];
    private final int[] keys = new int[HASHES];

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
            isFirstOfEqual[i] = word0 != before0 || word1 != before1 || word2 != before2 || word3 != before3;
            before0 = word0;
            before1 = word1;
            before2 = word2;
            before3 = word3;
        }
        isFirstOfEqual[0] |= first == 0;
        return count;
    }

    /// Reads hashes as [#read] does, and their bits in one piece.
    int readKeys(long first, SubstringCut cut, int piece) {
        int count = read(first);
        for (int i = 0; i < count; i++) {
            keys[i] = cut.key(piece, upper[2 * i], upper[2 * i + 1], lower[2 * i], lower[2 * i + 1]);
        }
        return count;
    }

    int key(int i) {
        return keys[i];
    }

    /// Whether the hash differs from the one before it.
    boolean isFirstOfEqual(int i) {
        return isFirstOfEqual[i];
    }
}
