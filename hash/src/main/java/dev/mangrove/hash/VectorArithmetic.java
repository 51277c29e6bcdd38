package dev.mangrove.hash;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The same sums in vectors of the processor's own width, kept in registers over all lines. Loaded only where the
/// module `jdk.incubator.vector` is present.
final class VectorArithmetic implements Arithmetic {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_64;
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_256;
    private static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_128;
    private static final VectorSpecies<Float> EIGHT = FloatVector.SPECIES_256;
    private static final float[] COSINES = Arithmetic.blockCosines(false);
    private static final float[] COSINES_BY_FREQUENCY = Arithmetic.blockCosines(true);

    /// Whether vectors are as wide as a block: with narrower ones each would be an object.
    static boolean isQuick() {
        return LANES >= EIGHT.length();
    }

    @Override
    public void sum(float[] weights, int from, int count, float[] lines, int at, int width, float[] out, int to) {
        int x = 0;
        for (; x + 4 * LANES <= width; x += 4 * LANES) {
            FloatVector sum0 = FloatVector.zero(SPECIES);
            FloatVector sum1 = sum0;
            FloatVector sum2 = sum0;
            FloatVector sum3 = sum0;
            int line = at + x;
            for (int k = 0; k < count; k++, line += width) {
                FloatVector weight = FloatVector.broadcast(SPECIES, weights[from + k]);
                sum0 = sum0.add(weight.mul(FloatVector.fromArray(SPECIES, lines, line)));
                sum1 = sum1.add(weight.mul(FloatVector.fromArray(SPECIES, lines, line + LANES)));
                sum2 = sum2.add(weight.mul(FloatVector.fromArray(SPECIES, lines, line + 2 * LANES)));
                sum3 = sum3.add(weight.mul(FloatVector.fromArray(SPECIES, lines, line + 3 * LANES)));
            }
            sum0.intoArray(out, to + x);
            sum1.intoArray(out, to + x + LANES);
            sum2.intoArray(out, to + x + 2 * LANES);
            sum3.intoArray(out, to + x + 3 * LANES);
        }
        for (; x + LANES <= width; x += LANES) {
            FloatVector sum = FloatVector.zero(SPECIES);
            for (int k = 0; k < count; k++) {
                sum = sum.add(FloatVector.fromArray(SPECIES, lines, at + k * width + x)
                        .mul(weights[from + k]));
            }
            sum.intoArray(out, to + x);
        }
        for (; x < width; x++) {
            float sum = 0;
            for (int k = 0; k < count; k++) {
                sum += weights[from + k] * lines[at + k * width + x];
            }
            out[to + x] = sum;
        }
    }

    @Override
    public void widen(byte[] from, int at, float[] to, int toAt, int count) {
        int i = 0;
        for (; i + BYTES.length() <= count; i += BYTES.length()) {
            ByteVector.fromArray(BYTES, from, at + i)
                    .convertShape(VectorOperators.ZERO_EXTEND_B2I, INTS, 0)
                    .convert(VectorOperators.I2F, 0)
                    .reinterpretAsFloats()
                    .intoArray(to, toAt + i);
        }
        for (; i < count; i++) {
            to[toAt + i] = from[at + i] & 0xff;
        }
    }

    @Override
    public void scale(short[] coefficients, int at, float[] quantization, float[] scaled) {
        for (int i = 0; i < 64; i += 8) {
            FloatVector values = (FloatVector)
                    ShortVector.fromArray(SHORTS, coefficients, at + i).convertShape(VectorOperators.S2F, EIGHT, 0);
            values.mul(FloatVector.fromArray(EIGHT, quantization, i)).intoArray(scaled, i);
        }
    }

    @Override
    public void transform(float[] scaled, int[] rows, int top, int bottom, float[] out, int to, int stride) {
        for (int r = top, row = to; r < bottom; r++, row += stride) {
            eight(COSINES, (rows[r] & 7) * 8, scaled).intoArray(out, row);
        }
        for (int r = top, row = to; r < bottom; r++, row += stride) {
            eight(out, row, COSINES_BY_FREQUENCY)
                    .add(MIDDLE)
                    .add(ROUNDING)
                    .reinterpretAsInts()
                    .max(ROUNDED_0)
                    .min(ROUNDED_255)
                    .reinterpretAsFloats()
                    .sub(ROUNDING)
                    .intoArray(out, row);
        }
    }

    /// The weighted sum of eight lines of eight: that of the even ones and that of the odd ones.
    private static FloatVector eight(float[] weights, int from, float[] lines) {
        FloatVector even = FloatVector.fromArray(EIGHT, lines, 0).mul(weights[from]);
        FloatVector odd = FloatVector.fromArray(EIGHT, lines, 8).mul(weights[from + 1]);
        for (int k = 2; k < 8; k += 2) {
            even = even.add(FloatVector.fromArray(EIGHT, lines, 8 * k).mul(weights[from + k]));
            odd = odd.add(FloatVector.fromArray(EIGHT, lines, 8 * k + 8).mul(weights[from + k + 1]));
        }
        return even.add(odd);
    }
}
