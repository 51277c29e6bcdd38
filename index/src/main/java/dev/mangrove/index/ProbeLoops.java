package dev.mangrove.index;

import static dev.mangrove.index.ListLayout.INT;
import static dev.mangrove.index.ListLayout.LONG;

import java.lang.foreign.MemorySegment;

/// The loops that a search spends its time in. Each does one kind of load from random places of large memory, and
/// nothing in it waits for the load before: the processor then has as many cache misses in flight as it can. None
/// calls anything or branches on what it has loaded, except where that is seldom: a call inside would keep the
/// compiler from holding on to what does not change, and made them three times as slow.
///
/// The caller has seen to it that the blocks are sound. A position carries its query and piece, see [Scratch].
final class ProbeLoops {

    private ProbeLoops() {}

    /// The groups in which the buckets lie that differ from `key` by the masks.
    static void groups(int[] masks, int from, int count, int key, int firstGroup, int[] groups) {
        for (int i = 0; i < count; i++) {
            groups[i] = firstGroup + ((key ^ masks[from + i]) >>> BucketGroup.BUCKETS_SHIFT);
        }
    }

    /// Reads one number of each cache line that holds a bucket which differs from `key` by the masks. This fetches the
    /// lines, in a loop so short that the processor sees tens of further lines while it waits for the first; in
    /// [#buckets] it would see three or four.
    ///
    /// @param lineMasks what to flip in the key without its lowest [BucketGroup#LINE_SHIFT] bits
    /// @return to be kept, or the compiler leaves all of this out
    static int fetch(MemorySegment table, int[] lineMasks, int key, int firstGroup) {
        int seen = 0;
        long first = (long) firstGroup * BucketGroup.BYTES;
        int line = key >>> BucketGroup.LINE_SHIFT;
        for (int mask : lineMasks) {
            seen ^= table.get(INT, first + ((long) (line ^ mask) << BucketGroup.LINE_BYTES_SHIFT));
        }
        return seen;
    }

    /// Starts and counts of buckets, from `into` on.
    ///
    /// @return below 0 where one or more groups are crowded; their buckets have a count of 0
    static int buckets(
            MemorySegment table,
            int[] masks,
            int from,
            int count,
            int key,
            int[] groups,
            long base,
            long[] starts,
            int[] counts,
            int into) {
        int crowded = 0;
        for (int i = 0; i < count; i++) {
            int bucket = key ^ masks[from + i];
            long at = (long) groups[i] * BucketGroup.BYTES;
            long low = table.get(LONG, at);
            long high = table.get(LONG, at + Long.BYTES);
            int plane0 = (int) (low >>> 32);
            int plane1 = (int) high;
            int plane2 = (int) (high >>> 32);
            crowded |= (int) low;
            starts[into + i] = base + (int) low + BucketGroup.before(bucket, plane0, plane1, plane2);
            counts[into + i] = BucketGroup.count(bucket, plane0, plane1, plane2);
        }
        return crowded;
    }

    /// Writes down the positions of all members of buckets. There must be room for them and [Scratch#SPARE] more.
    ///
    /// @return how many they are
    static int positions(long[] starts, int[] counts, int buckets, long[] positions) {
        int found = 0;
        for (int i = 0; i < buckets; i++) {
            long start = starts[i];
            int count = counts[i];
            // Written whether or not they are there: a branch that is guessed wrong costs more.
            positions[found] = start;
            positions[found + 1] = start + 1;
            positions[found + 2] = start + 2;
            positions[found + 3] = start + 3;
            for (int member = Scratch.SPARE; member < count; member++) {
                positions[found + member] = start + member;
            }
            found += count;
        }
        return found;
    }

    /// The bytes in which the places of the hashes stand that are listed at positions, as [PackedNumbers]. Taking the
    /// places out of them is a loop of its own: in one with this, the processor would see fewer further lines.
    static void listed(MemorySegment members, int widthBits, long[] positions, int count, long[] listed) {
        for (int i = 0; i < count; i++) {
            listed[i] = members.get(LONG, (positions[i] & Scratch.POSITION_MASK) * widthBits >>> 3);
        }
    }

    /// The places in what [#listed] has read.
    static void places(long[] listed, int widthBits, long[] positions, int count, int[] places) {
        int mask = (int) PackedNumbers.mask(widthBits);
        for (int i = 0; i < count; i++) {
            places[i] = (int) (listed[i] >>> ((int) positions[i] * widthBits & 7)) & mask;
        }
    }

    /// In the first piece, positions are places.
    static void places(long[] positions, int count, int[] places) {
        for (int i = 0; i < count; i++) {
            places[i] = (int) (positions[i] & Scratch.POSITION_MASK);
        }
    }

    /// Reads the first word of each candidate. This fetches its line, in a loop so short that the processor sees
    /// tens of further lines while it waits for the first; in [#near] it would see five.
    static void firstWords(MemorySegment upper, int[] places, int from, int to, long[] firstWords) {
        for (int i = from; i < to; i++) {
            firstWords[i] = upper.get(LONG, (long) places[i] * HashColumns.HASH_BYTES);
        }
    }

    /// Leaves the candidates whose upper half is within the radius of their query's.
    ///
    /// @param left how many were left before
    /// @return how many are left now, by number, in `survivors`
    static int near(
            MemorySegment upper,
            long[] firstWords,
            long[] positions,
            int[] places,
            int from,
            int to,
            long[] words0,
            long[] words1,
            int radiusBits,
            int[] survivors,
            int left) {
        int survived = left;
        for (int i = from; i < to; i++) {
            long at = (long) places[i] * HashColumns.HASH_BYTES + Long.BYTES;
            int query = (int) (positions[i] >>> Scratch.QUERY_SHIFT);
            int distance =
                    Long.bitCount(firstWords[i] ^ words0[query]) + Long.bitCount(upper.get(LONG, at) ^ words1[query]);
            if (distance <= radiusBits) {
                survivors[survived++] = i;
            }
        }
        return survived;
    }

    /// The hashes of a range whose upper half is within the radius: at `from` + 16 times what is in `survivors`.
    static int near(
            MemorySegment upper, long from, int count, long word0, long word1, int radiusBits, int[] survivors) {
        int left = 0;
        for (int i = 0; i < count; i++) {
            long at = from + (long) i * HashColumns.HASH_BYTES;
            int distance = Long.bitCount(upper.get(LONG, at) ^ word0)
                    + Long.bitCount(upper.get(LONG, at + Long.BYTES) ^ word1);
            if (distance <= radiusBits) {
                survivors[left++] = i;
            }
        }
        return left;
    }

    /// The same, by what both words differ in taken together: of unrelated hashes hardly one passes that, so one
    /// population count is enough for nearly all.
    static int joinedNear(
            MemorySegment upper, long from, int count, long word0, long word1, int radiusBits, int[] survivors) {
        int left = 0;
        for (int i = 0; i < count; i++) {
            long at = from + (long) i * HashColumns.HASH_BYTES;
            long differing0 = upper.get(LONG, at) ^ word0;
            long differing1 = upper.get(LONG, at + Long.BYTES) ^ word1;
            if (Long.bitCount(differing0 | differing1) <= radiusBits
                    && Long.bitCount(differing0) + Long.bitCount(differing1) <= radiusBits) {
                survivors[left++] = i;
            }
        }
        return left;
    }
}
