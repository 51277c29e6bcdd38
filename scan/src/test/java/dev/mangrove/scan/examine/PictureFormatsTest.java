package dev.mangrove.scan.examine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.scan.item.Examination;
import dev.mangrove.scan.item.Examination.PictureExamined;
import dev.mangrove.scan.item.Reason;
import dev.mangrove.testkit.DrawnPicture;
import dev.mangrove.testkit.PictureFiles;
import dev.mangrove.testkit.Seed;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What lossless files hold must reach the hash unchanged; the expectation is made from the drawn
/// pixels and not by any decoder.
class PictureFormatsTest {

    private static final DrawnPicture SMALL = drawn("small", 201, 137);
    private static final DrawnPicture LARGE = drawn("large", 701, 533);

    private static DrawnPicture drawn(String purpose, int width, int height) {
        return DrawnPicture.of(Seed.mix(Seed.value(), purpose), width, height);
    }

    static Stream<Arguments> lossless() {
        return Stream.of(SMALL, LARGE).flatMap(p -> {
            DrawnPicture few = p.in216Colours();
            return Stream.of(
                    Arguments.of("png", PictureFiles.png(p), p, List.of()),
                    Arguments.of("png interlaced", PictureFiles.pngInterlaced(p), p, List.of()),
                    Arguments.of("png grey", PictureFiles.pngGrey(p), p.grey(), List.of()),
                    Arguments.of(
                            "png alpha",
                            PictureFiles.pngAlpha(p.withAlpha()),
                            p.withAlpha(),
                            List.of("alphaFlattened")),
                    Arguments.of("png 16 bits", PictureFiles.png16(p), p, List.of()),
                    Arguments.of("png grey 16 bits", PictureFiles.pngGrey16(p), p.grey(), List.of()),
                    Arguments.of("png palette", PictureFiles.pngPalette(p), few, List.of()),
                    Arguments.of("gif", PictureFiles.gif(p), few, List.of()),
                    Arguments.of("bmp", PictureFiles.bmp(p), p, List.of()),
                    Arguments.of("tiff", PictureFiles.tiff(p), p, List.of()),
                    Arguments.of("tiff lzw", PictureFiles.tiff(List.of(p), "LZW"), p, List.of()),
                    Arguments.of("tiff deflate", PictureFiles.tiff(List.of(p), "Deflate"), p, List.of()));
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lossless")
    void hashesExactlyThePixelsOfALosslessFile(String kind, byte[] file, DrawnPicture pixels, List<String> notes) {
        PictureExamined examined = Examined.picture(file);
        assertThat(examined.width()).isEqualTo(pixels.width());
        assertThat(examined.height()).isEqualTo(pixels.height());
        assertThat(examined.notes()).isEqualTo(notes);
        assertThat(examined.furtherFrames()).isEmpty();
        assertThat(examined.fingerprint().hash())
                .isEqualTo(Examined.expected(pixels).hash());
        assertThat(examined.fingerprint().quality())
                .isEqualTo(Examined.expected(pixels).quality());
    }

    @ParameterizedTest
    @MethodSource("jpegs")
    void hashesAJpegOfHighQualityWithinTwoBitsOfItsPixels(byte[] file, DrawnPicture pixels) {
        PictureExamined examined = Examined.picture(file);
        assertThat(Examined.distance(examined, pixels)).isLessThanOrEqualTo(2);
        assertThat(examined.notes()).isEmpty();
    }

    static Stream<Arguments> jpegs() {
        return Stream.of(SMALL, LARGE)
                .flatMap(p -> Stream.of(
                        Arguments.of(PictureFiles.jpeg(p, 0.98f), p),
                        Arguments.of(PictureFiles.jpegProgressive(p, 0.98f), p),
                        Arguments.of(PictureFiles.jpegGrey(p, 0.98f), p.grey())));
    }

    @Test
    void hashesEveryDistinctFrameOfAnAnimation() {
        DrawnPicture other = drawn("other frame", 201, 137);
        PictureExamined examined = Examined.picture(PictureFiles.gifAnimated(List.of(SMALL, other, SMALL)));
        assertThat(examined.fingerprint().hash())
                .isEqualTo(Examined.expected(SMALL.in216Colours()).hash());
        assertThat(examined.furtherFrames()).hasSize(1);
        assertThat(examined.furtherFrames().getFirst().index()).isEqualTo(1);
        assertThat(examined.furtherFrames().getFirst().fingerprint().hash())
                .isEqualTo(Examined.expected(other.in216Colours()).hash());
    }

    @Test
    void hashesEveryPageOfATiff() {
        DrawnPicture other = drawn("other page", 64, 300);
        PictureExamined examined = Examined.picture(PictureFiles.tiff(List.of(SMALL, other), ""));
        assertThat(examined.furtherFrames()).hasSize(1);
        assertThat(examined.furtherFrames().getFirst().fingerprint().hash())
                .isEqualTo(Examined.expected(other).hash());
    }

    @Test
    void takesTheLargestEntryOfAnIconAndTheOthersAsFrames() {
        DrawnPicture icon = drawn("icon", 128, 128);
        DrawnPicture smaller = drawn("smaller icon", 48, 48);
        PictureExamined examined = Examined.picture(PictureFiles.ico(List.of(smaller, icon)));
        assertThat(examined.width()).isEqualTo(128);
        assertThat(examined.fingerprint().hash())
                .isEqualTo(Examined.expected(icon).hash());
        assertThat(examined.furtherFrames()).hasSize(1);
    }

    @Test
    void stopsAtTheLimitOfFramesAndSaysSo() {
        List<DrawnPicture> frames = Stream.of("1", "2", "3", "4")
                .map(n -> drawn("frame " + n, 60, 60))
                .toList();
        PictureExamined examined = (PictureExamined)
                Examined.of(PictureFiles.gifAnimated(frames), new ExamineLimits(Examined.LIMITS.decodedBytesMax(), 2));
        assertThat(examined.furtherFrames()).hasSize(1);
        assertThat(examined.notes()).contains("framesLimited");
    }

    @Test
    void aTiffInAPackingThatNobodyHereUnpacksIsUnsupportedAndNotDamaged() {
        byte[] zstd = PictureFiles.tiff(List.of(SMALL), "LZW");
        int patched = 0;
        for (int i = 8; i + 12 <= zstd.length; i++) {
            boolean big = zstd[i] == 1 && zstd[i + 1] == 3 && zstd[i + 3] == 3 && zstd[i + 7] == 1 && zstd[i + 9] == 5;
            boolean little =
                    zstd[i] == 3 && zstd[i + 1] == 1 && zstd[i + 2] == 3 && zstd[i + 4] == 1 && zstd[i + 8] == 5;
            if (big || little) {
                zstd[i + (big ? 8 : 9)] = (byte) (50_000 >> 8);
                zstd[i + (big ? 9 : 8)] = (byte) 50_000;
                patched++;
            }
        }
        assertThat(patched).isEqualTo(1);
        assertThat(((Examination.NotExamined) Examined.of(zstd)).reason()).isEqualTo(Reason.UNSUPPORTED);
    }
}
