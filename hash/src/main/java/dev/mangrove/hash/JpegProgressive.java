package dev.mangrove.hash;

/// The scans of a progressive JPEG (ITU-T T.81, annex G), of which luma's coefficients are stored until the last
/// one. Scans of chroma alone are not decoded at all. Used by one thread.
final class JpegProgressive {

    private final JpegBits bits;
    private final JpegFrameHeader frame;
    private final int stride;

    /// Of each block row by row.
    private final short[] coefficients;

    /// Which coefficients of each block are not zero: bit k for place k in zigzag order.
    private final long[] nonZero;

    private final JpegAcBands bands;
    private JpegRestarts restarts = new JpegRestarts(0);
    private int dc;

    JpegProgressive(JpegBits bits, JpegFrameHeader frame) {
        this.bits = bits;
        this.frame = frame;
        this.stride = stride(frame);
        int blocks = (int) blocks(frame);
        this.coefficients = new short[64 * blocks];
        this.nonZero = new long[blocks];
        this.bands = new JpegAcBands(bits, coefficients, nonZero);
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
        bands.begin();
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
                ? block -> bands.first(table, block, start, end, low)
                : block -> bands.refine(table, block, start, end, low);
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
            bands.begin();
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
