package dev.mangrove.scan.examine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.scan.item.Examination.PictureExamined;
import dev.mangrove.testkit.DrawnPicture;
import dev.mangrove.testkit.ExifWriter;
import dev.mangrove.testkit.PictureFiles;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;

class JpegKindsTest {

    private static final DrawnPicture DRAWN = DrawnPicture.of(77, 320, 240);
    private static final byte[] START = {(byte) 0xFF, (byte) 0xD8};

    @Test
    void readsInkAsPlainAsTheStandardHasIt() throws IOException {
        assertInkIsRead(fourComponents(false, false));
    }

    @Test
    void readsInkInvertedAsAdobeStoresIt() throws IOException {
        assertInkIsRead(behindStart(fourComponents(true, false), adobe(0)));
    }

    @Test
    void readsInkAsLumaAndChroma() throws IOException {
        assertInkIsRead(behindStart(fourComponents(true, true), adobe(2)));
    }

    private static void assertInkIsRead(byte[] file) {
        PictureExamined examined = Examined.picture(file);
        assertThat(examined.notes()).containsExactly("cmykConverted");
        assertThat(Examined.distance(examined, DRAWN)).isLessThanOrEqualTo(4);
    }

    @Test
    void believesTheAdobeSegmentThatThreeComponentsAreRgb() throws IOException {
        byte[] file = behindStart(raster(3, (argb, band) -> argb >> 16 - 8 * band & 0xFF), adobe(0));
        PictureExamined examined = Examined.picture(file);
        assertThat(Examined.distance(examined, DRAWN)).isLessThanOrEqualTo(2);
    }

    @Test
    void doesNotTurnAPictureByItsOrientation() {
        byte[] file = new ExifWriter().orientation(6).insertInto(PictureFiles.jpeg(DRAWN, 0.95f));
        PictureExamined examined = Examined.picture(file);
        assertThat(examined.width()).isEqualTo(320);
        assertThat(Examined.distance(examined, DRAWN)).isLessThanOrEqualTo(2);
    }

    @Test
    void readsAFrameOfAMotionJpegThatHasNoTables() {
        byte[] file = PictureFiles.jpeg(DRAWN, 0.9f);
        PictureExamined whole = Examined.picture(file);
        PictureExamined without = Examined.picture(withoutSegments(file, 0xC4));
        assertThat(without.fingerprint()).isEqualTo(whole.fingerprint());
    }

    @Test
    void passesJunkBetweenSegments() {
        byte[] file = PictureFiles.jpeg(DRAWN, 0.95f);
        byte[] junk = {1, 2, 3, (byte) 0xFF, 0, 7};
        int firstEnd = 4 + ((file[4] & 0xFF) << 8 | file[5] & 0xFF);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(file, 0, firstEnd);
        out.writeBytes(junk);
        out.write(file, firstEnd, file.length - firstEnd);
        assertThat(Examined.distance(Examined.picture(out.toByteArray()), DRAWN))
                .isLessThanOrEqualTo(2);
    }

    @Test
    void ignoresAProfileThatIsAllNonsense() {
        byte[] profile = new byte[2 + 2 + 12 + 2 + 64];
        Arrays.fill(profile, (byte) 0xA5);
        profile[0] = (byte) 0xFF;
        profile[1] = (byte) 0xE2;
        profile[2] = 0;
        profile[3] = (byte) (profile.length - 2);
        System.arraycopy("ICC_PROFILE\0\1\1".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, profile, 4, 14);
        PictureExamined examined = Examined.picture(behindStart(PictureFiles.jpeg(DRAWN, 0.95f), profile));
        assertThat(examined.notes()).isEmpty();
        assertThat(Examined.distance(examined, DRAWN)).isLessThanOrEqualTo(2);
    }

    private interface Component {
        int of(int argb, int band);
    }

    /// A quarter of the darkness in black ink, so that both kinds of ink matter.
    private static byte[] fourComponents(boolean inverted, boolean luma) throws IOException {
        return raster(4, (argb, band) -> {
            int[] light = {argb >> 16 & 0xFF, argb >> 8 & 0xFF, argb & 0xFF};
            int black = (255 - Math.max(light[0], Math.max(light[1], light[2]))) / 2;
            int[] ink = new int[4];
            for (int i = 0; i < 3; i++) {
                ink[i] = 255 - Math.min(255, light[i] * 255 / (255 - black));
            }
            ink[3] = black;
            if (luma) {
                // The luma and chroma of ink as if it were light, beside inverted black.
                double[] ycc = ycc(ink[0], ink[1], ink[2]);
                return band == 3 ? 255 - black : clamp(ycc[band]);
            }
            return inverted ? 255 - ink[band] : ink[band];
        });
    }

    /// Adobe's program inverts ink and libjpeg inverts what it decodes: what is stored is the luma and
    /// chroma of the ink's own values.
    private static double[] ycc(int red, int green, int blue) {
        return new double[] {
            0.299 * red + 0.587 * green + 0.114 * blue,
            128 - 0.168736 * red - 0.331264 * green + 0.5 * blue,
            128 + 0.5 * red - 0.418688 * green - 0.081312 * blue
        };
    }

    private static int clamp(double value) {
        return (int) Math.clamp(Math.round(value), 0, 255);
    }

    private static byte[] raster(int bands, Component component) throws IOException {
        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 320, 240, bands, null);
        for (int y = 0; y < 240; y++) {
            for (int x = 0; x < 320; x++) {
                for (int band = 0; band < bands; band++) {
                    raster.setSample(x, y, band, component.of(DRAWN.pixel(x, y), band));
                }
            }
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(1f);
            writer.write(null, new IIOImage(raster, null, null), param);
        } finally {
            writer.dispose();
        }
        return withoutSegments(withoutSegments(bytes.toByteArray(), 0xEE), 0xE0);
    }

    private static byte[] adobe(int transform) {
        return new byte[] {
            (byte) 0xFF, (byte) 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, (byte) transform
        };
    }

    private static byte[] behindStart(byte[] jpeg, byte[] inserted) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(START);
        out.writeBytes(inserted);
        out.write(jpeg, 2, jpeg.length - 2);
        return out.toByteArray();
    }

    /// Leaves out the segments of one kind before the first scan.
    private static byte[] withoutSegments(byte[] jpeg, int marker) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(START);
        int at = 2;
        while ((jpeg[at + 1] & 0xFF) != 0xDA) {
            int length = 2 + ((jpeg[at + 2] & 0xFF) << 8 | jpeg[at + 3] & 0xFF);
            if ((jpeg[at + 1] & 0xFF) != marker) {
                out.write(jpeg, at, length);
            }
            at += length;
        }
        out.write(jpeg, at, jpeg.length - at);
        return out.toByteArray();
    }
}
