package dev.mangrove.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mangrove.testkit.DrawnPicture;
import dev.mangrove.testkit.Mutator;
import dev.mangrove.testkit.PictureFiles;
import dev.mangrove.testkit.Seed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The files in `jpeg/` show one drawn picture, written by libjpeg-turbo's `cjpeg` in kinds that the JDK does not
/// write; their hashes are those of the samples that its `djpeg -grayscale` gives.
class JpegLumaTest {

    private static final long BYTES_MAX = 64 << 20;

    private final SplittableRandom random = Seed.random("JPEG luma");

    @ParameterizedTest
    @CsvFileSource(resources = "/jpeg/expected.csv", numLinesToSkip = 1)
    void givesTheSamplesOfLibjpegForEveryKind(String file, String hash) throws Exception {
        assertThat(hash(resource("jpeg/" + file)).toHex()).isEqualTo(hash);
    }

    @ParameterizedTest
    @ValueSource(strings = {"arithmetic", "rgb"})
    void leavesOtherKindsToAnotherDecoder(String kind) throws IOException {
        byte[] file = resource("jpeg/" + kind + ".jpg");

        assertThatThrownBy(() -> hash(file)).isInstanceOf(UnsupportedJpegException.class);
    }

    /// Luma is taken as it is coded; a decoder of colours rounds and cuts them first, which costs a bit now and
    /// then. The full form is `-Dmangrove.pictures=1000`.
    @Test
    void liesWithinSixBitsOfADecoderOfColours() throws Exception {
        int pictures = Integer.getInteger("mangrove.pictures", 200);
        int[] distances = new int[pictures];
        for (int i = 0; i < pictures; i++) {
            byte[] file = drawn(i);
            distances[i] = hash(file).distanceBits(byLibrary(file));
        }
        Arrays.sort(distances);
        System.out.printf(
                "of %d JPEG, distance to the library's decode: median %d, 99th percentile %d, most %d%n",
                pictures, distances[pictures / 2], distances[pictures * 99 / 100], distances[pictures - 1]);
        assertThat(distances[pictures / 2]).isZero();
        // One in a hundred may lie above two bits; of few pictures chance allows some more.
        assertThat(Arrays.stream(distances).filter(distance -> distance > 2).count())
                .isLessThanOrEqualTo(Math.max(6, pictures / 100));
        assertThat(distances[pictures - 1]).isLessThanOrEqualTo(6);
    }

    private byte[] drawn(int i) {
        DrawnPicture drawn = DrawnPicture.of(random.nextLong(), 40 + random.nextInt(1_200), 40 + random.nextInt(900));
        DrawnPicture picture = i % 2 == 0 ? drawn : drawn.withNoise(random.nextLong(), 30);
        float quality = 0.5f + random.nextInt(50) / 100f;
        return switch (i % 4) {
            case 0, 1 -> PictureFiles.jpeg(picture, quality);
            case 2 -> PictureFiles.jpegProgressive(picture, quality);
            default -> PictureFiles.jpegGrey(picture, quality);
        };
    }

    private static PdqHash byLibrary(byte[] file) throws IOException {
        return Pdq.fingerprint(Pictures.luma(ImageIO.read(new ByteArrayInputStream(file))), HashProfile.REFERENCE)
                .hash();
    }

    @Test
    void hashesWhatIsThereOfAFileThatWasCut() throws Exception {
        for (boolean progressive : List.of(false, true)) {
            DrawnPicture picture = DrawnPicture.of(random.nextLong(), 700, 500);
            byte[] whole = progressive ? PictureFiles.jpegProgressive(picture, 0.9f) : PictureFiles.jpeg(picture, 0.9f);
            byte[] cut = Arrays.copyOf(whole, whole.length * 98 / 100);

            JpegLuma luma = JpegLuma.decode(cut, HashProfile.REFERENCE, BYTES_MAX);

            assertThat(luma.hasEnd()).isFalse();
            assertThat(luma.faultAt().orElseThrow()).isBetween(cut.length - 20, cut.length);
            assertThat(hash(cut).distanceBits(hash(whole))).isLessThanOrEqualTo(48);
        }
    }

    @Test
    void aFileWithoutOneWholeBlockIsNoPicture() {
        byte[] whole = PictureFiles.jpeg(DrawnPicture.of(4, 64, 64), 0.9f);
        int scan = 0;
        while (whole[scan] != (byte) 0xFF || whole[scan + 1] != (byte) 0xDA) {
            scan++;
        }
        byte[] cut = Arrays.copyOf(whole, scan + 2 + 12);

        assertThatThrownBy(() -> hash(cut)).isInstanceOf(UnsupportedJpegException.class);
    }

    @Test
    void findsItsWayBackAtTheNextRestartMarker() throws Exception {
        byte[] sound = resource("jpeg/restart-each-3-groups.jpg");
        int second = restartMarker(sound, 2);
        int third = restartMarker(sound, 3);
        byte[] hole = sound.clone();
        Arrays.fill(hole, second + 4, third, (byte) 0x55);
        byte[] gone = IntStream.range(0, sound.length - (third - second))
                .collect(
                        java.io.ByteArrayOutputStream::new,
                        (out, at) -> out.write(sound[at < second ? at : at + third - second]),
                        (a, b) -> a.writeBytes(b.toByteArray()))
                .toByteArray();

        for (byte[] damaged : List.of(hole, gone)) {
            JpegLuma luma = JpegLuma.decode(damaged, HashProfile.REFERENCE, BYTES_MAX);
            assertThat(luma.hasEnd()).isTrue();
            assertThat(luma.faultAt().orElseThrow()).isBetween(second, third + 400);
            assertThat(hash(damaged).distanceBits(hash(sound))).isLessThanOrEqualTo(24);
        }
    }

    private static int restartMarker(byte[] file, int number) {
        for (int at = 600; ; at++) {
            if (file[at] == (byte) 0xFF && file[at + 1] == (byte) (0xD0 + number)) {
                return at;
            }
        }
    }

    @Test
    void refusesCoefficientsBeyondTheBudget() {
        byte[] file = PictureFiles.jpegProgressive(DrawnPicture.of(1, 320, 320), 0.9f);

        assertThatThrownBy(() -> JpegLuma.decode(file, HashProfile.REFERENCE, 100_000))
                .isInstanceOf(UnsupportedJpegException.class)
                .hasMessageContaining("100000");
    }

    /// The full form is `-Dmangrove.mutations=100000`.
    @Test
    void anyDamageIsAnAnswerOrARefusal() throws Exception {
        int mutations = Integer.getInteger("mangrove.mutations", 3_000);
        List<byte[]> originals = List.of(
                resource("jpeg/restart-each-3-groups.jpg"),
                resource("jpeg/progressive-restart.jpg"),
                resource("jpeg/not-interleaved.jpg"),
                resource("jpeg/sampling-411.jpg"),
                PictureFiles.jpegProgressive(DrawnPicture.of(2, 200, 100), 0.8f),
                PictureFiles.jpegGrey(DrawnPicture.of(3, 60, 50), 0.9f));
        int decoded = 0;
        for (int i = 0; i < mutations; i++) {
            Mutator.Mutation mutation = Mutator.mutate(originals.get(i % originals.size()), random.nextLong());
            try {
                hash(mutation.bytes());
                decoded++;
            } catch (UnsupportedJpegException refused) {
                assertThat(refused).hasMessageNotContaining("null");
            } catch (RuntimeException fault) {
                throw new AssertionError("number " + i + ", " + mutation.how(), fault);
            }
        }
        System.out.printf("%d of %d damaged JPEG were decoded%n", decoded, mutations);
        assertThat(decoded).isGreaterThan(mutations / 2);
    }

    private static PdqHash hash(byte[] file) throws UnsupportedJpegException {
        return Pdq.fingerprint(JpegLuma.decode(file, HashProfile.REFERENCE, BYTES_MAX), HashProfile.REFERENCE)
                .hash();
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = JpegLumaTest.class.getResourceAsStream("/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }
}
