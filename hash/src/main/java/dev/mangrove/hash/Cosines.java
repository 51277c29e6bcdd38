package dev.mangrove.hash;

import java.util.ArrayList;
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

    /// Which coefficients keep their sign: all; those of odd rows; of odd columns; where both or neither is odd.
    private static final float[][] SIGNS = {signs(0, 0), signs(1, 0), signs(0, 1), signs(1, 1)};

    private Cosines() {}

    private static float[] signs(int rowFactor, int columnFactor) {
        float[] signs = new float[COEFFICIENTS];
        int kept = rowFactor == columnFactor ? 0 : 1;
        for (int i = 0; i < COEFFICIENTS; i++) {
            int odd = (i / FREQUENCIES * rowFactor + i % FREQUENCIES * columnFactor) & 1;
            signs[i] = odd == kept ? 1 : -1;
        }
        return signs;
    }

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
        for (int i = 0; i < FREQUENCIES; i++) {
            Arithmetic.ENGINE.sum(BASIS, i * SIDE, SIDE, samples, 0, SIDE, columns, 0);
            Arithmetic.ENGINE.sum(columns, 0, SIDE, BASIS_BY_SAMPLE, 0, FREQUENCIES, coefficients, i * FREQUENCIES);
        }
        return coefficients;
    }

    /// The hash in each orientation, in the order of [Orientation].
    ///
    /// A turn changes signs by whether row and column are odd, and may change rows for columns. Changing rows for
    /// columns changes no value and so no median: four cuts at a median, and four hashes turned over as bits, are
    /// all.
    static List<PdqHash> hashes(float[] coefficients) {
        PdqHash same = cut(coefficients, SIGNS[0]);
        PdqHash rows = cut(coefficients, SIGNS[1]);
        PdqHash columns = cut(coefficients, SIGNS[2]);
        PdqHash both = cut(coefficients, SIGNS[3]);
        List<PdqHash> hashes = new ArrayList<>(Orientation.values().length);
        for (Orientation orientation : Orientation.values()) {
            hashes.add(
                    switch (orientation) {
                        case UPRIGHT -> same;
                        case ROTATE_90 -> transposed(columns);
                        case ROTATE_180 -> both;
                        case ROTATE_270 -> transposed(rows);
                        case FLIP_X -> rows;
                        case FLIP_Y -> columns;
                        case FLIP_PLUS_1 -> transposed(same);
                        case FLIP_MINUS_1 -> transposed(both);
                    });
        }
        return hashes;
    }

    private static PdqHash cut(float[] coefficients, float[] signs) {
        float[] signed = new float[COEFFICIENTS];
        for (int i = 0; i < COEFFICIENTS; i++) {
            signed[i] = coefficients[i] * signs[i];
        }
        return above(signed, smallest(signed.clone(), COEFFICIENTS / 2 - 1));
    }

    /// Bit i * 16 + j changed for bit j * 16 + i: quarters change places, then quarters of these, and so on.
    private static PdqHash transposed(PdqHash hash) {
        long[] rows = new long[FREQUENCIES];
        for (int i = 0; i < FREQUENCIES; i++) {
            long word = switch (i / 4) {
                case 0 -> hash.word3();
                case 1 -> hash.word2();
                case 2 -> hash.word1();
                default -> hash.word0();
            };
            rows[i] = word >>> i % 4 * FREQUENCIES & 0xFFFF;
        }
        int mask = 0x00FF;
        for (int half = FREQUENCIES / 2; half > 0; half >>= 1, mask ^= mask << half) {
            for (int i = 0; i < FREQUENCIES; i++) {
                if ((i & half) != 0) {
                    continue;
                }
                long other = (rows[i] >>> half ^ rows[i + half]) & mask;
                rows[i] ^= other << half;
                rows[i + half] ^= other;
            }
        }
        return new PdqHash(joined(rows, 12), joined(rows, 8), joined(rows, 4), joined(rows, 0));
    }

    private static long joined(long[] rows, int from) {
        return rows[from] | rows[from + 1] << 16 | rows[from + 2] << 32 | rows[from + 3] << 48;
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
