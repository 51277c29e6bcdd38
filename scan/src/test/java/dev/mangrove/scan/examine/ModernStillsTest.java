package dev.mangrove.scan.examine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.hash.Orientation;
import dev.mangrove.hash.PdqFingerprint;
import dev.mangrove.scan.examine.vips.VipsLibrary;
import dev.mangrove.scan.examine.vips.VipsLoader;
import dev.mangrove.scan.item.Examination;
import dev.mangrove.scan.item.Examination.NotExamined;
import dev.mangrove.scan.item.Examination.PictureExamined;
import dev.mangrove.scan.item.Reason;
import dev.mangrove.testkit.DrawnPicture;
import dev.mangrove.testkit.ExifWriter;
import dev.mangrove.testkit.PictureFiles;
import dev.mangrove.testkit.Seed;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// HEIC, AVIF, JPEG 2000 and JPEG XL, written by other programs from drawn pictures and read through the
/// system's libvips. Without that library there is nothing to test but the sentence that asks for it.
class ModernStillsTest {

    private static final DrawnPicture EVEN = drawn("even", 640, 480);
    private static final DrawnPicture ODD = drawn("odd", 701, 533);
    private static final DrawnPicture SMALL = drawn("small", 201, 137);
    private static final int LOSSY_BITS_MAX = 4;

    private static DrawnPicture drawn(String purpose, int width, int height) {
        return DrawnPicture.of(Seed.mix(Seed.value(), "stills " + purpose), width, height);
    }

    @BeforeAll
    static void askForTheLibrary() {
        boolean there = VipsLibrary.find()
                .map(library -> Arrays.stream(VipsLoader.values()).allMatch(library::has))
                .orElse(false);
        if (!there) {
            System.err.println("skipped: no libvips with loaders for HEIF, JPEG 2000 and JPEG XL");
        }
        Assumptions.assumeTrue(there);
    }

    private record Form(String name, String type, int bitsMax, Function<byte[], byte[]> encoder) {

        byte[] of(byte[] png) {
            return encoder.apply(png);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Form> forms() {
        return Stream.of(
                new Form("heic", "image/heic", LOSSY_BITS_MAX, png -> StillEncoders.heic(png, "-q", "95")),
                new Form("avif", "image/avif", LOSSY_BITS_MAX, png -> StillEncoders.avif(png, "-q", "95")),
                new Form("jp2", "image/jp2", 0, png -> StillEncoders.jpeg2000(png, ".jp2")),
                new Form("j2k", "image/jp2", 0, png -> StillEncoders.jpeg2000(png, ".j2k", "-n", "1")),
                new Form("jp2 tiled", "image/jp2", 0, png -> StillEncoders.jpeg2000(png, ".jp2", "-t", "128,128")),
                new Form("jxl", "image/jxl", 0, png -> StillEncoders.jxl(png, "-d", "0")),
                new Form("jxl lossy", "image/jxl", LOSSY_BITS_MAX, png -> StillEncoders.jxl(png, "-d", "1")),
                new Form("jxl in boxes", "image/jxl", 0, png -> StillEncoders.jxl(png, "-d", "0", "--container=1")));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void hashesNearlyThePixelsThatWereDrawnInAllOrientations(Form form) {
        for (DrawnPicture drawn : List.of(EVEN, ODD, SMALL)) {
            PictureExamined examined = Examined.picture(form.of(PictureFiles.png(drawn)));
            assertThat(examined.type()).isEqualTo(form.type());
            assertThat(examined.width()).isEqualTo(drawn.width());
            assertThat(examined.height()).isEqualTo(drawn.height());
            assertThat(examined.notes()).containsExactly(decoder());
            PdqFingerprint expected = Examined.expected(drawn);
            for (Orientation orientation : Orientation.values()) {
                assertThat(examined.fingerprint().hash(orientation).distanceBits(expected.hash(orientation)))
                        .as(form + " " + drawn.width() + " " + orientation)
                        .isLessThanOrEqualTo(form.bitsMax());
            }
        }
    }

    private static String decoder() {
        return "decoder:libvips-" + VipsLibrary.find().orElseThrow().version();
    }

    @ParameterizedTest
    @MethodSource("forms")
    void readsGreyWideAndTransparentSamples(Form form) {
        PictureExamined grey = Examined.picture(form.of(PictureFiles.pngGrey(ODD)));
        assertThat(Examined.distance(grey, ODD.grey())).isLessThanOrEqualTo(form.bitsMax());

        DrawnPicture alpha = EVEN.withAlpha();
        PictureExamined flattened = Examined.picture(form.of(PictureFiles.pngAlpha(alpha)));
        assertThat(flattened.notes()).containsExactly("alphaFlattened", decoder());
        assertThat(Examined.distance(flattened, alpha)).isLessThanOrEqualTo(2 * form.bitsMax());

        if (form.name().equals("avif")) {
            // heif-enc writes no AVIF of more than 8 bits.
            return;
        }
        PictureExamined wide = Examined.picture(form.of(PictureFiles.png16(ODD)));
        assertThat(Examined.distance(wide, ODD)).isLessThanOrEqualTo(form.bitsMax());
    }

    @Test
    void readsTenBits() {
        byte[] png = PictureFiles.png16(EVEN);
        assertThat(Examined.distance(Examined.picture(StillEncoders.heic(png, "-b", "10", "-q", "95")), EVEN))
                .isLessThanOrEqualTo(LOSSY_BITS_MAX);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void readsASinglePixel(Form form) {
        if (form.name().equals("jp2")) {
            // Its encoder wants to be told that a pixel has one resolution; the bare codestream is.
            return;
        }
        PictureExamined examined = Examined.picture(form.of(PictureFiles.png(drawn("pixel", 1, 1))));
        assertThat(examined.width()).isEqualTo(1);
        assertThat(examined.height()).isEqualTo(1);
        assertThat(examined.fingerprint().quality()).isZero();
    }

    static Stream<Arguments> turns() {
        return Stream.of(
                Arguments.of(2, "imir01", turn(DrawnPicture::mirrored)),
                Arguments.of(3, "irot02", turn(DrawnPicture::rotated180)),
                Arguments.of(6, "irot03", turn(DrawnPicture::rotated90)),
                Arguments.of(8, "irot01", turn(DrawnPicture::rotated270)));
    }

    private static Function<DrawnPicture, DrawnPicture> turn(Function<DrawnPicture, DrawnPicture> turn) {
        return turn;
    }

    /// A telephone writes both: the container's turn, and the same as EXIF orientation.
    @ParameterizedTest
    @MethodSource("turns")
    void turnsAPictureOnceAsItsContainerSays(
            int orientation, String property, Function<DrawnPicture, DrawnPicture> turn) {
        byte[] jpeg = new ExifWriter().make("Acme").orientation(orientation).insertInto(PictureFiles.jpeg(EVEN, 0.95f));
        byte[] untold = StillEncoders.heicOfJpeg(jpeg, "-q", "95");
        PictureExamined asStored = Examined.picture(untold);
        assertThat(Examined.distance(asStored, EVEN)).isLessThanOrEqualTo(2 * LOSSY_BITS_MAX);

        DrawnPicture turned = turn.apply(EVEN);
        PictureExamined heic = Examined.picture(HeicProperties.add(untold, property));
        assertThat(Examined.distance(heic, turned)).isLessThanOrEqualTo(2 * LOSSY_BITS_MAX);
        assertThat(heic.width()).isEqualTo(turned.width());
        assertThat(heic.camera().make()).contains("Acme");

        PictureExamined jxl = Examined.picture(StillEncoders.jxlOf(jpeg, ".jpg", "-j", "0", "-d", "0.5"));
        assertThat(Examined.distance(jxl, turned)).isLessThanOrEqualTo(2 * LOSSY_BITS_MAX);
        assertThat(jxl.width()).isEqualTo(turned.width());
    }

    @Test
    void takesThePrimaryPictureFirstAndTheOthersAsFrames() {
        byte[] two = StillEncoders.heicOfSeveral(List.of(PictureFiles.png(EVEN), PictureFiles.png(SMALL)), "-q", "95");
        PictureExamined examined = Examined.picture(two);
        assertThat(Examined.distance(examined, EVEN)).isLessThanOrEqualTo(LOSSY_BITS_MAX);
        assertThat(examined.furtherFrames()).hasSize(1);
        assertThat(examined.furtherFrames().getFirst().fingerprint().hash())
                .satisfies(hash -> assertThat(
                                hash.distanceBits(Examined.expected(SMALL).hash()))
                        .isLessThanOrEqualTo(LOSSY_BITS_MAX));

        PictureExamined limited =
                (PictureExamined) Examined.of(two, new ExamineLimits(Examined.LIMITS.decodedBytesMax(), 1));
        assertThat(limited.furtherFrames()).isEmpty();
        assertThat(limited.notes()).contains("framesLimited");

        byte[] thumbnailed = StillEncoders.heic(PictureFiles.png(EVEN), "-q", "95", "-t", "128");
        assertThat(Examined.picture(thumbnailed).furtherFrames()).isEmpty();
    }

    @Test
    void readsCameraFactsFromTheBoxesOfJpeg2000AndJpegXl() {
        byte[] tiff = new ExifWriter().make("Acme").bodySerial("0042").tiff();
        byte[] jp2 = StillEncoders.jpeg2000(PictureFiles.png(SMALL), ".jp2");
        byte[] withUuid = HeicProperties.appendBox(
                jp2, "uuid", HeicProperties.join("JpgTiffExif->JP2".getBytes(StandardCharsets.US_ASCII), tiff));
        assertThat(Examined.picture(withUuid).camera().bodySerial()).contains("0042");
        byte[] jxl = StillEncoders.jxl(PictureFiles.png(SMALL), "-d", "0", "--container=1");
        byte[] withExif = HeicProperties.appendBox(jxl, "Exif", HeicProperties.join(new byte[4], tiff));
        assertThat(Examined.picture(withExif).camera().bodySerial()).contains("0042");
    }

    @ParameterizedTest
    @MethodSource("forms")
    void refusesByTheHeaderWhatIsLargerThanItsBudget(Form form) {
        byte[] file = form.of(PictureFiles.png(EVEN));
        Examination examined = Examined.of(file, new ExamineLimits(file.length + 640L * 480, 4));
        assertThat(examined).isInstanceOf(NotExamined.class);
        assertThat(((NotExamined) examined).reason()).isEqualTo(Reason.TOO_LARGE);
        assertThat(examined.digests()).isPresent();
    }

    @ParameterizedTest
    @MethodSource("forms")
    void tellsWhereAFileIsCutShort(Form form) {
        byte[] file = form.of(PictureFiles.png(ODD));
        for (int percent : List.of(30, 60, 90, 99)) {
            Examination examined = Examined.of(Arrays.copyOf(file, file.length * percent / 100));
            boolean told = examined instanceof NotExamined not
                    ? not.reason() == Reason.TRUNCATED || not.reason() == Reason.DAMAGED
                    : examined.notes().contains("truncated");
            assertThat(told).as(form + " cut at " + percent + " %: " + examined).isTrue();
        }
    }
}
