package dev.mangrove.hash;

/// The scans of a progressive JPEG (ITU-T T.81, annex G), of which luma's coefficients are stored until the last
/// one. Scans of chroma alone are not decoded at all. Used by one thread.
final class JpegProgressive {

    /// As many bits can be taken at once.
    private static final int TAKEN_MAX = 57;

    private final JpegBits bits;
    private final JpegFrameHeader frame;
    private final int stride;

    /// Of each block row by row.
    private final short[] coefficients;

    /// Which coefficients of each block are not zero: bit k for place k in zigzag order.
    private final long[] nonZero;

    private JpegRestarts restarts = new JpegRestarts(0);
    private int dc;
    private int emptyBlocks;

    JpegProgressive(JpegBits bits, JpegFrameHeader frame) {
        this.bits = bits;
        this.frame = frame;
        this.stride = stride(frame);
        int blocks = (int) blocks(frame);
        this.coefficients = new short[64 * blocks];
        this.nonZero = new long[blocks];
    }

    private static int stride(JpegFrameHeader frame) {
        return frame.groupColumns() * frame.horizontalMax();
    }

    private static long blocks(JpegFrameHeader frame) {
        return (long) stride(frame) * frame.groupRows() * frame.verticalMax();
    }

    /// What the coefficients of such a frame take.
    static long bytes(JpegFrameHeader frame) {
        return blocks(frame) * (64 * Short.BYTES + Long.BYTES);
    }

    /// @param scan that has luma
    void decode(JpegScan scan, JpegTables tables) throws UnsupportedJpegException {
        restarts = new JpegRestarts(tables.restartInterval());
        bits.seek(scan.dataAt());
        dc = 0;
        emptyBlocks = 0;
        Step step = step(scan, tables);
        if (scan.isInterleaved()) {
            groups(scan, tables, step);
            return;
        }
        for (int row = 0; row < frame.lumaRows(); row++) {
            for (int column = 0; column < frame.lumaColumns(); column++) {
                restartWhereDue();
                if (!bits.isStarved()) {
                    bits.beginBlock();
                    step.block(row * stride + column);
                    bits.endBlock();
                }
            }
        }
    }

    /// What a scan does to one block of luma.
    private interface Step {
        void block(int block);
    }

    private Step step(JpegScan scan, JpegTables tables) throws UnsupportedJpegException {
        JpegScan.Part luma = scan.components().get(scan.luma());
        int low = scan.low();
        if (scan.spectralStart() == 0) {
            if (scan.high() != 0) {
                return block -> refineDc(block, low);
            }
            JpegHuffman table = tables.dc(luma.dc());
            return block -> firstDc(table, block, low);
        }
        JpegHuffman table = tables.ac(luma.ac());
        int start = scan.spectralStart();
        int end = scan.spectralEnd();
        return scan.high() == 0
                ? block -> firstAc(table, block, start, end, low)
                : block -> refineAc(table, block, start, end, low);
    }

    /// Only DC scans are interleaved.
    private void groups(JpegScan scan, JpegTables tables, Step step) throws UnsupportedJpegException {
        int parts = scan.components().size();
        JpegHuffman[] dcTables = new JpegHuffman[parts];
        for (int i = 0; i < parts && scan.high() == 0; i++) {
            dcTables[i] = tables.dc(scan.components().get(i).dc());
        }
        for (int row = 0; row < frame.groupRows(); row++) {
            for (int column = 0; column < frame.groupColumns(); column++) {
                restartWhereDue();
                for (int i = 0; i < parts && !bits.isStarved(); i++) {
                    JpegFrameHeader.Component component =
                            scan.components().get(i).component();
                    for (int b = 0; b < component.horizontal() * component.vertical(); b++) {
                        bits.beginBlock();
                        if (i == scan.luma()) {
                            int y = row * component.vertical() + b / component.horizontal();
                            step.block(y * stride + column * component.horizontal() + b % component.horizontal());
                        } else if (scan.high() == 0) {
                            bits.skipDc(dcTables[i]);
                        } else {
                            bits.bit();
                        }
                        bits.endBlock();
                    }
                }
            }
        }
    }

    private void restartWhereDue() {
        if (restarts.isDue()) {
            bits.restart(restarts.next());
            dc = 0;
            emptyBlocks = 0;
        }
    }

    private void firstDc(JpegHuffman table, int block, int low) {
        dc += bits.dc(table);
        coefficients[64 * block] = (short) (dc << low);
    }

    private void refineDc(int block, int low) {
        if (bits.bit() != 0) {
            coefficients[64 * block] |= (short) (1 << low);
        }
    }

    private void firstAc(JpegHuffman table, int block, int start, int end, int low) {
        if (emptyBlocks > 0) {
            emptyBlocks--;
            return;
        }
        for (int k = start; k <= end; k++) {
            int symbol = bits.symbolAndValue(table);
            int run = symbol >>> 4 & 0xF;
            if ((symbol & 1) != 0) {
                k = Math.min(k + run, 63);
                set(block, k, symbol >> 8 << low);
            } else if (run == 15) {
                k += 15;
            } else {
                emptyBlocks = (1 << run) + bits.number(run) - 1;
                return;
            }
        }
    }

    private void set(int block, int k, int value) {
        coefficients[64 * block + JpegZigzag.NATURAL[k]] = (short) value;
        nonZero[block] |= 1L << k;
    }

    /// Gives one more bit to each coefficient that is not zero, and some that were zero their first.
    private void refineAc(JpegHuffman table, int block, int start, int end, int low) {
        long history = nonZero[block] & (-1L >>> (63 - end));
        int k = start;
        if (emptyBlocks == 0) {
            while (k <= end) {
                int symbol = bits.symbolAndSign(table);
                int run = symbol >>> 4 & 0xF;
                boolean isNew = (symbol & 1) != 0;
                if (!isNew && run != 15) {
                    emptyBlocks = (1 << run) + bits.number(run);
                    break;
                }
                k = passZeros(block, history, k, run, low);
                if (isNew && k < 64) {
                    set(block, k, symbol >> 8 << low);
                }
                k++;
            }
        }
        if (emptyBlocks > 0) {
            emptyBlocks--;
            refineAll(block, k < 64 ? history & -1L << k : 0, low);
        }
    }

    private void refineAll(int block, long which, int low) {
        long left = which;
        while (left != 0) {
            int count = Math.min(Long.bitCount(left), TAKEN_MAX);
            long taken = bits.take(count);
            for (int i = 0; i < count; i++, left &= left - 1, taken <<= 1) {
                refine(block, Long.numberOfTrailingZeros(left), (int) (taken >>> 63), low);
            }
        }
    }

    /// Passes `run` coefficients that are zero, refining the others on the way.
    ///
    /// @return the place of the zero behind them, at least 64 where there is none
    private int passZeros(int block, long history, int from, int run, int low) {
        int k = from;
        int left = run;
        while (k < 64) {
            long ahead = history >>> k;
            int gap = Long.numberOfTrailingZeros(ahead);
            if (gap > left) {
                return k + left;
            }
            left -= gap;
            k += gap;
            refine(block, k, bits.bit(), low);
            k++;
        }
        return k;
    }

    /// Adds to the size of a coefficient where the bit is 1 and its place was still free; without a branch, as bits
    /// are not to be guessed.
    private void refine(int block, int k, int bit, int low) {
        int at = 64 * block + JpegZigzag.NATURAL[k];
        int value = coefficients[at];
        int sign = value >> 31;
        int added = (bit & ~(value >> low)) << low;
        coefficients[at] = (short) (value + ((added ^ sign) - sign));
    }

    /// Hands every block that is read to the samples.
    void finish(JpegSamples samples) {
        for (int row = 0; row < frame.lumaRows(); row++) {
            if (samples.readsRow(row)) {
                for (int column = 0; column < frame.lumaColumns(); column++) {
                    if (samples.reads(row, column)) {
                        int block = row * stride + column;
                        samples.put(row, column, coefficients, 64 * block, nonZero[block] == 0);
                    }
                }
            }
        }
    }
}
