package dev.mangrove.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;

class PictureFilesTest {

    private final SplittableRandom random = Seed.random("picture files");
    private final DrawnPicture picture =
            DrawnPicture.of(random.nextLong(), 40 + random.nextInt(200), 40 + random.nextInt(200));

    @Test
    void theSameSeedDrawsTheSamePixelsAndFiles() {
        DrawnPicture again = DrawnPicture.of(7, 120, 90);

        assertThat(DrawnPicture.of(7, 120, 90)).isEqualTo(again);
        assertThat(PictureFiles.jpeg(again, 0.8f)).isEqualTo(PictureFiles.jpeg(DrawnPicture.of(7, 120, 90), 0.8f));
        assertThat(DrawnPicture.of(8, 120, 90)).isNotEqualTo(again);
    }

    @Test
    void losslessFormatsGiveThePixelsBack() throws IOException {
        assertSame(picture, PictureFiles.png(picture));
        assertSame(picture, PictureFiles.pngInterlaced(picture));
        assertSame(picture, PictureFiles.bmp(picture));
        assertSame(picture, PictureFiles.tiff(picture));
        assertSame(picture, PictureFiles.tiff(List.of(picture), "LZW"));
        assertSame(picture.withAlpha(), PictureFiles.pngAlpha(picture.withAlpha()));
        assertSame(picture.in216Colours(), PictureFiles.pngPalette(picture));
        assertSame(picture.in216Colours(), PictureFiles.gif(picture));
        assertSame(picture, PictureFiles.png16(picture));
    }

    @Test
    void jpegIsReadAtTheSameSize() throws IOException {
        for (byte[] file : List.of(
                PictureFiles.jpeg(picture, 0.9f),
                PictureFiles.jpegProgressive(picture, 0.9f),
                PictureFiles.jpegGrey(picture, 0.9f))) {
            BufferedImage read = ImageIO.read(new ByteArrayInputStream(file));
            assertThat(read.getWidth()).isEqualTo(picture.width());
            assertThat(read.getHeight()).isEqualTo(picture.height());
        }
        assertThat(PictureFiles.pngGrey(picture)).isNotEqualTo(PictureFiles.pngGrey16(picture));
    }

    @Test
    void animationsAndDocumentsHoldEveryFrame() throws IOException {
        List<DrawnPicture> frames = List.of(picture, picture.mirrored(), picture.rotated180());

        assertThat(frames("gif", PictureFiles.gifAnimated(frames))).isEqualTo(3);
        assertThat(frames("tiff", PictureFiles.tiff(frames, "Deflate"))).isEqualTo(3);
    }

    @Test
    void editsUndoThemselves() {
        assertThat(picture.rotated90().rotated270()).isEqualTo(picture);
        assertThat(picture.mirrored().mirrored()).isEqualTo(picture);
        assertThat(picture.rotated90().rotated90()).isEqualTo(picture.rotated180());
        assertThat(picture.resized(picture.width(), picture.height())).isEqualTo(picture);
        assertThat(picture.withText("mangrove")).isNotEqualTo(picture);
        assertThat(picture.withLogo(3)).isNotEqualTo(picture);
    }

    @Test
    void anExifSegmentLeavesThePictureReadable() throws IOException {
        byte[] jpeg = PictureFiles.jpeg(picture, 0.9f);
        byte[] photo = new ExifWriter()
                .make("Acme")
                .model("One")
                .bodySerial("0042")
                .takenAt("2024:05:01 12:00:00", "+07:00")
                .position(21.03, -105.85)
                .insertInto(jpeg);

        assertThat(photo.length).isGreaterThan(jpeg.length);
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(photo));
        assertThat(read.getWidth()).isEqualTo(picture.width());
    }

    private static int frames(String format, byte[] file) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(in);
            return reader.getNumImages(true);
        } finally {
            reader.dispose();
        }
    }

    private static void assertSame(DrawnPicture expected, byte[] file) throws IOException {
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(file));
        int[] pixels = read.getRGB(0, 0, read.getWidth(), read.getHeight(), null, 0, read.getWidth());
        assertThat(DrawnPicture.ofPixels(pixels, read.getWidth(), read.getHeight()))
                .isEqualTo(expected);
    }
}
