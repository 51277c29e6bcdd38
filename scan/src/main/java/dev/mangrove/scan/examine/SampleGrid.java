package dev.mangrove.scan.examine;

import dev.mangrove.hash.LumaSource;
import java.util.Arrays;

/// The samples of a picture that its PDQ hash depends on, kept while a decoder's rows stream past.
///
/// A picture with a side over 512 pixels is reduced to 512 x 512 by nearest neighbour before anything
/// else, so at most 512 rows and columns matter, whatever its size: 1 MB holds a picture of any size.
final class SampleGrid implements LumaSource {

    private static final int SIDE_MAX = 512;

    private final int width;
    private final int height;
    private final int[] columns;
    private final int[] rows;
    private final float[] luma;

    SampleGrid(int width, int height) {
        this.width = width;
        this.height = height;
        boolean reduced = width > SIDE_MAX || height > SIDE_MAX;
        this.columns = sampled(width, reduced);
        this.rows = sampled(height, reduced);
        this.luma = new float[columns.length * rows.length];
    }

    private static int[] sampled(int side, boolean reduced) {
        int count = reduced ? Math.min(side, SIDE_MAX) : side;
        int[] positions = new int[count];
        for (int i = 0; i < count; i++) {
            positions[i] = count == side ? i : (int) ((long) i * side / SIDE_MAX);
        }
        return positions;
    }

    /// The columns that are kept, ascending.
    int[] columns() {
        return columns;
    }

    /// The rows that are kept, ascending.
    int[] rows() {
        return rows;
    }

    /// The place of row `y` among the kept rows, or a negative number where it is not kept.
    int rowSlot(int y) {
        return Arrays.binarySearch(rows, y);
    }

    /// The place of column `x` among the kept columns, or a negative number where it is not kept.
    int columnSlot(int x) {
        return Arrays.binarySearch(columns, x);
    }

    void setGrey(int rowSlot, int columnSlot, int grey) {
        luma[rowSlot * columns.length + columnSlot] = grey;
    }

    void setRgb(int rowSlot, int columnSlot, int red, int green, int blue) {
        luma[rowSlot * columns.length + columnSlot] = 0.299f * red + 0.587f * green + 0.114f * blue;
    }

    /// Packed as 0xRRGGBB.
    void setRgb(int rowSlot, int columnSlot, int rgb) {
        setRgb(rowSlot, columnSlot, rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF);
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public void readRow(int y, int[] wanted, float[] into, int to) {
        int row = rowSlot(y);
        if (row < 0) {
            throw new IllegalArgumentException("row " + y + " of " + height + " was not kept");
        }
        int column = 0;
        for (int i = 0; i < wanted.length; i++) {
            while (column < columns.length && columns[column] < wanted[i]) {
                column++;
            }
            if (column == columns.length || columns[column] != wanted[i]) {
                throw new IllegalArgumentException("column " + wanted[i] + " of " + width + " was not kept");
            }
            into[to + i] = luma[row * columns.length + column];
        }
    }
}
