package dev.mangrove.index;

import java.util.Arrays;

/// Sorts records of one fixed width in memory, compared as unsigned bytes.
///
/// What is sorted are plain `long`s: upper bits of the record, and its place in the lower ones. The bits that all
/// records share are left out first. Many are dealt out by their upper 24 bits in two passes (LSD radix sort), which
/// leaves evenly spread ones all but sorted; each group that still agrees is sorted by the rest of the key, and what
/// agrees in all of it by the bytes that follow. Nothing is boxed, however many are equal.
final class RecordOrder {

    private static final int DIGIT_BITS = 12;
    private static final int DIGITS = 1 << DIGIT_BITS;

    /// Fewer are sorted at once.
    private static final int DEALT_MIN = 2_048;

    private static final int INSERTED_MAX = 24;

    private final byte[] records;
    private final int recordBytes;
    private final int placeBits;
    private long[] keys;

    private RecordOrder(byte[] records, int recordBytes, int count) {
        this.records = records;
        this.recordBytes = recordBytes;
        this.placeBits = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(count));
        this.keys = new long[count];
    }

    /// The first `count` records of an array, in ascending order.
    static byte[] sorted(byte[] records, int count, int recordBytes) {
        RecordOrder order = new RecordOrder(records, recordBytes, count);
        for (int i = 0; i < count; i++) {
            order.keys[i] = i;
        }
        order.sort(0, count, 0);
        byte[] sorted = new byte[count * recordBytes];
        for (int i = 0; i < count; i++) {
            System.arraycopy(records, order.place(i) * recordBytes, sorted, i * recordBytes, recordBytes);
        }
        return sorted;
    }

    /// Sorts a range by what follows the first bytes, in which it agrees.
    private void sort(int from, int to, int bytesAgreed) {
        if (to - from < 2) {
            return;
        }
        int behind = bytesAgreed + bytesShared(from, to, bytesAgreed);
        if (behind >= recordBytes) {
            return;
        }
        long placeMask = (1L << placeBits) - 1;
        for (int i = from; i < to; i++) {
            int place = place(i);
            keys[i] = (bits(place, behind) & ~placeMask) ^ Long.MIN_VALUE | place;
        }
        if (to - from < DEALT_MIN) {
            Arrays.sort(keys, from, to);
        } else {
            deal(from, to, Long.SIZE - 2 * DIGIT_BITS);
            deal(from, to, Long.SIZE - DIGIT_BITS);
            sortGroups(from, to);
        }
        int first = from;
        for (int i = from + 1; i <= to; i++) {
            if (i == to || keys[i] >>> placeBits != keys[first] >>> placeBits) {
                if (i - first > 1) {
                    // Changes no key from i on.
                    sort(first, i, behind + (Long.SIZE - placeBits) / Byte.SIZE);
                }
                first = i;
            }
        }
    }

    /// How many bytes all records of a range share behind those in which they agree anyway.
    private int bytesShared(int from, int to, int bytesAgreed) {
        int shared = 0;
        while (bytesAgreed + shared < recordBytes) {
            long first = bits(place(from), bytesAgreed + shared);
            long differing = 0;
            for (int i = from + 1; i < to; i++) {
                differing |= bits(place(i), bytesAgreed + shared) ^ first;
            }
            if (differing != 0) {
                return shared + Long.numberOfLeadingZeros(differing) / Byte.SIZE;
            }
            shared += Long.BYTES;
        }
        return shared;
    }

    /// One pass by one digit; what is equal in it keeps its order.
    private void deal(int from, int to, int shift) {
        int[] next = new int[DIGITS];
        for (int i = from; i < to; i++) {
            next[digit(keys[i], shift)]++;
        }
        int start = 0;
        for (int digit = 0; digit < DIGITS; digit++) {
            int count = next[digit];
            next[digit] = start;
            start += count;
        }
        long[] dealt = new long[to - from];
        for (int i = from; i < to; i++) {
            long key = keys[i];
            dealt[next[digit(key, shift)]++] = key;
        }
        if (dealt.length == keys.length) {
            keys = dealt;
        } else {
            System.arraycopy(dealt, 0, keys, from, dealt.length);
        }
    }

    private static int digit(long key, int shift) {
        return (int) ((key ^ Long.MIN_VALUE) >>> shift) & DIGITS - 1;
    }

    /// Sorts by the whole key what agrees in the digits that were dealt.
    private void sortGroups(int from, int to) {
        int shift = Long.SIZE - 2 * DIGIT_BITS;
        int first = from;
        for (int i = from + 1; i <= to; i++) {
            if (i == to || keys[i] >>> shift != keys[first] >>> shift) {
                if (i - first > INSERTED_MAX) {
                    Arrays.sort(keys, first, i);
                } else {
                    insert(first, i);
                }
                first = i;
            }
        }
    }

    private void insert(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            long key = keys[i];
            int at = i;
            while (at > from && keys[at - 1] > key) {
                keys[at] = keys[at - 1];
                at--;
            }
            keys[at] = key;
        }
    }

    private int place(int i) {
        return (int) (keys[i] & (1L << placeBits) - 1);
    }

    /// The 8 bytes of a record from one on, with zeros behind its end.
    private long bits(int place, int byteFrom) {
        int left = recordBytes - byteFrom;
        int at = place * recordBytes + byteFrom;
        if (left >= Long.BYTES) {
            return (long) DealtRecords.BIG_ENDIAN.get(records, at);
        }
        // The last 8 bytes of the record, of which some come before.
        return (long) DealtRecords.BIG_ENDIAN.get(records, at + left - Long.BYTES) << (Long.BYTES - left) * Byte.SIZE;
    }
}
