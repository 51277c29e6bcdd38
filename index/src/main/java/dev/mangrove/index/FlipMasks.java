package dev.mangrove.index;

import dev.mangrove.hash.PdqHash;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// All numbers of `widthBits` bits with at most `flips` set bits, ascending: what to flip in a piece of a query to
/// meet each bucket that is near enough. Ascending order brings together those that share a cache line.
final class FlipMasks {

    /// Longer answers are made each time: a query that needs them takes longer than making them does.
    private static final int KEPT_MAX = 8_192;

    private static final int FLIPS_KEPT_MAX = 8;

    private static final AtomicReferenceArray<int[]> KEPT =
            new AtomicReferenceArray<>((PdqHash.BITS / SubstringCut.SUBSTRINGS_MIN + 2) * FLIPS_KEPT_MAX);

    private FlipMasks() {}

    /// Not to be changed.
    static int[] of(int widthBits, int flips) {
        if (flips >= FLIPS_KEPT_MAX) {
            return make(widthBits, flips);
        }
        int place = widthBits * FLIPS_KEPT_MAX + flips;
        int[] masks = KEPT.get(place);
        if (masks == null) {
            masks = make(widthBits, flips);
            if (masks.length <= KEPT_MAX) {
                KEPT.set(place, masks);
            }
        }
        return masks;
    }

    /// How many there are.
    static double count(int widthBits, int flips) {
        double count = 0;
        double combinations = 1;
        for (int set = 0; set <= flips; set++) {
            count += combinations;
            combinations = combinations * (widthBits - set) / (set + 1);
        }
        return count;
    }

    private static int[] make(int widthBits, int flips) {
        int[] masks = new int[(int) count(widthBits, flips)];
        int made = 0;
        for (int set = 0; set <= Math.min(flips, widthBits); set++) {
            int mask = (1 << set) - 1;
            do {
                masks[made++] = mask;
                mask = nextOfSameCount(mask);
            } while (mask > 0 && mask < 1 << widthBits);
        }
        Arrays.sort(masks);
        return masks;
    }

    /// The next larger number with as many set bits; 0 for 0.
    private static int nextOfSameCount(int mask) {
        int lowest = mask & -mask;
        int carried = mask + lowest;
        return carried | (((mask ^ carried) >>> 2) >>> Integer.numberOfTrailingZeros(lowest));
    }
}
