package dev.mangrove.scan.examine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.hash.Orientation;
import dev.mangrove.hash.PdqHash;
import dev.mangrove.scan.item.Examination.PictureExamined;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Files whose hashes the PDQ authors' own program has told.
class ReferencePicturesTest {

    private static final Path OWN = Path.of("../hash/src/test/resources/vectors/own");
    private static final Pattern EXPECTED = Pattern.compile("hash=([0-9a-f]{64}),.*quality=(\\d+),filename=(.+)");

    @Test
    void allFortyDrawnPicturesHaveTheAuthorsHashesInAllOrientations() throws IOException {
        int seen = 0;
        for (String line : Files.readAllLines(OWN.resolve("expected.csv"))) {
            String[] cells = line.split(",", -1);
            if (cells[0].equals("file")) {
                continue;
            }
            PictureExamined examined = (PictureExamined) Examined.of(OWN.resolve(cells[0]));
            int allowed = cells[0].endsWith(".png") ? 0 : 2;
            for (Orientation orientation : Orientation.values()) {
                PdqHash expected = PdqHash.fromHex(cells[2 + orientation.ordinal()]);
                assertThat(examined.fingerprint().hash(orientation).distanceBits(expected))
                        .as("%s %s", cells[0], orientation)
                        .isLessThanOrEqualTo(allowed);
            }
            // Of a JPEG luma is taken as it is coded, which a decoder of colours rounds.
            int expectedQuality = Integer.parseInt(cells[1]);
            assertThat(examined.fingerprint().quality())
                    .isBetween(allowed == 0 ? expectedQuality : expectedQuality - 1, expectedQuality + allowed / 2);
            assertThat(examined.notes()).isEmpty();
            seen++;
        }
        assertThat(seen).isEqualTo(40);
    }

    @Test
    void theAuthorsOwnPicturesAreWithinTenBits() throws IOException {
        Optional<Path> meta = SharedFiles.folder("vectors/meta");
        if (meta.isEmpty()) {
            return;
        }
        int seen = 0;
        for (String line : Files.readAllLines(meta.get().resolve("expected/pdq-cpp-libjpeg-details.txt"))) {
            Matcher m = EXPECTED.matcher(line);
            if (!m.matches()) {
                continue;
            }
            PictureExamined examined = (PictureExamined) Examined.of(meta.get().resolve(m.group(3)));
            if (Integer.parseInt(m.group(2)) >= 80) {
                assertThat(examined.fingerprint().hash().distanceBits(PdqHash.fromHex(m.group(1))))
                        .as(m.group(3))
                        .isLessThanOrEqualTo(10);
                seen++;
            }
        }
        assertThat(seen).isGreaterThan(25);
    }

    /// Drawn pictures, encoded by libwebp; the hashes are PDQ over the pixels that libwebp itself decodes, which
    /// smooths the colours between samples where our reader does not.
    @Test
    void lossyWebpHasTheColoursThatItsAuthorsDecoderGives() throws IOException {
        Map<String, String> expected = Map.of(
                "lossy-0.webp", "b98d4f2abdc5f42ab645152a298dd69d3267a22495a5378c14cbee3744b98bd2",
                "lossy-1.webp", "6efbd97d38267c90196414d9197432dbcf3c76cb3ba6ce18aa1919264698cd94",
                "lossy-12.webp", "ebd44d6ff264ed7a427fddc0c27d46556e12013baad49c81912bbf92112b406d");
        for (Map.Entry<String, String> picture : expected.entrySet()) {
            PictureExamined examined = (PictureExamined)
                    Examined.of(Path.of("src/test/resources/webp").resolve(picture.getKey()));
            assertThat(examined.fingerprint().hash().distanceBits(PdqHash.fromHex(picture.getValue())))
                    .as(picture.getKey())
                    .isLessThanOrEqualTo(10);
        }
    }

    @Test
    void theSamePictureInOtherColourModesStaysTheSamePicture() throws IOException {
        Optional<Path> modes = SharedFiles.folder("vectors/meta/pdq/misc-images/modes");
        if (modes.isEmpty()) {
            return;
        }
        PictureExamined original = (PictureExamined) Examined.of(modes.get().resolve("original.jpg"));
        for (String mode :
                new String[] {"CMYK.jpg", "LA.png", "RGBA.png", "F.webp", "HSV.webp", "I.webp", "LAB.webp", "PA.webp"
                }) {
            PictureExamined examined = (PictureExamined) Examined.of(modes.get().resolve(mode));
            assertThat(examined.fingerprint()
                            .hash()
                            .distanceBits(original.fingerprint().hash()))
                    .as(mode)
                    .isLessThanOrEqualTo(10);
        }
    }
}
