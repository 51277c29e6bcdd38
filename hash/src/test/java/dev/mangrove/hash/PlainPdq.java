package dev.mangrove.hash;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/// PDQ written as its description reads: whole pictures in memory, one step after another, in the
/// order of the authors' sums. The oracle for everything quicker.
final class PlainPdq {

    private PlainPdq() {}

    static PdqHash hash(LumaSource picture, HashProfile profile) {
        float[][] buffer = read(picture, profile);
        if (buffer.length != 64 || buffer[0].length != 64) {
            buffer = transposed(box(transposed(box(buffer))));
            buffer = transposed(box(transposed(box(buffer))));
            buffer = decimated(buffer);
        }
        float[] coefficients = cosines(buffer);
        float[] sorted = coefficients.clone();
        Arrays.sort(sorted);
        StringBuilder bits = new StringBuilder();
        for (int bit = 255; bit >= 0; bit--) {
            bits.append(coefficients[bit] > sorted[127] ? '1' : '0');
        }
        return new PdqHash(
                Long.parseUnsignedLong(bits.substring(0, 64), 2),
                Long.parseUnsignedLong(bits.substring(64, 128), 2),
                Long.parseUnsignedLong(bits.substring(128, 192), 2),
                Long.parseUnsignedLong(bits.substring(192), 2));
    }

    private static float[][] read(LumaSource picture, HashProfile profile) {
        int width = picture.width();
        int height = picture.height();
        boolean reduce = profile == HashProfile.REFERENCE && Math.max(width, height) > 512;
        IntUnaryOperator column = reduce ? x -> (int) ((long) x * width / 512) : x -> x;
        IntUnaryOperator row = reduce ? y -> (int) ((long) y * height / 512) : y -> y;
        float[][] buffer = new float[reduce ? 512 : height][reduce ? 512 : width];
        float[] sample = new float[1];
        for (int y = 0; y < buffer.length; y++) {
            for (int x = 0; x < buffer[y].length; x++) {
                picture.readRow(row.applyAsInt(y), new int[] {column.applyAsInt(x)}, sample);
                buffer[y][x] = sample[0];
            }
        }
        return buffer;
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

    private static float[] cosines(float[][] samples) {
        float[][] basis = new float[16][64];
        for (int i = 0; i < 16; i++) {
            for (int k = 0; k < 64; k++) {
                basis[i][k] = (float) ((float) Math.sqrt(2.0 / 64) * Math.cos(Math.PI / 128 * (i + 1) * (2 * k + 1)));
            }
        }
        float[] out = new float[256];
        for (int i = 0; i < 16; i++) {
            float[] row = new float[64];
            for (int x = 0; x < 64; x++) {
                for (int k = 0; k < 64; k++) {
                    row[x] += basis[i][k] * samples[k][x];
                }
            }
            for (int j = 0; j < 16; j++) {
                for (int k = 0; k < 64; k++) {
                    out[i * 16 + j] += row[k] * basis[j][k];
                }
            }
        }
        return out;
    }
}
