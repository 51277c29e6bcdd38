package dev.mangrove.hash;

/// Nearly all arithmetic on the way from coefficients to a hash. One door to two engines that give the same bits on
/// every processor: each sum is taken in ascending order, with one rounding for each product and for each addition.
/// Without state.
sealed interface Arithmetic permits ScalarArithmetic, VectorArithmetic {

    /// The quicker engine that this Java offers on this processor.
    Arithmetic ENGINE = choose();

    /// Half of the range of samples, and so little more that halves are rounded up.
    float MIDDLE = 128 + 1f / 1024;

    /// Added to a small number it leaves the nearest whole one, the even one of two, in the lowest bits.
    float ROUNDING = 12_582_912;

    int ROUNDED_0 = Float.floatToRawIntBits(ROUNDING);
    int ROUNDED_255 = Float.floatToRawIntBits(ROUNDING + 255);

    private static Arithmetic choose() {
        boolean vectors = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        return vectors && VectorArithmetic.isQuick() ? new VectorArithmetic() : new ScalarArithmetic();
    }

    /// Sets `out[to + x]` to the sum over k of `weights[from + k] * lines[at + k * width + x]`, for each x below
    /// `width`, beginning at 0.
    ///
    /// @param count of lines, which lie one behind the other
    void sum(float[] weights, int from, int count, float[] lines, int at, int width, float[] out, int to);

    /// Makes numbers 0..255 of unsigned bytes.
    void widen(byte[] from, int at, float[] to, int toAt, int count);

    /// The inverse cosine transform of a JPEG's block (ITU-T T.81, A.3.3), of some of its rows: first down the
    /// columns, then along the row, each time the even frequencies, the odd ones, and both together.
    ///
    /// @param coefficients 8 x 8 row by row, the first at `at`
    /// @param quantization of each
    /// @param scratch 64 numbers that are overwritten
    /// @param rows those wanted are `rows[top]` to `rows[bottom - 1]`, each modulo eight; at most eight
    /// @param out receives the eight samples of each, 0..255, the first at `to`, the next row `stride` further on
    void transform(
            short[] coefficients,
            int at,
            float[] quantization,
            float[] scratch,
            int[] rows,
            int top,
            int bottom,
            byte[] out,
            int to,
            int stride);

    /// A sample 0..255 of what a transform gives, which lies around 0. Float bits of one sign are ordered as
    /// numbers are, and the lowest eight of a rounded one are the sample.
    static byte sample(float sum) {
        int rounded = Float.floatToRawIntBits(sum + MIDDLE + ROUNDING);
        return (byte) Math.clamp(rounded, ROUNDED_0, ROUNDED_255);
    }

    /// The sum of [#step] over each of `count` samples and the one that lies `ahead` of it.
    int steps(float[] samples, int ahead, int count);

    /// By how much two samples differ, in whole percent of the range.
    static int step(float one, float other) {
        return Math.abs((int) ((one - other) * 100 / 255));
    }

    /// The weight of frequency v at sample y: at `y * 8 + v`, or with `byFrequency` at `v * 8 + y`.
    static float[] blockCosines(boolean byFrequency) {
        float[] cosines = new float[64];
        for (int y = 0; y < 8; y++) {
            for (int v = 0; v < 8; v++) {
                double scale = v == 0 ? StrictMath.sqrt(0.5) : 1;
                double cosine = scale * StrictMath.cos((2 * y + 1) * v * Math.PI / 16) / 2;
                cosines[byFrequency ? v * 8 + y : y * 8 + v] = (float) cosine;
            }
        }
        return cosines;
    }
}
