package dev.mangrove.hash;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The two-dimensional cosine transform behind PDQ, and the hashes cut from it.
///
/// A turned or mirrored picture has the same coefficients with other signs and places, so all eight
/// hashes come from one transform; a hash itself cannot be turned.
final class Cosines {

    /// Frequencies in each direction, 1..16; the mean (frequency 0) is left out.
    static final int FREQUENCIES = 16;

    private static final int SIDE = Decimation.SIDE;
    private static final int COEFFICIENTS = FREQUENCIES * FREQUENCIES;

    /// `D[i][k]` at `i * 64 + k`.
    private static final float[] BASIS = basis();

    /// The same at `k * 16 + i`.
    private static final float[] BASIS_BY_SAMPLE = basisBySample();

    private Cosines() {}

    private static float[] basis() {
        float scale = (float) StrictMath.sqrt(2.0 / SIDE);
        float[] basis = new float[FREQUENCIES * SIDE];
        for (int i = 0; i < FREQUENCIES; i++) {
            for (int k = 0; k < SIDE; k++) {
                double angle = Math.PI / 2 / SIDE * (i + 1) * (2 * k + 1);
                basis[i * SIDE + k] = (float) (scale * StrictMath.cos(angle));
            }
        }
        return basis;
    }

    private static float[] basisBySample() {
        float[] turned = new float[FREQUENCIES * SIDE];
        for (int i = 0; i < FREQUENCIES; i++) {
            for (int k = 0; k < SIDE; k++) {
                turned[k * FREQUENCIES + i] = BASIS[i * SIDE + k];
            }
        }
        return turned;
    }

    /// The 16 x 16 coefficients `D A D^T` of the 64 x 64 samples `A`, each sum taken in ascending order.
    static float[] coefficients(float[] samples) {
        float[] coefficients = new float[COEFFICIENTS];
        float[] columns = new float[SIDE];
        float[] row = new float[FREQUENCIES];
        for (int i = 0; i < FREQUENCIES; i++) {
            Arrays.fill(columns, 0);
            for (int k = 0; k < SIDE; k++) {
                float weight = BASIS[i * SIDE + k];
                for (int j = 0; j < SIDE; j++) {
                    columns[j] += weight * samples[k * SIDE + j];
                }
            }
            // All frequencies side by side: sixteen sums that do not wait for each other.
            Arrays.fill(row, 0);
            for (int k = 0; k < SIDE; k++) {
                float value = columns[k];
                for (int j = 0; j < FREQUENCIES; j++) {
                    row[j] += value * BASIS_BY_SAMPLE[k * FREQUENCIES + j];
                }
            }
            System.arraycopy(row, 0, coefficients, i * FREQUENCIES, FREQUENCIES);
        }
        return coefficients;
    }

    /// The hash in each orientation, in the order of [Orientation].
    static List<PdqHash> hashes(float[] coefficients) {
        List<PdqHash> hashes = new ArrayList<>(Orientation.values().length);
        float[] turned = new float[COEFFICIENTS];
        float[] scratch = new float[COEFFICIENTS];
        for (Orientation orientation : Orientation.values()) {
            turn(coefficients, orientation, turned);
            System.arraycopy(turned, 0, scratch, 0, COEFFICIENTS);
            hashes.add(above(turned, smallest(scratch, COEFFICIENTS / 2 - 1)));
        }
        return hashes;
    }

    /// The value that would lie at `place` were the values sorted; re-orders them (Hoare's selection).
    private static float smallest(float[] values, int place) {
        int low = 0;
        int high = values.length - 1;
        while (low < high) {
            float pivot = values[(low + high) >>> 1];
            int left = low;
            int right = high;
            while (left <= right) {
                while (values[left] < pivot) {
                    left++;
                }
                while (values[right] > pivot) {
                    right--;
                }
                if (left <= right) {
                    float swapped = values[left];
                    values[left++] = values[right];
                    values[right--] = swapped;
                }
            }
            if (place <= right) {
                high = right;
            } else if (place >= left) {
                low = left;
            } else {
                break;
            }
        }
        return values[place];
    }

    private static void turn(float[] from, Orientation orientation, float[] to) {
        for (int i = 0; i < FREQUENCIES; i++) {
            for (int j = 0; j < FREQUENCIES; j++) {
                float value = from[i * FREQUENCIES + j];
                int same = i * FREQUENCIES + j;
                int transposed = j * FREQUENCIES + i;
                boolean rowOdd = (i & 1) == 1;
                boolean columnOdd = (j & 1) == 1;
                switch (orientation) {
                    case UPRIGHT -> to[same] = value;
                    case ROTATE_90 -> to[transposed] = columnOdd ? value : -value;
                    case ROTATE_180 -> to[same] = rowOdd == columnOdd ? value : -value;
                    case ROTATE_270 -> to[transposed] = rowOdd ? value : -value;
                    case FLIP_X -> to[same] = rowOdd ? value : -value;
                    case FLIP_Y -> to[same] = columnOdd ? value : -value;
                    case FLIP_PLUS_1 -> to[transposed] = value;
                    case FLIP_MINUS_1 -> to[transposed] = rowOdd == columnOdd ? value : -value;
                }
            }
        }
    }

    /// Bit n is set where coefficient n exceeds the median.
    private static PdqHash above(float[] coefficients, float median) {
        return new PdqHash(
                word(coefficients, 192, median),
                word(coefficients, 128, median),
                word(coefficients, 64, median),
                word(coefficients, 0, median));
    }

    private static long word(float[] coefficients, int from, float median) {
        long word = 0;
        for (int bit = 0; bit < Long.SIZE; bit++) {
            if (coefficients[from + bit] > median) {
                word |= 1L << bit;
            }
        }
        return word;
    }
}
