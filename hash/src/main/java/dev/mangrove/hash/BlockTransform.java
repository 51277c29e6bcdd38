package dev.mangrove.hash;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The inverse cosine transform of a JPEG's block in vectors of eight: a row of the block in each. Loaded only where
/// the module `jdk.incubator.vector` is present.
///
/// Down the columns, row y and row 7 - y are the sum and the difference of the same even and odd parts, as the
/// cosines of the one are those of the other but for a sign: where a block is wanted whole, each part is made once.
/// A row costs 16 products and sums, or 12 in a whole block.
final class BlockTransform {

    private static final VectorSpecies<Float> EIGHT = FloatVector.SPECIES_256;
    private static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_128;
    private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_64;
    private static final float[] COSINES = Arithmetic.blockCosines(false);
    private static final float[] COSINES_BY_FREQUENCY = Arithmetic.blockCosines(true);

    private BlockTransform() {}

    /// As [Arithmetic#transform] tells.
    static void rows(
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
        if (bottom - top == 8) {
            downAll(coefficients, at, quantization, scratch);
        } else {
            down(coefficients, at, quantization, rows, top, bottom, scratch);
        }
        along(scratch, bottom - top, out, to, stride);
    }

    private static FloatVector line(short[] coefficients, int at, float[] quantization, int v) {
        return ((FloatVector) ShortVector.fromArray(SHORTS, coefficients, at + 8 * v)
                        .convertShape(VectorOperators.S2F, EIGHT, 0))
                .mul(FloatVector.fromArray(EIGHT, quantization, 8 * v));
    }

    private static void down(
            short[] coefficients, int at, float[] quantization, int[] rows, int top, int bottom, float[] columns) {
        FloatVector line0 = line(coefficients, at, quantization, 0);
        FloatVector line1 = line(coefficients, at, quantization, 1);
        FloatVector line2 = line(coefficients, at, quantization, 2);
        FloatVector line3 = line(coefficients, at, quantization, 3);
        FloatVector line4 = line(coefficients, at, quantization, 4);
        FloatVector line5 = line(coefficients, at, quantization, 5);
        FloatVector line6 = line(coefficients, at, quantization, 6);
        FloatVector line7 = line(coefficients, at, quantization, 7);
        for (int r = top; r < bottom; r++) {
            int y = (rows[r] & 7) * 8;
            FloatVector even = sum(line0, line2, line4, line6, y);
            FloatVector odd = sum(line1, line3, line5, line7, y + 1);
            even.add(odd).intoArray(columns, 8 * (r - top));
        }
    }

    private static void downAll(short[] coefficients, int at, float[] quantization, float[] columns) {
        FloatVector line0 = line(coefficients, at, quantization, 0);
        FloatVector line1 = line(coefficients, at, quantization, 1);
        FloatVector line2 = line(coefficients, at, quantization, 2);
        FloatVector line3 = line(coefficients, at, quantization, 3);
        FloatVector line4 = line(coefficients, at, quantization, 4);
        FloatVector line5 = line(coefficients, at, quantization, 5);
        FloatVector line6 = line(coefficients, at, quantization, 6);
        FloatVector line7 = line(coefficients, at, quantization, 7);
        for (int y = 0; y < 4; y++) {
            FloatVector even = sum(line0, line2, line4, line6, 8 * y);
            FloatVector odd = sum(line1, line3, line5, line7, 8 * y + 1);
            even.add(odd).intoArray(columns, 8 * y);
            even.sub(odd).intoArray(columns, 56 - 8 * y);
        }
    }

    /// Every other frequency of a row, weighed.
    private static FloatVector sum(FloatVector a, FloatVector b, FloatVector c, FloatVector d, int weights) {
        FloatVector sum = a.mul(COSINES[weights]).add(b.mul(COSINES[weights + 2]));
        return sum.add(c.mul(COSINES[weights + 4])).add(d.mul(COSINES[weights + 6]));
    }

    private static void along(float[] columns, int count, byte[] out, int to, int stride) {
        for (int r = 0, row = to; r < count; r++, row += stride) {
            FloatVector even = cosines(0).mul(columns[8 * r]);
            FloatVector odd = cosines(1).mul(columns[8 * r + 1]);
            even = even.add(cosines(2).mul(columns[8 * r + 2]));
            odd = odd.add(cosines(3).mul(columns[8 * r + 3]));
            even = even.add(cosines(4).mul(columns[8 * r + 4]));
            odd = odd.add(cosines(5).mul(columns[8 * r + 5]));
            even = even.add(cosines(6).mul(columns[8 * r + 6]));
            odd = odd.add(cosines(7).mul(columns[8 * r + 7]));
            IntVector rounded = even.add(odd)
                    .add(Arithmetic.MIDDLE)
                    .add(Arithmetic.ROUNDING)
                    .reinterpretAsInts()
                    .max(Arithmetic.ROUNDED_0)
                    .min(Arithmetic.ROUNDED_255);
            ((ByteVector) rounded.convertShape(VectorOperators.I2B, BYTES, 0)).intoArray(out, row);
        }
    }

    private static FloatVector cosines(int frequency) {
        return FloatVector.fromArray(EIGHT, COSINES_BY_FREQUENCY, 8 * frequency);
    }
}
