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

    /// The coefficients of a JPEG's block, scaled.
    ///
    /// @param coefficients 8 x 8 row by row, the first at `at`
    /// @param quantization of each
    void scale(short[] coefficients, int at, float[] quantization, float[] scaled);

    /// The inverse cosine transform of a block (ITU-T T.81, A.3.3), of some of its rows: first down the columns,
    /// then along the row, each time the even frequencies, the odd ones, and both together.
    ///
    /// @param scaled as [#scale] gives them
    /// @param rows those wanted are `rows[top]` to `rows[bottom - 1]`, each modulo eight
    /// @param out receives the eight samples of each, 0..255, the first at `to`, the next row `stride` further on
    void transform(float[] scaled, int[] rows, int top, int bottom, float[] out, int to, int stride);

    /// A sample 0..255 of what a transform gives, which lies around 0. Float bits of one sign are ordered as
    /// numbers are.
    static float sample(float sum) {
        int rounded = Float.floatToRawIntBits(sum + MIDDLE + ROUNDING);
        return Float.intBitsToFloat(Math.clamp(rounded, ROUNDED_0, ROUNDED_255)) - ROUNDING;
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
