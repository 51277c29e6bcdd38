package dev.mangrove.hash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.testkit.Seed;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Both engines give the same bits, at every length around a vector's.
class ArithmeticTest {

    private static final int WIDTH_MAX = 70;

    private final SplittableRandom random = Seed.random("arithmetic");
    private final Arithmetic scalar = new ScalarArithmetic();
    private final Arithmetic vector = new VectorArithmetic();

    @Test
    void theTestsRunWithVectors() {
        assertThat(Arithmetic.ENGINE).isInstanceOf(VectorArithmetic.class);
    }

    @Test
    void sumsAreTheSame() {
        for (int width = 0; width <= WIDTH_MAX; width++) {
            for (int count = 0; count <= 9; count++) {
                float[] weights = numbers(3 + count);
                float[] lines = numbers(5 + count * width);
                float[] one = numbers(2 + width);
                float[] other = one.clone();

                scalar.sum(weights, 3, count, lines, 5, width, one, 2);
                vector.sum(weights, 3, count, lines, 5, width, other, 2);

                assertThat(other).as("%d lines of %d", count, width).containsExactly(one);
            }
        }
    }

    @Test
    void sumsAreThoseOfTheirDescription() {
        float[] weights = numbers(20);
        float[] lines = numbers(20 * 33);
        float[] sums = new float[33];

        vector.sum(weights, 0, 20, lines, 0, 33, sums, 0);

        for (int x = 0; x < 33; x++) {
            float sum = 0;
            for (int k = 0; k < 20; k++) {
                sum += weights[k] * lines[k * 33 + x];
            }
            assertThat(sums[x]).isEqualTo(sum);
        }
    }

    @Test
    void bytesAreWidenedAsUnsigned() {
        byte[] bytes = new byte[WIDTH_MAX + 256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        for (int count = 0; count <= WIDTH_MAX; count++) {
            float[] one = new float[WIDTH_MAX + 2];
            float[] other = new float[WIDTH_MAX + 2];

            scalar.widen(bytes, 120, one, 1, count);
            vector.widen(bytes, 120, other, 1, count);

            assertThat(other).containsExactly(one);
            assertThat(one[count]).isEqualTo(count == 0 ? 0 : (119 + count) & 0xFF);
            assertThat(one[count + 1]).isZero();
        }
    }

    @Test
    void blocksAreTransformedTheSame() {
        for (int draw = 0; draw < 2_000; draw++) {
            // From flat blocks to those that no picture has.
            int size = 1 << random.nextInt(17);
            short[] coefficients = new short[3 + 64];
            for (int i = random.nextInt(64); i >= 0; i--) {
                coefficients[3 + random.nextInt(64)] = (short) random.nextInt(-size, size);
            }
            float[] quantization = new float[64];
            for (int i = 0; i < 64; i++) {
                quantization[i] = 1 + random.nextInt(size);
            }

            // Whole, and of some rows only.
            for (int wanted = 1; wanted <= 8; wanted++) {
                byte[] one = transformed(scalar, coefficients, quantization, wanted);

                assertThat(transformed(vector, coefficients, quantization, wanted))
                        .as("%d rows", wanted)
                        .containsExactly(one);
            }
        }
    }

    @Test
    void aTransformIsThatOfTheStandardRounded() {
        for (int draw = 0; draw < 300; draw++) {
            short[] coefficients = new short[3 + 64];
            for (int i = 0; i < 64; i++) {
                coefficients[3 + i] = (short) random.nextInt(-200 / (1 + i), 1 + 200 / (1 + i));
            }
            float[] quantization = numbers(64);

            byte[] samples = transformed(vector, coefficients, quantization, 8);

            for (int y = 0; y < 8; y++) {
                for (int x = 0; x < 8; x++) {
                    double exact = Math.clamp(plain(coefficients, quantization, x, y) + 128, 0, 255);
                    assertThat((double) (samples[y * 12 + x] & 0xFF)).isBetween(exact - 0.502, exact + 0.502);
                }
            }
        }
    }

    @Test
    void halvesAreRoundedUp() {
        assertThat(sample(0.5f)).isEqualTo(129);
        assertThat(sample(-0.5f)).isEqualTo(128);
        assertThat(sample(1.5f)).isEqualTo(130);
        assertThat(sample(-1e9f)).isZero();
        assertThat(sample(1e9f)).isEqualTo(255);
    }

    private static int sample(float sum) {
        return Arithmetic.sample(sum) & 0xFF;
    }

    /// What lets a whole block be transformed by halves.
    @Test
    void theCosinesOfOppositeRowsDifferInSignAlone() {
        float[] cosines = Arithmetic.blockCosines(false);
        for (int y = 0; y < 8; y++) {
            for (int v = 0; v < 8; v++) {
                float opposite = cosines[(7 - y) * 8 + v];
                assertThat(cosines[y * 8 + v]).isEqualTo(v % 2 == 0 ? opposite : -opposite);
            }
        }
    }

    @Test
    void stepsAreCountedTheSame() {
        for (int count = 0; count <= WIDTH_MAX; count++) {
            for (int ahead : new int[] {1, 8, 64}) {
                float[] samples = numbers(count + ahead);
                int sum = 0;
                for (int i = 0; i < count; i++) {
                    sum += Math.abs((int) ((samples[i] - samples[i + ahead]) * 100 / 255));
                }

                assertThat(scalar.steps(samples, ahead, count)).isEqualTo(sum);
                assertThat(vector.steps(samples, ahead, count)).isEqualTo(sum);
            }
        }
    }

    private static byte[] transformed(Arithmetic engine, short[] coefficients, float[] quantization, int wanted) {
        byte[] out = new byte[8 * 12];
        int[] rows = {99, 8, 9, 18, 27, 36, 45, 54, 63};
        engine.transform(coefficients, 3, quantization, new float[64], rows, 1, 1 + wanted, out, 0, 12);
        return out;
    }

    private static double plain(short[] coefficients, float[] quantization, int x, int y) {
        double sum = 0;
        for (int v = 0; v < 8; v++) {
            for (int u = 0; u < 8; u++) {
                double scale = (u == 0 ? Math.sqrt(0.5) : 1) * (v == 0 ? Math.sqrt(0.5) : 1) / 4;
                sum += scale
                        * coefficients[3 + 8 * v + u]
                        * quantization[8 * v + u]
                        * Math.cos((2 * x + 1) * u * Math.PI / 16)
                        * Math.cos((2 * y + 1) * v * Math.PI / 16);
            }
        }
        return sum;
    }

    private float[] numbers(int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextDouble(-100, 100);
        }
        return numbers;
    }
}
