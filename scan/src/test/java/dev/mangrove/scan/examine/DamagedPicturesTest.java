package dev.mangrove.scan.examine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.scan.item.Examination;
import dev.mangrove.scan.item.Examination.NotExamined;
import dev.mangrove.scan.item.Examination.PictureExamined;
import dev.mangrove.scan.item.Reason;
import dev.mangrove.testkit.DrawnPicture;
import dev.mangrove.testkit.PictureFiles;
import dev.mangrove.testkit.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DamagedPicturesTest {

    private static final DrawnPicture DRAWN = DrawnPicture.of(Seed.mix(Seed.value(), "damaged"), 320, 240);

    static Stream<Arguments> files() {
        return Stream.of(
                Arguments.of("jpeg", PictureFiles.jpeg(DRAWN, 0.85f)),
                Arguments.of("progressive jpeg", PictureFiles.jpegProgressive(DRAWN, 0.85f)),
                Arguments.of("png", PictureFiles.png(DRAWN)),
                Arguments.of("interlaced png", PictureFiles.pngInterlaced(DRAWN)),
                Arguments.of("gif", PictureFiles.gif(DRAWN)),
                Arguments.of("bmp", PictureFiles.bmp(DRAWN)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void hashesWhatIsThereOfACutPictureAndSaysSo(String kind, byte[] file) {
        byte[] cut = Arrays.copyOf(file, file.length * 98 / 100);
        PictureExamined examined = Examined.picture(cut);
        assertThat(examined.notes()).contains("truncated");
        assertThat(examined.width()).isEqualTo(320);
        assertThat(examined.digests().orElseThrow().sizeBytes()).isEqualTo(cut.length);
        boolean gif = kind.equals("gif");
        assertThat(Examined.distance(examined, gif ? DRAWN.in216Colours() : DRAWN))
                .isLessThanOrEqualTo(48);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void calmlyRefusesAPictureCutWithinItsHeader(String kind, byte[] file) {
        for (int length : new int[] {12, 20, 30}) {
            Examination examined = Examined.of(Arrays.copyOf(file, length));
            if (examined instanceof NotExamined refused) {
                assertThat(refused.reason()).isIn(Reason.TRUNCATED, Reason.DAMAGED);
                assertThat(refused.digests()).isPresent();
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void givesOneAnswerForEveryLength(String kind, byte[] file) {
        int step = Math.max(1, file.length / 60);
        for (int length = 1; length < file.length; length += step) {
            assertThat(Examined.of(Arrays.copyOf(file, length)).digests()).isPresent();
        }
    }

    @Test
    void saysThatAnEmptyFileIsEmptyAndStillGivesItsDigests() {
        NotExamined refused = Examined.refused(new byte[0]);
        assertThat(refused.reason()).isEqualTo(Reason.EMPTY);
        assertThat(refused.digests().orElseThrow().md5().toHex()).isEqualTo("d41d8cd98f00b204e9800998ecf8427e");
    }

    @Test
    void remarksOnAWrongCrcAndHashesThePixelsAllTheSame() {
        byte[] png = PictureFiles.png(DRAWN);
        png[29] ^= 1; // The first byte of the CRC of the header chunk.
        PictureExamined examined = Examined.picture(png);
        assertThat(examined.notes()).containsExactly("crcErrors");
        assertThat(Examined.distance(examined, DRAWN)).isZero();
    }

    /// A mutator that is too coarse would never get beyond a header and prove nothing.
    @Test
    void aMutatedPictureGetsOneAnswerAndOftenGetsAsFarAsPixels() {
        SplittableRandom random = Seed.random("mutations");
        List<byte[]> originals = Stream.concat(
                        files().map(a -> (byte[]) a.get()[1]),
                        Stream.of(
                                PictureFiles.tiff(List.of(DRAWN), "LZW"),
                                PictureFiles.ico(List.of(DRAWN.resized(64, 48))),
                                PictureFiles.gifAnimated(List.of(DRAWN, DRAWN.rotated180()))))
                .toList();
        int count = Integer.getInteger("mangrove.mutations", 1_000);
        int pixels = 0;
        for (int i = 0; i < count; i++) {
            byte[] mutated = mutated(originals.get(i % originals.size()), random);
            long start = System.nanoTime();
            Examination examined = Examined.of(mutated);
            assertThat(System.nanoTime() - start).isLessThan(10_000_000_000L);
            if (examined instanceof PictureExamined) {
                pixels++;
            }
            if (examined instanceof NotExamined refused) {
                assertThat(refused.reason())
                        .isIn(Reason.DAMAGED, Reason.TRUNCATED, Reason.UNSUPPORTED, Reason.TOO_LARGE);
            }
        }
        assertThat(pixels).isGreaterThan(count * 30 / 100);
    }

    /// One to eight bytes changed, most of them anywhere, some in the header; sometimes a cut.
    private static byte[] mutated(byte[] original, SplittableRandom random) {
        byte[] bytes = original.clone();
        int changes = 1 + random.nextInt(8);
        for (int i = 0; i < changes; i++) {
            int range = random.nextInt(4) == 0 ? Math.min(bytes.length, 64) : bytes.length;
            bytes[random.nextInt(range)] = (byte) random.nextInt(256);
        }
        return random.nextInt(10) == 0 ? Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length)) : bytes;
    }
}
