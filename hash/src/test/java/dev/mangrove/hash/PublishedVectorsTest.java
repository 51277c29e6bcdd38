package dev.mangrove.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The pictures and hash lists that PDQ's authors publish, with what their own program makes of them.
/// They are not part of this project: the tests run where the system property or environment variable
/// `MANGROVE_SHARED` names a folder that holds `vectors/meta`, or `shared` lies beside the repository.
class PublishedVectorsTest {

    /// The authors' own rule of conformance, for pictures of at least [#QUALITY_MIN].
    private static final int DISTANCE_BITS_MAX = 10;

    private static final int QUALITY_MIN = 80;

    private static Path meta;

    @BeforeAll
    static void find() {
        String named = Optional.ofNullable(System.getProperty("MANGROVE_SHARED"))
                .or(() -> Optional.ofNullable(System.getenv("MANGROVE_SHARED")))
                .orElse("../../shared");
        meta = Path.of(named, "vectors", "meta");
        if (!Files.isDirectory(meta)) {
            System.err.println("skipped: no published PDQ vectors in " + meta.toAbsolutePath());
        }
        assumeTrue(Files.isDirectory(meta));
    }

    @Test
    void everyReadablePictureLiesWithinTenBits() throws IOException {
        int compared = 0;
        for (String line : lines("expected/pdq-cpp-libjpeg-details.txt")) {
            String[] fields = line.split(",");
            if (fields[0].equals("UNSUPPORTED-BY-REFERENCE")) {
                continue;
            }
            int quality = Integer.parseInt(value(fields[3]));
            Path file = meta.resolve(value(fields[4]));
            Optional<PdqFingerprint> own = quality < QUALITY_MIN ? Optional.empty() : fingerprint(file);
            if (own.isPresent()) {
                int distanceBits = own.get().hash().distanceBits(PdqHash.fromHex(value(fields[0])));
                assertThat(distanceBits).as(file.toString()).isLessThanOrEqualTo(DISTANCE_BITS_MAX);
                compared++;
            }
        }
        assertThat(compared).isGreaterThanOrEqualTo(30);
    }

    @Test
    void everyOrientationLiesWithinTenBits() throws IOException {
        List<String> lines = lines("expected/all-dihedral8.txt");
        for (int i = 0; i < lines.size(); i += 8) {
            Path file = meta.resolve(lines.get(i).split(",")[2]);
            PdqFingerprint own = fingerprint(file).orElseThrow();
            for (Orientation orientation : Orientation.values()) {
                String[] fields = lines.get(i + orientation.ordinal()).split(",");
                if (Integer.parseInt(fields[1]) >= QUALITY_MIN) {
                    assertThat(own.hash(orientation).distanceBits(PdqHash.fromHex(fields[0])))
                            .as(file + " " + orientation.label())
                            .isLessThanOrEqualTo(DISTANCE_BITS_MAX);
                }
            }
        }
    }

    @Test
    void needlesAreFoundInTheHaystack() throws IOException {
        List<PdqHash> needles = hashes("pdq/reg-test-input/needles.txt");
        List<PdqHash> haystack = hashes("pdq/reg-test-input/haystack.txt");
        List<String> found = new ArrayList<>();
        for (int n = 0; n < needles.size(); n++) {
            for (int h = 0; h < haystack.size(); h++) {
                int distanceBits = needles.get(n).distanceBits(haystack.get(h));
                if (distanceBits <= PdqHash.DEFAULT_DISTANCE_BITS_MAX) {
                    found.add(n + "\t" + h + "\t" + distanceBits);
                }
            }
        }

        assertThat(found).containsExactlyInAnyOrderElementsOf(lines("expected/needles-in-haystack-d31.tsv"));
    }

    /// Empty for what the JDK has no reader for, and for CMYK, whose colours it gets wrong.
    private static Optional<PdqFingerprint> fingerprint(Path file) throws IOException {
        if (Objects.toString(file.getFileName()).startsWith("CMYK")) {
            return Optional.empty();
        }
        BufferedImage picture = ImageIO.read(file.toFile());
        return Optional.ofNullable(picture).map(read -> Pdq.fingerprint(Pictures.luma(read), HashProfile.REFERENCE));
    }

    private static List<PdqHash> hashes(String file) throws IOException {
        return lines(file).stream()
                .map(line -> PdqHash.fromHex(line.strip().split(",")[0]))
                .toList();
    }

    private static List<String> lines(String file) throws IOException {
        try (Stream<String> lines = Files.lines(meta.resolve(file))) {
            return lines.filter(line -> !line.isBlank()).toList();
        }
    }

    private static String value(String field) {
        return field.substring(field.indexOf('=') + 1);
    }
}
