package dev.mangrove.index;

import dev.mangrove.hash.PdqHash;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/// Sorts hashes in memory by their unsigned value, equal ones by their ordinal: gives the ordinals in that order.
///
/// Sorts plain `long`s: the upper bits are as many bits of the hash as there is room for, the lower the ordinal.
/// Those whose bits agree are sorted again by the bits that follow; nothing is boxed, however many are equal.
final class HashOrder {

    private static final int WORDS = 4;

    private final MemorySegment words;
    private final long[] keys;
    private final int ordinalBits;

    private HashOrder(MemorySegment words, int size) {
        this.words = words;
        this.keys = new long[size];
        this.ordinalBits = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(size));
    }

    /// @param words four `long` in native byte order for each hash
    static int[] of(MemorySegment words, int size) {
        HashOrder order = new HashOrder(words, size);
        for (int i = 0; i < size; i++) {
            order.keys[i] = i;
        }
        order.sort(0, size, 0);
        int[] ordinals = new int[size];
        for (int i = 0; i < size; i++) {
            ordinals[i] = order.ordinal(i);
        }
        return ordinals;
    }

    private void sort(int from, int to, int firstBit) {
        long ordinalMask = (1L << ordinalBits) - 1;
        for (int i = from; i < to; i++) {
            int ordinal = ordinal(i);
            keys[i] = (bits(ordinal, firstBit) & ~ordinalMask ^ Long.MIN_VALUE) | ordinal;
        }
        Arrays.sort(keys, from, to);
        int behind = firstBit + Long.SIZE - ordinalBits;
        int first = from;
        for (int i = from + 1; behind < PdqHash.BITS && i <= to; i++) {
            if (i == to || keys[i] >>> ordinalBits != keys[first] >>> ordinalBits) {
                if (i - first > 1) {
                    // Changes no key from i on.
                    sort(first, i, behind);
                }
                first = i;
            }
        }
    }

    private int ordinal(int place) {
        return (int) (keys[place] & (1L << ordinalBits) - 1);
    }

    /// The 64 bits from `firstBit` on, zeros behind the last.
    private long bits(long ordinal, int firstBit) {
        int word = firstBit >>> 6;
        int offset = firstBit & 63;
        long bits = word(ordinal, word) << offset;
        return offset > 0 && word + 1 < WORDS ? bits | word(ordinal, word + 1) >>> (64 - offset) : bits;
    }

    private long word(long ordinal, int word) {
        return words.get(ValueLayout.JAVA_LONG_UNALIGNED, (ordinal * WORDS + word) * Long.BYTES);
    }
}
