package dev.mangrove.hash;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The same sums in vectors of the processor's own width, kept in registers over all lines. Loaded only where the
/// module `jdk.incubator.vector` is present.
final class VectorArithmetic implements Arithmetic {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_64;
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_256;
    private static final VectorSpecies<Float> EIGHT = FloatVector.SPECIES_256;

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
    public int steps(float[] samples, int ahead, int count) {
        IntVector sums = IntVector.zero(INTS);
        int i = 0;
        for (; i + EIGHT.length() <= count; i += EIGHT.length()) {
            IntVector steps = (IntVector) FloatVector.fromArray(EIGHT, samples, i)
                    .sub(FloatVector.fromArray(EIGHT, samples, i + ahead))
                    .mul(100)
                    .div(255)
                    .convert(VectorOperators.F2I, 0);
            sums = sums.add(steps.abs());
        }
        int sum = sums.reduceLanes(VectorOperators.ADD);
        for (; i < count; i++) {
            sum += Arithmetic.step(samples[i], samples[i + ahead]);
        }
        return sum;
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
        BlockTransform.rows(coefficients, at, quantization, scratch, rows, top, bottom, out, to, stride);
    }
}
