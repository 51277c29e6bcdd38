package dev.mangrove.hash;

/// What the AC scans of a progressive JPEG do to a block of luma (ITU-T T.81, G.1.2.2 and G.1.2.3). Used by one
/// thread.
///
/// The loops keep in variables where the next bit stands and hand it back at their end: each code begins where the
/// one before it ended, and a way through memory would be longer than the look at the code. Where coefficients are
/// refined, the places are worked out as sets of bits in zigzag order, and only those that grow are touched.
final class JpegAcBands {

    /// As many bits can be taken at once.
    private static final int TAKEN_MAX = 57;

    private static final long LOWER_HALF = 0xFFFF_FFFFL;

    private final JpegBits bits;

    /// Of each block row by row.
    private final short[] coefficients;

    /// Which coefficients of each block are not zero: bit k for place k in zigzag order.
    private final long[] nonZero;

    /// Blocks from here on that the last code passed over.
    private int emptyBlocks;

    JpegAcBands(JpegBits bits, short[] coefficients, long[] nonZero) {
        this.bits = bits;
        this.coefficients = coefficients;
        this.nonZero = nonZero;
    }

    /// Begins a scan, or goes on behind a restart marker.
    void begin() {
        emptyBlocks = 0;
    }

    /// Reads the values of coefficients `start` to `end`, without their lowest bits.
    void first(JpegHuffman table, int block, int start, int end, int low) {
        if (emptyBlocks > 0) {
            emptyBlocks--;
            return;
        }
        short[] into = coefficients;
        byte[] window = bits.window();
        int[] look = table.values;
        int origin = 64 * block;
        int next = bits.next();
        long seen = 0;
        for (int k = start; k <= end; k++) {
            int entry = look[(int) (JpegBits.peek(window, next) >>> JpegHuffman.LOOK_SHIFT)];
            int run = entry >>> 8 & 0xF;
            int value = entry >> 16;
            next += entry & 0x1F;
            if (entry == 0) {
                bits.goOnAt(next);
                int symbol = bits.symbolAndValue(table);
                run = symbol >>> 4 & 0xF;
                if ((symbol & 1) == 0 && run != 15) {
                    emptyBlocks = (1 << run) + bits.number(run) - 1;
                    next = bits.next();
                    break;
                }
                next = bits.next();
                if ((symbol & 1) == 0) {
                    k += 15;
                    continue;
                }
                value = symbol >> 8;
            }
            k = Math.min(k + run, 63);
            into[origin + JpegZigzag.NATURAL[k]] = (short) (value << low);
            seen |= 1L << k;
        }
        nonZero[block] |= seen;
        bits.goOnAt(next);
    }

    /// Gives one more bit to each coefficient that is not zero, and some that were zero their first.
    void refine(JpegHuffman table, int block, int start, int end, int low) {
        long history = nonZero[block] & (-1L >>> (63 - end));
        int k = start;
        int next = bits.next();
        if (emptyBlocks == 0) {
            byte[] window = bits.window();
            int[] look = table.look;
            long seen = 0;
            while (k <= end) {
                long coming = JpegBits.peek(window, next);
                int entry = look[(int) (coming >>> JpegHuffman.LOOK_SHIFT)];
                if (entry == 0) {
                    bits.goOnAt(next);
                    entry = bits.longEntry(table, coming);
                }
                int run = entry >>> 16 & 0xF;
                boolean isNew = (entry & 0xF00) != 0;
                next += entry & 0x1F;
                if (!isNew && run != 15) {
                    bits.goOnAt(next);
                    emptyBlocks = (1 << run) + bits.number(run);
                    next = bits.next();
                    break;
                }
                if (isNew) {
                    next++;
                }
                // The zero behind `run` others, or no bit where there are not so many.
                long ahead = -1L << k;
                long place = Long.expand(1L << run, ~history & ahead);
                next = refineAll(block, history & ahead & place - 1, low, next);
                k = Long.numberOfTrailingZeros(place);
                if (isNew && place != 0) {
                    int value = coming << entry < 0 ? 1 : -1;
                    coefficients[64 * block + JpegZigzag.NATURAL[k]] = (short) (value << low);
                    seen |= place;
                }
                k++;
            }
            nonZero[block] |= seen;
        }
        if (emptyBlocks > 0) {
            emptyBlocks--;
            next = refineAll(block, k < 64 ? history & -1L << k : 0, low, next);
        }
        bits.goOnAt(next);
    }

    /// Takes a bit for each of these places.
    ///
    /// @return where the next bit stands
    private int refineAll(int block, long places, int low, int next) {
        int count = Long.bitCount(places);
        if (count > TAKEN_MAX) {
            int between = refineAll(block, places & LOWER_HALF, low, next);
            return refineAll(block, places & ~LOWER_HALF, low, between);
        }
        long taken = JpegBits.peek(bits.window(), next);
        long ones = Long.expand(Long.reverse(taken), places);
        while (ones != 0) {
            grow(block, Long.numberOfTrailingZeros(ones), low);
            ones &= ones - 1;
        }
        return next + count;
    }

    /// Adds to the size of a coefficient where its place was still free.
    private void grow(int block, int k, int low) {
        int at = 64 * block + JpegZigzag.NATURAL[k];
        int value = coefficients[at];
        int sign = value >> 31;
        int added = (~(value >> low) & 1) << low;
        coefficients[at] = (short) (value + ((added ^ sign) - sign));
    }
}
