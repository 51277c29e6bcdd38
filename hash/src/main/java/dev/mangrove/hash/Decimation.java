package dev.mangrove.hash;

/// Brings a picture of any size to the 64 x 64 samples that PDQ transforms.
final class Decimation {

    /// Samples a side of the result.
    static final int SIDE = 64;

    /// The longest side that the reference profile filters.
    private static final int REFERENCE_SIDE_MAX = 512;

    private Decimation() {}

    /// The 64 x 64 samples, row by row.
    static float[] of(LumaSource picture, HashProfile profile) {
        boolean reduce = profile == HashProfile.REFERENCE
                && (picture.width() > REFERENCE_SIDE_MAX || picture.height() > REFERENCE_SIDE_MAX);
        int[] columns = nearest(picture.width(), reduce ? REFERENCE_SIDE_MAX : picture.width());
        int[] rows = nearest(picture.height(), reduce ? REFERENCE_SIDE_MAX : picture.height());
        float[] small = new float[SIDE * SIDE];
        if (columns.length == SIDE && rows.length == SIDE) {
            copy(picture, rows, columns, small);
        } else {
            filter(picture, rows, columns, small);
        }
        return small;
    }

    private static void copy(LumaSource picture, int[] rows, int[] columns, float[] small) {
        float[] row = new float[SIDE];
        for (int y = 0; y < SIDE; y++) {
            picture.readRow(rows[y], columns, row);
            System.arraycopy(row, 0, small, y * SIDE, SIDE);
        }
    }

    /// Rows, columns, rows, columns, each picture row travelling through all four as soon as it can.
    private static void filter(LumaSource picture, int[] rows, int[] columns, float[] small) {
        int width = columns.length;
        int height = rows.length;
        int[] keptColumns = centres(width);
        BoxRows alongRows = new BoxRows(width);
        float[] filtered = new float[width];
        float[] kept = new float[SIDE];

        BoxColumns secondColumns = new BoxColumns(SIDE, height, new KeptRows(centres(height), small));
        BoxColumns firstColumns = new BoxColumns(width, height, row -> {
            alongRows.filter(row, filtered);
            for (int j = 0; j < SIDE; j++) {
                kept[j] = filtered[keptColumns[j]];
            }
            secondColumns.accept(kept);
        });

        float[] luma = new float[width];
        float[] once = new float[width];
        int read = -1;
        for (int y : rows) {
            if (y != read) {
                picture.readRow(y, columns, luma);
                alongRows.filter(luma, once);
                read = y;
            }
            firstColumns.accept(once);
        }
        firstColumns.finish();
        secondColumns.finish();
    }

    /// Which of `from` samples stands for each of `to`.
    private static int[] nearest(int from, int to) {
        int[] source = new int[to];
        for (int x = 0; x < to; x++) {
            source[x] = (int) ((long) x * from / to);
        }
        return source;
    }

    /// Which of `length` samples stands for each of the 64 that are kept: floor((i + 0.5) * length / 64).
    private static int[] centres(int length) {
        int[] kept = new int[SIDE];
        for (int i = 0; i < SIDE; i++) {
            kept[i] = (int) ((2L * i + 1) * length / (2 * SIDE));
        }
        return kept;
    }

    /// Quality 0..100: the sum of the steps between neighbours, in whole percent of the range.
    static int quality(float[] small) {
        int steps = 0;
        for (int i = 0; i < SIDE; i++) {
            for (int j = 0; j < SIDE; j++) {
                float here = small[i * SIDE + j];
                if (i + 1 < SIDE) {
                    steps += step(here, small[(i + 1) * SIDE + j]);
                }
                if (j + 1 < SIDE) {
                    steps += step(here, small[i * SIDE + j + 1]);
                }
            }
        }
        return Math.min(100, steps / 90);
    }

    private static int step(float u, float v) {
        return Math.abs((int) ((u - v) * 100 / 255));
    }

    /// Takes the rows that are kept; a short picture's row may be kept several times.
    private static final class KeptRows implements BoxColumns.Sink {
        private final int[] centres;
        private final float[] small;
        private int row;
        private int next;

        KeptRows(int[] centres, float[] small) {
            this.centres = centres;
            this.small = small;
        }

        @Override
        public void row(float[] samples) {
            while (next < SIDE && centres[next] == row) {
                System.arraycopy(samples, 0, small, next * SIDE, SIDE);
                next++;
            }
            row++;
        }
    }
}
