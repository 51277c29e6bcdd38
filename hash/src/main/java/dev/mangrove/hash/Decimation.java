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
        int width = columns.sources().length;
        float[] lines = new float[rows.countMax() * width];
        float[] line = new float[width + AxisPlan.ROUND];
        float[] small = new float[SIDE * SIDE];
        int held = 0;
        int heldEnd = 0;
        for (int i = 0; i < SIDE; i++) {
            int first = rows.first(i);
            int end = first + rows.count(i);
            int kept = Math.max(0, heldEnd - first);
            if (kept > 0) {
                System.arraycopy(lines, (first - held) * width, lines, 0, kept * width);
            }
            for (int place = first + kept; place < end; place++) {
                picture.readRow(rows.sources()[place], columns.sources(), lines, (place - first) * width);
            }
            held = first;
            heldEnd = end;
            Arithmetic.ENGINE.sum(rows.weights(), rows.start(i), rows.count(i), lines, 0, width, line, 0);
            columns.apply(line, small, i * SIDE);
        }
        return small;
    }

    /// Whether the profile reduces a picture of this size to 512 x 512 first.
    static boolean reduces(int width, int height, HashProfile profile) {
        return profile == HashProfile.REFERENCE && Math.max(width, height) > AxisPlan.REFERENCE_SIDE_MAX;
    }

    /// Quality 0..100: the sum of the steps between neighbours, in whole percent of the range.
    static int quality(float[] small) {
        int steps = Arithmetic.ENGINE.steps(small, SIDE, SIDE * (SIDE - 1));
        steps += Arithmetic.ENGINE.steps(small, 1, SIDE * SIDE - 1);
        // The last sample of a row and the first of the next are no neighbours.
        for (int i = SIDE - 1; i < SIDE * SIDE - 1; i += SIDE) {
            steps -= Arithmetic.step(small[i], small[i + 1]);
        }
        return Math.min(100, steps / 90);
    }
}
