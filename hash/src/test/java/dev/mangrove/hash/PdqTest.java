package dev.mangrove.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mangrove.testkit.DrawnPicture;
import dev.mangrove.testkit.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PdqTest {

    /// Of a picture narrower than 64 pixels samples repeat, so that many coefficients are nothing but the rounding
    /// of sums, and as many bits depend on their order.
    private static final int NARROW_DISTANCE_MAX = 31;

    private final SplittableRandom random = Seed.random("PDQ");

    @ParameterizedTest
    @EnumSource(HashProfile.class)
    void isThePlainAlgorithmAtEverySize(HashProfile profile) {
        List<int[]> sizes = List.of(
                new int[] {5, 5},
                new int[] {5, 900},
                new int[] {63, 64},
                new int[] {64, 64},
                new int[] {127, 128},
                new int[] {129, 256},
                new int[] {257, 385},
                new int[] {511, 512},
                new int[] {512, 513},
                new int[] {640, 6},
                new int[] {1_000, 700});
        for (int[] size : sizes) {
            assertPlain(size[0], size[1], profile);
        }
        for (int i = 0; i < 20; i++) {
            assertPlain(5 + random.nextInt(600), 5 + random.nextInt(600), profile);
        }
    }

    /// Only the order of the sums differs. The full form is `-Dmangrove.pictures=2000`.
    @Test
    void liesWithinTwoBitsOfThePlainAlgorithmAndSeldomFour() {
        int pictures = Integer.getInteger("mangrove.pictures", 300);
        int[] byDistance = new int[257];
        for (int i = 0; i < pictures; i++) {
            DrawnPicture drawn = DrawnPicture.of(random.nextLong(), 30 + random.nextInt(800), 30 + random.nextInt(600));
            LumaSource picture = luma(random.nextBoolean() ? drawn : drawn.withNoise(random.nextLong(), 60));
            byDistance[
                    Pdq.fingerprint(picture, HashProfile.REFERENCE)
                            .hash()
                            .distanceBits(Pictures.plain(picture, HashProfile.REFERENCE))]++;
        }
        System.out.printf(
                "of %d pictures, at distance 0, 1, 2, 3, 4 of the plain algorithm: %s%n",
                pictures, Arrays.toString(Arrays.copyOf(byDistance, 5)));
        assertThat(byDistance[0] + byDistance[1] + byDistance[2]).isGreaterThanOrEqualTo(pictures * 99 / 100);
        assertThat(Arrays.stream(byDistance).limit(5).sum()).isEqualTo(pictures);
    }

    private void assertPlain(int width, int height, HashProfile profile) {
        LumaSource picture = luma(DrawnPicture.of(random.nextLong(), width, height));

        assertThat(Pdq.fingerprint(picture, profile).hash().distanceBits(Pictures.plain(picture, profile)))
                .as("%d x %d", width, height)
                .isLessThanOrEqualTo(Math.min(width, height) < AxisPlan.KEPT ? NARROW_DISTANCE_MAX : 4);
    }

    @Test
    void profilesDifferOnlyOverFiveHundredAndTwelvePixels() {
        LumaSource small = luma(DrawnPicture.of(random.nextLong(), 512, 300));
        LumaSource large = luma(DrawnPicture.of(random.nextLong(), 1_500, 1_100).withNoise(1, 90));

        assertThat(Pdq.fingerprint(small, HashProfile.FULL)).isEqualTo(Pdq.fingerprint(small, HashProfile.REFERENCE));
        assertThat(Pdq.fingerprint(large, HashProfile.FULL))
                .isNotEqualTo(Pdq.fingerprint(large, HashProfile.REFERENCE));
    }

    /// At 64 x 64, where no filter stands between the pixels and the transform: only rounding differs.
    @Test
    void theOrientationsAreTheHashesOfTheTurnedPicture() {
        DrawnPicture picture = DrawnPicture.of(random.nextLong(), 64, 64);
        PdqFingerprint fingerprint = Pdq.fingerprint(luma(picture), HashProfile.REFERENCE);
        Map<Orientation, DrawnPicture> turned = Map.of(
                Orientation.UPRIGHT, picture,
                Orientation.ROTATE_90, picture.rotated270(),
                Orientation.ROTATE_180, picture.rotated180(),
                Orientation.ROTATE_270, picture.rotated90(),
                Orientation.FLIP_X, picture.rotated180().mirrored(),
                Orientation.FLIP_Y, picture.mirrored(),
                Orientation.FLIP_PLUS_1, picture.rotated90().mirrored(),
                Orientation.FLIP_MINUS_1, picture.rotated270().mirrored());

        for (Orientation orientation : Orientation.values()) {
            PdqHash own = Pdq.fingerprint(luma(turned.get(orientation)), HashProfile.REFERENCE)
                    .hash();
            assertThat(fingerprint.hash(orientation).distanceBits(own))
                    .as(orientation.label())
                    .isLessThanOrEqualTo(2);
        }
    }

    @ParameterizedTest
    @CsvSource({"4, 400", "400, 4", "1, 1", "4, 4"})
    void aSideUnderFivePixelsHasTheZeroHashAndNoQuality(int width, int height) {
        PdqFingerprint fingerprint = Pdq.fingerprint(luma(DrawnPicture.of(1, width, height)), HashProfile.REFERENCE);

        assertThat(fingerprint.orientations()).containsOnly(PdqHash.ZERO);
        assertThat(fingerprint.quality()).isZero();
        assertThat(fingerprint.isMatchable()).isFalse();
    }

    @Test
    void aPlainSurfaceHasNoQuality() {
        PdqFingerprint fingerprint =
                Pdq.fingerprint(LumaSource.ofGrey(new byte[300 * 200], 300, 200), HashProfile.REFERENCE);

        assertThat(fingerprint.quality()).isZero();
        assertThat(fingerprint.isMatchable()).isFalse();
    }

    @Test
    void readsAtMostFiveHundredAndTwelveRowsOfAsManySamples() {
        CountingSource source = new CountingSource(30_000, 20_000);

        Pdq.fingerprint(source, HashProfile.REFERENCE);

        assertThat(source.samples).isBetween(400L * 400, 512L * 512);
    }

    @Test
    void refusesAPictureWithoutPixels() {
        assertThatThrownBy(() -> Pdq.fingerprint(new CountingSource(0, 10), HashProfile.REFERENCE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 x 10");
        assertThatThrownBy(() -> LumaSource.ofRgb(new int[11], 3, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("11 pixels");
    }

    @Test
    void severalThreadsGetTheSameHash() {
        LumaSource picture = luma(DrawnPicture.of(random.nextLong(), 300, 200));
        PdqFingerprint expected = Pdq.fingerprint(picture, HashProfile.REFERENCE);

        assertThat(IntStream.range(0, 200).parallel().mapToObj(i -> Pdq.fingerprint(picture, HashProfile.REFERENCE)))
                .containsOnly(expected);
    }

    /// What every other test of Mangrove relies on.
    @Test
    void drawnPicturesAreOfHighQualityAndFarApart() {
        for (int side : new int[] {64, 100, 160}) {
            List<PdqFingerprint> drawn = random.longs(100)
                    .mapToObj(seed -> Pdq.fingerprint(luma(DrawnPicture.of(seed, side, side)), HashProfile.REFERENCE))
                    .toList();
            for (int i = 0; i < drawn.size(); i++) {
                assertThat(drawn.get(i).quality()).isGreaterThanOrEqualTo(80);
                for (int j = 0; j < i; j++) {
                    assertThat(drawn.get(i).hash().distanceBits(drawn.get(j).hash()))
                            .isGreaterThan(60);
                }
            }
        }
    }

    private static LumaSource luma(DrawnPicture picture) {
        return LumaSource.ofRgb(picture.pixels(), picture.width(), picture.height());
    }

    /// A picture too large for memory, which counts what is read of it.
    private static final class CountingSource implements LumaSource {
        private final int width;
        private final int height;
        private long samples;

        CountingSource(int width, int height) {
            this.width = width;
            this.height = height;
        }

        @Override
        public int width() {
            return width;
        }

        @Override
        public int height() {
            return height;
        }

        @Override
        public void readRow(int y, int[] columns, float[] luma, int to) {
            samples += columns.length;
            for (int i = 0; i < columns.length; i++) {
                luma[to + i] = (columns[i] ^ y) & 0xff;
            }
        }
    }
}
