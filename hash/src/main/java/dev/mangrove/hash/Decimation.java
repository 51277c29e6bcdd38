package dev.mangrove.hash;

/// Brings a picture of any size to the 64 x 64 samples that PDQ transforms.
final class Decimation {

    /// Samples a side of the result.
    static final int SIDE = AxisPlan.KEPT;

    private Decimation() {}

    /// The 64 x 64 samples, row by row. Every sum is taken in ascending order.
    static float[] of(LumaSource picture, HashProfile profile) {
        boolean reduce = reduces(picture.width(), picture.height(), profile);
        AxisPlan columns = AxisPlan.of(picture.width(), reduce);
        AxisPlan rows = AxisPlan.of(picture.height(), reduce);
        return alongRows(alongColumns(picture, rows, columns.sources()), columns);
    }

    /// Whether the profile reduces a picture of this size to 512 x 512 first.
    static boolean reduces(int width, int height, HashProfile profile) {
        return profile == HashProfile.REFERENCE && Math.max(width, height) > AxisPlan.REFERENCE_SIDE_MAX;
    }

    /// 64 rows of as many samples as are read of each row. Columns first: their sums run side by side.
    private static float[] alongColumns(LumaSource picture, AxisPlan rows, int[] columns) {
        int width = columns.length;
        float[] sums = new float[SIDE * width];
        float[] luma = new float[width];
        int[] sources = rows.sources();
        int begin = 0;
        for (int place = 0; place < sources.length; place++) {
            picture.readRow(sources[place], columns, luma);
            while (rows.end(begin) <= place) {
                begin++;
            }
            for (int i = begin; i < SIDE && rows.first(i) <= place; i++) {
                add(rows.weight(i, place), luma, sums, i * width, width);
            }
        }
        return sums;
    }

    private static void add(float weight, float[] luma, float[] sums, int to, int width) {
        for (int x = 0; x < width; x++) {
            sums[to + x] += weight * luma[x];
        }
    }

    private static float[] alongRows(float[] sums, AxisPlan columns) {
        float[] small = new float[SIDE * SIDE];
        int width = columns.sources().length;
        for (int i = 0; i < SIDE; i++) {
            columns.apply(sums, i * width, small, i * SIDE);
        }
        return small;
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
}
