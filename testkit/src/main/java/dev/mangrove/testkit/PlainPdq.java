package dev.mangrove.testkit;

import java.util.Arrays;

/// PDQ written as its description reads: whole pictures in memory, one step after another, in the order of the
/// authors' sums. The oracle for everything quicker, in tests and in benchmarks.
///
/// @param words the hash, bits 255..192 first
/// @param quality 0..100
public record PlainPdq(long[] words, int quality) {

    private static final int SIDE_MAX = 512;
    private static final float[][] BASIS = basis();

    /// Hashes the luma of a picture, 0..255, row by row.
    ///
    /// @param reduced whether a picture with a side of over 512 pixels is first resized to 512 x 512
    public static PlainPdq of(float[][] luma, boolean reduced) {
        float[][] buffer = reduced && Math.max(luma.length, luma[0].length) > SIDE_MAX ? nearest(luma) : luma;
        if (buffer.length != 64 || buffer[0].length != 64) {
            buffer = transposed(box(transposed(box(buffer))));
            buffer = transposed(box(transposed(box(buffer))));
            buffer = decimated(buffer);
        }
        float[] coefficients = cosines(buffer);
        float[] sorted = coefficients.clone();
        Arrays.sort(sorted);
        long[] words = new long[4];
        for (int bit = 0; bit < 256; bit++) {
            if (coefficients[bit] > sorted[127]) {
                words[3 - bit / 64] |= 1L << bit;
            }
        }
        return new PlainPdq(words, quality(buffer));
    }

    private static float[][] nearest(float[][] luma) {
        float[][] out = new float[SIDE_MAX][SIDE_MAX];
        for (int y = 0; y < SIDE_MAX; y++) {
            float[] row = luma[(int) ((long) y * luma.length / SIDE_MAX)];
            for (int x = 0; x < SIDE_MAX; x++) {
                out[y][x] = row[(int) ((long) x * row.length / SIDE_MAX)];
            }
        }
        return out;
    }

    private static float[][] box(float[][] rows) {
        float[][] out = new float[rows.length][];
        for (int y = 0; y < rows.length; y++) {
            out[y] = box(rows[y]);
        }
        return out;
    }

    private static float[] box(float[] line) {
        int n = line.length;
        int window = (n + 127) / 128;
        int after = (window + 2) / 2 - 1;
        int before = window - 1 - after;
        float[] out = new float[n];
        float sum = 0;
        for (int i = -after; i < n; i++) {
            int entering = i + after;
            int leaving = i - before - 1;
            sum += entering < n ? line[entering] : 0;
            sum -= leaving >= 0 ? line[leaving] : 0;
            if (i >= 0) {
                out[i] = sum / (Math.min(n - 1, entering) - Math.max(0, leaving + 1) + 1);
            }
        }
        return out;
    }

    private static float[][] transposed(float[][] rows) {
        float[][] out = new float[rows[0].length][rows.length];
        for (int y = 0; y < rows.length; y++) {
            for (int x = 0; x < out.length; x++) {
                out[x][y] = rows[y][x];
            }
        }
        return out;
    }

    private static float[][] decimated(float[][] rows) {
        float[][] out = new float[64][64];
        for (int i = 0; i < 64; i++) {
            for (int j = 0; j < 64; j++) {
                out[i][j] = rows[(int) ((i + 0.5) * rows.length / 64)][(int) ((j + 0.5) * rows[0].length / 64)];
            }
        }
        return out;
    }

    private static int quality(float[][] samples) {
        int sum = 0;
        for (int i = 0; i < 64; i++) {
            for (int j = 0; j < 64; j++) {
                sum += i < 63 ? Math.abs((int) ((samples[i][j] - samples[i + 1][j]) * 100 / 255)) : 0;
                sum += j < 63 ? Math.abs((int) ((samples[i][j] - samples[i][j + 1]) * 100 / 255)) : 0;
            }
        }
        return Math.min(100, sum / 90);
    }

    private static float[][] basis() {
        float[][] basis = new float[16][64];
        for (int i = 0; i < 16; i++) {
            for (int k = 0; k < 64; k++) {
                basis[i][k] = (float) ((float) Math.sqrt(2.0 / 64) * Math.cos(Math.PI / 128 * (i + 1) * (2 * k + 1)));
            }
        }
        return basis;
    }

    private static float[] cosines(float[][] samples) {
        float[] out = new float[256];
        for (int i = 0; i < 16; i++) {
            float[] row = new float[64];
            for (int x = 0; x < 64; x++) {
                for (int k = 0; k < 64; k++) {
                    row[x] += BASIS[i][k] * samples[k][x];
                }
            }
            for (int j = 0; j < 16; j++) {
                for (int k = 0; k < 64; k++) {
                    out[i * 16 + j] += row[k] * BASIS[j][k];
                }
            }
        }
        return out;
    }
}
