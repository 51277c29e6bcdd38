package dev.mangrove.hash;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Forty drawn pictures with the quality and the eight hashes that the authors' program gives.
class OwnVectorsTest {

    private static final String FOLDER = "/vectors/own/";

    /// A line of `expected.csv`.
    record Vector(String file, int quality, List<PdqHash> orientations) {
        @Override
        public String toString() {
            return file;
        }
    }

    static List<Vector> lossless() throws IOException {
        return vectors().filter(v -> v.file().endsWith(".png")).toList();
    }

    static List<Vector> jpeg() throws IOException {
        return vectors().filter(v -> v.file().endsWith(".jpg")).toList();
    }

    @ParameterizedTest
    @MethodSource("lossless")
    void equalsTheReferenceOnTheSamePixels(Vector vector) throws IOException {
        PdqFingerprint fingerprint = Pdq.fingerprint(read(vector.file()), HashProfile.REFERENCE);

        assertThat(fingerprint.orientations()).isEqualTo(vector.orientations());
        assertThat(fingerprint.quality()).isEqualTo(vector.quality());
    }

    /// The JDK's decoder agrees with the authors' so closely that the hashes are equal; two bits are allowed.
    @ParameterizedTest
    @MethodSource("jpeg")
    void liesWithinTwoBitsOfTheReferenceFromItsOwnDecoder(Vector vector) throws IOException {
        PdqFingerprint fingerprint = Pdq.fingerprint(read(vector.file()), HashProfile.REFERENCE);

        for (Orientation orientation : Orientation.values()) {
            PdqHash expected = vector.orientations().get(orientation.ordinal());
            assertThat(fingerprint.hash(orientation).distanceBits(expected))
                    .as(orientation.label())
                    .isLessThanOrEqualTo(2);
        }
        assertThat(fingerprint.quality()).isEqualTo(vector.quality());
    }

    /// So does our own decoder of luma.
    @ParameterizedTest
    @MethodSource("jpeg")
    void liesWithinTwoBitsOfTheReferenceFromLumaAlone(Vector vector) throws Exception {
        try (InputStream in = resource(vector.file())) {
            JpegLuma luma = JpegLuma.decode(in.readAllBytes(), HashProfile.REFERENCE, 64 << 20);
            PdqFingerprint fingerprint = Pdq.fingerprint(luma, HashProfile.REFERENCE);

            for (Orientation orientation : Orientation.values()) {
                PdqHash expected = vector.orientations().get(orientation.ordinal());
                assertThat(fingerprint.hash(orientation).distanceBits(expected))
                        .as(orientation.label())
                        .isLessThanOrEqualTo(2);
            }
        }
    }

    private static LumaSource read(String file) throws IOException {
        try (InputStream in = resource(file)) {
            BufferedImage picture = ImageIO.read(in);
            return Pictures.luma(picture);
        }
    }

    private static Stream<Vector> vectors() throws IOException {
        try (InputStream in = resource("expected.csv")) {
            List<Vector> vectors = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(OwnVectorsTest::vector)
                    .toList();
            assertThat(vectors).hasSize(40);
            return vectors.stream();
        }
    }

    private static Vector vector(String line) {
        List<String> cells = List.of(line.split(",", -1));
        List<PdqHash> hashes =
                cells.subList(2, 10).stream().map(PdqHash::fromHex).toList();
        return new Vector(cells.get(0), Integer.parseInt(cells.get(1)), hashes);
    }

    private static InputStream resource(String file) {
        return Objects.requireNonNull(OwnVectorsTest.class.getResourceAsStream(FOLDER + file), file);
    }
}
