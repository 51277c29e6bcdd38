package dev.mangrove.index;

import dev.mangrove.index.FuseFilter.Shard;
import java.util.Arrays;

/// Makes one shard of a [FuseFilter] by peeling: a key that alone has a place is taken off and remembered with that
/// place, which leaves other keys alone at theirs, until none is left. Going back, each key sets the byte at its
/// place so that its three bytes give its fingerprint. Where a seed leaves keys that hold on to each other, the next
/// is tried.
///
/// Keys are first put in the order of the segments in which their places begin, so that counting them stays within a
/// few hundred kilobytes at a time; the order changes nothing in what is counted.
///
/// Cost: about 21 bytes a key while it works. Arrays are kept for the next shard.
final class FuseShard {

    private static final int SEEDS_MAX = 100;

    /// Of the sequence of seeds, so that the same keys give the same bytes.
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    /// Before peeling, all mixed keys by segment; then those that have been taken off.
    private long[] peeled = new long[0];

    private byte[] peeledAt = new byte[0];
    private long[] mixes = new long[0];
    private int[] counts = new int[0];
    private int[] alone = new int[0];
    private byte[] fingerprints = new byte[0];

    /// How many bytes the fingerprints of so many keys take.
    static long bytes(int count) {
        int shift = segmentShift(count);
        return (segments(count, shift) + 2L) << shift;
    }

    /// Makes the fingerprints of some keys.
    ///
    /// @param keys different ones, ascending
    /// @param offset for the shard
    Shard make(long[] keys, int count, long offset) {
        int shift = segmentShift(count);
        int segments = segments(count, shift);
        long seed = 0;
        for (int attempt = 0; attempt < SEEDS_MAX; attempt++) {
            seed += GOLDEN;
            Shard shard = new Shard(keys[0], seed, offset, shift, segments);
            if (peel(keys, count, shard)) {
                assign(count, shard);
                if (holdsAll(keys, count, shard)) {
                    return shard;
                }
            }
        }
        return new Shard(keys[0], 0, offset, 0, 0);
    }

    /// Of the shard made last, from 0 to its [Shard#fingerprintBytes].
    byte[] fingerprints() {
        return fingerprints;
    }

    /// The paper's length of a segment; in strict arithmetic, as the bytes of a list must not depend on the machine.
    private static int segmentShift(int keys) {
        int shift = (int) Math.floor(StrictMath.log(keys) / StrictMath.log(3.33) + 2.25);
        return Math.min(shift, FuseFilter.SEGMENT_SHIFT_MAX);
    }

    /// Few keys need more room each.
    private static int segments(int keys, int shift) {
        double factor = keys < 2 ? 0 : Math.max(1.125, 0.875 + 0.25 * StrictMath.log(1e6) / StrictMath.log(keys));
        long room = (long) Math.ceil(keys * factor);
        long segments = (room + (1L << shift) - 1) >>> shift;
        return (int) Math.max(1, segments - 2);
    }

    private boolean peel(long[] keys, int count, Shard shard) {
        int places = (int) shard.fingerprintBytes();
        if (peeled.length < count) {
            peeled = new long[count];
            peeledAt = new byte[count];
        }
        if (mixes.length < places) {
            mixes = new long[places];
            counts = new int[places];
            alone = new int[places];
            fingerprints = new byte[places];
        }
        Arrays.fill(mixes, 0, places, 0);
        Arrays.fill(counts, 0, places, 0);
        orderBySegment(keys, count, shard);
        for (int i = 0; i < count; i++) {
            long mixed = peeled[i];
            add(shard.first(mixed), mixed, 0, 1);
            add(shard.second(mixed), mixed, 1, 1);
            add(shard.third(mixed), mixed, 2, 1);
        }
        int waiting = 0;
        for (int place = 0; place < places; place++) {
            alone[waiting] = place;
            waiting += counts[place] >>> 2 == 1 ? 1 : 0;
        }
        int taken = 0;
        while (waiting > 0) {
            int place = alone[--waiting];
            if (counts[place] >>> 2 == 1) {
                long mixed = mixes[place];
                int which = counts[place] & 3;
                peeled[taken] = mixed;
                peeledAt[taken++] = (byte) which;
                for (int other = 0; other < 3; other++) {
                    int at = place(shard, mixed, other);
                    add(at, mixed, other, -1);
                    if (counts[at] >>> 2 == 1) {
                        alone[waiting++] = at;
                    }
                }
            }
        }
        return taken == count;
    }

    private void orderBySegment(long[] keys, int count, Shard shard) {
        int[] next = new int[shard.segments() + 1];
        for (int i = 0; i < count; i++) {
            next[(shard.first(shard.mix(keys[i])) >>> shard.segmentShift()) + 1]++;
        }
        for (int segment = 0; segment < shard.segments(); segment++) {
            next[segment + 1] += next[segment];
        }
        for (int i = 0; i < count; i++) {
            long mixed = shard.mix(keys[i]);
            peeled[next[shard.first(mixed) >>> shard.segmentShift()]++] = mixed;
        }
    }

    /// The two low bits of a count are the XOR of which of its three places this is for each key.
    private void add(int place, long mixed, int which, int keys) {
        counts[place] = counts[place] + 4 * keys ^ which;
        mixes[place] ^= mixed;
    }

    private void assign(int count, Shard shard) {
        Arrays.fill(fingerprints, 0, (int) shard.fingerprintBytes(), (byte) 0);
        for (int i = count - 1; i >= 0; i--) {
            long mixed = peeled[i];
            int xor = FuseFilter.fingerprint(mixed)
                    ^ fingerprints[shard.first(mixed)]
                    ^ fingerprints[shard.second(mixed)]
                    ^ fingerprints[shard.third(mixed)];
            fingerprints[place(shard, mixed, peeledAt[i])] ^= (byte) xor;
        }
    }

    /// A key that the filter denied would never match: this is looked at, not concluded.
    private boolean holdsAll(long[] keys, int count, Shard shard) {
        int wrong = 0;
        for (int i = 0; i < count; i++) {
            long mixed = shard.mix(keys[i]);
            wrong |= fingerprints[shard.first(mixed)]
                    ^ fingerprints[shard.second(mixed)]
                    ^ fingerprints[shard.third(mixed)]
                    ^ FuseFilter.fingerprint(mixed);
        }
        return wrong == 0;
    }

    private static int place(Shard shard, long mixed, int which) {
        return switch (which) {
            case 0 -> shard.first(mixed);
            case 1 -> shard.second(mixed);
            default -> shard.third(mixed);
        };
    }
}
