package dev.mangrove.hash;

import java.util.Arrays;

/// A scan of a sequential JPEG: every block of luma that is read goes to the samples at once; everything else is
/// passed over without its values being made. Used by one thread.
final class JpegSequential {

    private final JpegBits bits;
    private final JpegAcValues values;
    private final JpegSamples samples;
    private JpegRestarts restarts = new JpegRestarts(0);
    private final short[] block = new short[64];
    private int dc;

    JpegSequential(JpegBits bits, JpegSamples samples) {
        this.bits = bits;
        this.values = new JpegAcValues(bits);
        this.samples = samples;
    }

    void decode(JpegScan scan, JpegTables tables) throws UnsupportedJpegException {
        JpegFrameHeader frame = tables.frame();
        restarts = new JpegRestarts(tables.restartInterval());
        bits.seek(scan.dataAt());
        dc = 0;
        JpegScan.Part luma = scan.components().get(scan.luma());
        samples.quantization(tables.quantization(luma.component().quantization()));
        if (scan.isInterleaved()) {
            groups(scan, tables, frame);
        } else {
            blocks(tables.dc(luma.dc()), tables.ac(luma.ac()), frame);
        }
    }

    private void blocks(JpegHuffman dcTable, JpegHuffman acTable, JpegFrameHeader frame) {
        for (int row = 0; row < frame.lumaRows(); row++) {
            for (int column = 0; column < frame.lumaColumns(); column++) {
                restartWhereDue();
                if (!bits.isStarved()) {
                    block(dcTable, acTable, row, column);
                }
            }
        }
    }

    private void groups(JpegScan scan, JpegTables tables, JpegFrameHeader frame) throws UnsupportedJpegException {
        int parts = scan.components().size();
        JpegHuffman[] dcTables = new JpegHuffman[parts];
        JpegHuffman[] acTables = new JpegHuffman[parts];
        int[] others = new int[parts];
        for (int i = 0; i < parts; i++) {
            JpegScan.Part part = scan.components().get(i);
            dcTables[i] = tables.dc(part.dc());
            acTables[i] = tables.ac(part.ac());
            others[i] = part.component().horizontal() * part.component().vertical();
        }
        int wide = frame.components().getFirst().horizontal();
        int high = frame.components().getFirst().vertical();
        for (int row = 0; row < frame.groupRows(); row++) {
            for (int column = 0; column < frame.groupColumns(); column++) {
                restartWhereDue();
                for (int i = 0; i < parts && !bits.isStarved(); i++) {
                    if (i == scan.luma()) {
                        group(dcTables[i], acTables[i], row, column, wide, high);
                    } else {
                        for (int b = 0; b < others[i]; b++) {
                            bits.beginBlock();
                            bits.skipDc(dcTables[i]);
                            values.skip(acTables[i]);
                        }
                    }
                }
            }
        }
    }

    private void group(JpegHuffman dcTable, JpegHuffman acTable, int row, int column, int wide, int high) {
        for (int y = 0; y < high; y++) {
            for (int x = 0; x < wide; x++) {
                block(dcTable, acTable, row * high + y, column * wide + x);
            }
        }
    }

    private void block(JpegHuffman dcTable, JpegHuffman acTable, int row, int column) {
        bits.beginBlock();
        dc += bits.dc(dcTable);
        if (!samples.reads(row, column)) {
            values.skip(acTable);
            return;
        }
        boolean flat = !values.read(acTable, block);
        block[0] = (short) dc;
        samples.put(row, column, block, 0, flat);
        if (!flat) {
            Arrays.fill(block, (short) 0);
        }
    }

    private void restartWhereDue() {
        if (restarts.isDue()) {
            bits.restart(restarts.next());
            dc = 0;
        }
    }
}
