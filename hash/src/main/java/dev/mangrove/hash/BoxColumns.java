package dev.mangrove.hash;

/// The box filter along all columns at once, fed row by row; it remembers one window of rows.
final class BoxColumns {

    /// Receives each filtered row in turn. The array is the filter's own and changes afterwards.
    @FunctionalInterface
    interface Sink {
        void row(float[] samples);
    }

    private final int window;
    private final int reach;
    private final Sink sink;
    private final float[] sums;
    private final float[] filtered;
    /// Row r lies at r modulo the window, until the row that pushes it out of the window takes its place.
    private final float[][] remembered;

    private int rows;

    BoxColumns(int width, int height, Sink sink) {
        this.window = BoxRows.window(height);
        this.reach = BoxRows.reach(window);
        this.sink = sink;
        this.sums = new float[width];
        this.filtered = new float[width];
        this.remembered = new float[window][width];
    }

    void accept(float[] row) {
        float[] oldest = remembered[rows % window];
        if (rows < window) {
            add(row);
        } else {
            addAndDrop(row, oldest);
        }
        System.arraycopy(row, 0, oldest, 0, sums.length);
        rows++;
        if (rows > reach) {
            emit(Math.min(rows, window));
        }
    }

    /// Gives out the last rows, whose window ends below the picture.
    void finish() {
        for (int i = 0; i < reach; i++) {
            drop(remembered[(rows + i) % window]);
            emit(window - 1 - i);
        }
    }

    private void add(float[] row) {
        for (int x = 0; x < sums.length; x++) {
            sums[x] += row[x];
        }
    }

    private void addAndDrop(float[] row, float[] oldest) {
        for (int x = 0; x < sums.length; x++) {
            sums[x] = sums[x] + row[x] - oldest[x];
        }
    }

    private void drop(float[] oldest) {
        for (int x = 0; x < sums.length; x++) {
            sums[x] -= oldest[x];
        }
    }

    private void emit(int inside) {
        float divisor = inside;
        for (int x = 0; x < sums.length; x++) {
            filtered[x] = sums[x] / divisor;
        }
        sink.row(filtered);
    }
}
