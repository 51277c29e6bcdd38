package dev.mangrove.scan.examine;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Undoes the row filters of a PNG and keeps the samples that matter, pass by pass where interlaced.
final class PngRows {

    /// First column, first row, column step and row step of the seven Adam7 passes.
    private static final int[][] ADAM7 = {
        {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
    };

    private static final int[][] ONE_PASS = {{0, 0, 1, 1}};

    private final PngHeader header;
    private final PngPixels pixels;
    private final SampleGrid grid;
    private final int[][] passes;
    private final int filterDistance;
    private byte[] row;
    private byte[] previous;
    private int rowLength;
    private int filled;
    private int pass = -1;
    private long passRow;
    private long passRows;
    private int passColumns;
    private long rowsRead;
    private boolean complete;

    PngRows(PngHeader header, byte[] palette, byte[] transparency, boolean apple) {
        this.header = header;
        this.grid = new SampleGrid((int) header.width(), (int) header.height());
        this.pixels = new PngPixels(header, palette, transparency, apple);
        this.passes = header.interlaced() ? ADAM7 : ONE_PASS;
        this.filterDistance = Math.max(1, header.bitsPerPixel() / 8);
        this.row = new byte[0];
        this.previous = new byte[0];
        nextPass();
    }

    boolean hasAlpha() {
        return pixels.hasAlpha();
    }

    long rowsRead() {
        return rowsRead;
    }

    boolean isComplete() {
        return complete;
    }

    SampleGrid grid() {
        return grid;
    }

    /// Takes all that the inflater gives for its present input.
    void take(Inflater inflater) throws DataFormatException {
        while (!complete) {
            int got = inflater.inflate(row, filled, rowLength - filled);
            filled += got;
            if (filled == rowLength) {
                endRow();
            } else if (got == 0) {
                return;
            }
        }
    }

    private void endRow() {
        unfilter();
        keep();
        byte[] swapped = previous;
        previous = row;
        row = swapped;
        filled = 0;
        rowsRead++;
        passRow++;
        if (passRow == passRows) {
            nextPass();
        }
    }

    /// Goes to the next pass that has pixels; a small picture has none in some.
    private void nextPass() {
        do {
            pass++;
            if (pass == passes.length) {
                complete = true;
                return;
            }
            int[] p = passes[pass];
            passColumns = (int) Math.max(0, (header.width() - p[0] + p[2] - 1) / p[2]);
            passRows = Math.max(0, (header.height() - p[1] + p[3] - 1) / p[3]);
        } while (passColumns == 0 || passRows == 0);
        passRow = 0;
        rowLength = 1 + (int) (((long) passColumns * header.bitsPerPixel() + 7) / 8);
        row = new byte[rowLength];
        previous = new byte[rowLength];
    }

    private void unfilter() {
        int d = filterDistance;
        switch (row[0]) {
            case 1 -> {
                for (int i = 1 + d; i < rowLength; i++) {
                    row[i] += row[i - d];
                }
            }
            case 2 -> {
                for (int i = 1; i < rowLength; i++) {
                    row[i] += previous[i];
                }
            }
            case 3 -> {
                for (int i = 1; i < rowLength; i++) {
                    int left = i > d ? row[i - d] & 0xFF : 0;
                    row[i] += (byte) ((left + (previous[i] & 0xFF)) >> 1);
                }
            }
            case 4 -> {
                for (int i = 1; i < rowLength; i++) {
                    int left = i > d ? row[i - d] & 0xFF : 0;
                    int upperLeft = i > d ? previous[i - d] & 0xFF : 0;
                    row[i] += (byte) paeth(left, previous[i] & 0xFF, upperLeft);
                }
            }
            default -> {
                // 0, or a filter that no encoder writes: the bytes as they are.
            }
        }
    }

    private static int paeth(int left, int up, int upperLeft) {
        int estimate = left + up - upperLeft;
        int toLeft = Math.abs(estimate - left);
        int toUp = Math.abs(estimate - up);
        int toUpperLeft = Math.abs(estimate - upperLeft);
        if (toLeft <= toUp && toLeft <= toUpperLeft) {
            return left;
        }
        return toUp <= toUpperLeft ? up : upperLeft;
    }

    private void keep() {
        int[] p = passes[pass];
        long y = p[1] + passRow * p[3];
        int rowSlot = grid.rowSlot((int) y);
        if (rowSlot < 0) {
            return;
        }
        int[] columns = grid.columns();
        for (int slot = 0; slot < columns.length; slot++) {
            int x = columns[slot] - p[0];
            if (x >= 0 && x % p[2] == 0) {
                pixels.put(row, x / p[2], grid, rowSlot, slot);
            }
        }
    }
}
