package dev.mangrove.hash;

/// Plain loops, which the compiler turns into vector code where it can. Four lines a round, so that sums are loaded
/// and stored a quarter as often.
final class ScalarArithmetic implements Arithmetic {

    private static final float[] COSINES = Arithmetic.blockCosines(false);

    @Override
    public void sum(float[] weights, int from, int count, float[] lines, int at, int width, float[] out, int to) {
        int k = count & 3;
        first(weights, from, k, lines, at, width, out, to);
        for (; k < count; k += 4) {
            float weight0 = weights[from + k];
            float weight1 = weights[from + k + 1];
            float weight2 = weights[from + k + 2];
            float weight3 = weights[from + k + 3];
            int line0 = at + k * width;
            int line1 = line0 + width;
            int line2 = line1 + width;
            int line3 = line2 + width;
            for (int x = 0; x < width; x++) {
                float sum = out[to + x] + weight0 * lines[line0 + x];
                sum += weight1 * lines[line1 + x];
                sum += weight2 * lines[line2 + x];
                out[to + x] = sum + weight3 * lines[line3 + x];
            }
        }
    }

    /// Up to three lines, or none.
    private static void first(
            float[] weights, int from, int count, float[] lines, int at, int width, float[] out, int to) {
        for (int x = 0; x < width; x++) {
            out[to + x] = 0;
        }
        for (int k = 0; k < count; k++) {
            float weight = weights[from + k];
            int line = at + k * width;
            for (int x = 0; x < width; x++) {
                out[to + x] += weight * lines[line + x];
            }
        }
    }

    @Override
    public void widen(byte[] from, int at, float[] to, int toAt, int count) {
        for (int i = 0; i < count; i++) {
            to[toAt + i] = from[at + i] & 0xff;
        }
    }

    @Override
    public void transform(
            short[] coefficients,
            int at,
            float[] quantization,
            float[] scratch,
            int[] rows,
            int top,
            int bottom,
            byte[] out,
            int to,
            int stride) {
        for (int i = 0; i < 64; i++) {
            scratch[i] = coefficients[at + i] * quantization[i];
        }
        float[] columns = new float[8];
        for (int r = top; r < bottom; r++) {
            int row = to + (r - top) * stride;
            for (int u = 0; u < 8; u++) {
                columns[u] = eight(COSINES, (rows[r] & 7) * 8, scratch, u, 8);
            }
            for (int x = 0; x < 8; x++) {
                out[row + x] = Arithmetic.sample(eight(COSINES, x * 8, columns, 0, 1));
            }
        }
    }

    @Override
    public int steps(float[] samples, int ahead, int count) {
        int sum = 0;
        for (int i = 0; i < count; i++) {
            sum += Arithmetic.step(samples[i], samples[i + ahead]);
        }
        return sum;
    }

    private static float eight(float[] weights, int from, float[] values, int at, int step) {
        float even = weights[from] * values[at];
        float odd = weights[from + 1] * values[at + step];
        for (int k = 2; k < 8; k += 2) {
            even += weights[from + k] * values[at + k * step];
            odd += weights[from + k + 1] * values[at + (k + 1) * step];
        }
        return even + odd;
    }
}
