package dev.mangrove.index;

import dev.mangrove.hash.Digest;
import dev.mangrove.hash.DigestKind;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.LongConsumer;

/// The digests of one kind in ascending order, each followed by the ordinal of its entry. The same
/// digest may stand there several times.
///
/// A look-up guesses where the digest must lie, as digests are evenly spread, and narrows the range
/// from both sides; after a few guesses it halves the range, so that no list can make it slow. Most absent digests
/// need no look-up: [#mayHold] rules them out.
final class DigestTable {

    private static final VarHandle BIG_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final int GUESSES_MAX = 4;

    /// Ranges shorter than this lie in a few cache lines, and are halved.
    private static final long GUESSED_RECORDS_MIN = 64;

    private final Section section;
    private final FuseFilter filter;
    private final DigestKind kind;
    private final int recordBytes;
    private final long count;

    DigestTable(Section section, FuseFilter filter, DigestKind kind, long count) {
        this.section = section;
        this.filter = filter;
        this.kind = kind;
        this.recordBytes = kind.bytes() + Integer.BYTES;
        this.count = count;
    }

    long count() {
        return count;
    }

    /// Whether the table may hold a digest; false is certain.
    ///
    /// @throws IndexOutOfBoundsException where the filter makes no sense
    boolean mayHold(byte[] digest) {
        return filter.mayHold(key(digest));
    }

    SectionKind filterKind() {
        return SectionKind.valueOf(kind.name()).filter();
    }

    /// What filters tell digests apart by.
    static long key(byte[] digest) {
        return (long) BIG_ENDIAN.get(digest, 0);
    }

    void matches(byte[] wanted, LongConsumer sink) {
        for (long place = firstNotBelow(wanted); place < count && compare(place, wanted) == 0; place++) {
            sink.accept(entry(place));
        }
    }

    /// The digest at one place of the table.
    Digest digest(long place) {
        byte[] bytes = new byte[kind.bytes()];
        section.copy(place * recordBytes, bytes);
        return Digest.of(kind, bytes);
    }

    /// The ordinal of the entry that the digest at one place belongs to.
    int entry(long place) {
        return section.getUnalignedInt(place * recordBytes + kind.bytes());
    }

    private long firstNotBelow(byte[] wanted) {
        long prefix = key(wanted);
        long from = 0;
        long to = count;
        for (int guess = 0; guess < GUESSES_MAX && to - from > GUESSED_RECORDS_MIN; guess++) {
            long lowest = prefix(from);
            long highest = prefix(to - 1);
            if (Long.compareUnsigned(prefix, lowest) < 0 || Long.compareUnsigned(prefix, highest) > 0) {
                break;
            }
            double share = (unsigned(prefix) - unsigned(lowest)) / Math.max(1, unsigned(highest) - unsigned(lowest));
            long centre = from + (long) (share * (to - 1 - from));
            long reach = (long) Math.sqrt((double) (to - from)) + 1;
            long left = Math.max(from, centre - reach);
            long right = Math.min(to - 1, centre + reach);
            // Keeps to: everything before `from` is below the digest, nothing from `to` on is.
            if (compare(left, wanted) < 0) {
                from = left + 1;
            } else {
                to = left;
            }
            if (right >= from && right < to) {
                if (compare(right, wanted) < 0) {
                    from = right + 1;
                } else {
                    to = right;
                }
            }
        }
        while (from < to) {
            long middle = (from + to) >>> 1;
            if (compare(middle, wanted) < 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    private long prefix(long place) {
        return section.getBigEndian(place * recordBytes);
    }

    private static double unsigned(long value) {
        return (value >>> 1) * 2.0;
    }

    private int compare(long place, byte[] wanted) {
        int order = Long.compareUnsigned(prefix(place), key(wanted));
        if (order != 0) {
            return order;
        }
        byte[] stored = new byte[kind.bytes()];
        section.copy(place * recordBytes, stored);
        return Arrays.compareUnsigned(stored, wanted);
    }
}
