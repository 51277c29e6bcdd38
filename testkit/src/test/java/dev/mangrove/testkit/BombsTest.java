package dev.mangrove.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BombsTest {

    @TempDir
    Path folder;

    @Test
    void pictureHeadersDeclareTheSidesTheyAreMadeFor() throws IOException {
        assertSides(PictureBombs.pngDeclaring(65_535, 65_535), 65_535, 65_535);
        assertSides(PictureBombs.gif35Bytes(), 65_535, 65_535);
        assertSides(PictureBombs.tiffDeclaring(65_535, 65_535), 65_535, 65_535);
        // The JDK's own reader refuses this one by its header alone, as it should.
        assertThat(PictureBombs.bmpDeclaring(65_535, 4_660)).containsSequence(0xff, 0xff, 0, 0, 0x34, 0x12, 0, 0);
        byte[] jpeg = PictureFiles.jpeg(DrawnPicture.of(1, 64, 64), 0.8f);
        assertSides(PictureBombs.jpegDeclaring(jpeg, 65_500, 65_500), 65_500, 65_500);
        assertThat(PictureBombs.gif35Bytes()).hasSize(35);
    }

    @Test
    void soundBombsAreSoundPictures() throws IOException {
        assertThat(ImageIO.read(new ByteArrayInputStream(PictureBombs.pngBlack(3_000, 2_000)))
                        .getWidth())
                .isEqualTo(3_000);
        assertThat(ImageIO.read(new ByteArrayInputStream(PictureBombs.tiffDeclaring(8, 8)))
                        .getWidth())
                .isEqualTo(8);
        assertThat(PictureBombs.pngWithInflatingComment(50 << 20).length).isLessThan(100_000);
        ImageReader gif = ImageIO.getImageReadersByFormatName("gif").next();
        gif.setInput(ImageIO.createImageInputStream(new ByteArrayInputStream(PictureBombs.gifOfFrames(300))));
        assertThat(gif.getNumImages(true)).isEqualTo(300);
        assertThat(gif.read(299).getWidth()).isEqualTo(1);
    }

    @Test
    void zerosUnpackToWhatWasAskedFor() throws IOException {
        byte[] gzip = ArchiveBombs.gzipOfZeros(64);

        assertThat(gzip.length).isLessThan(100_000);
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            in.skipNBytes(64L << 20);
            assertThat(in.read()).isEqualTo(-1);
        }
        try (ZipFile zip = open(ArchiveBombs.zipOfZeros(20))) {
            ZipEntry entry = zip.entries().nextElement();
            assertThat(entry.getSize()).isEqualTo(20L << 20);
            zip.getInputStream(entry).skipNBytes(20L << 20);
        }
    }

    @Test
    void overlappingMembersAreEachListed() throws IOException {
        byte[] bytes = ArchiveBombs.overlappingZip(1_000, new byte[100_000]);

        // The JDK compares nothing with the local headers, so it reads every one.
        try (ZipFile zip = open(bytes)) {
            assertThat(Collections.list(zip.entries())).hasSize(1_000);
        }
        assertThat(bytes.length).isLessThan(100_000);
    }

    @Test
    void hostileNamesArriveUnchanged() throws IOException {
        byte[] file = PictureFiles.png(DrawnPicture.of(1, 20, 20));
        byte[] zip = ArchiveBombs.zipWithHostileNames(List.of(file));
        byte[] tar = ArchiveBombs.tarWithHostileNames(List.of(file));

        for (byte[] name : ArchiveBombs.hostileNames()) {
            String text = new String(name, StandardCharsets.ISO_8859_1);
            assertThat(new String(zip, StandardCharsets.ISO_8859_1)).contains(text);
            assertThat(new String(tar, StandardCharsets.ISO_8859_1)).contains(text);
        }
    }

    @Test
    void nestedZipsAreSmall() {
        assertThat(ArchiveBombs.nestedZips(30, 1, 0).length).isLessThan(10_000);
        assertThat(ArchiveBombs.nestedZips(5, 10, 10).length).isLessThan(200_000);
    }

    private ZipFile open(byte[] bytes) throws IOException {
        return new ZipFile(Files.write(folder.resolve("bomb.zip"), bytes).toFile());
    }

    private static void assertSides(byte[] file, int width, int height) throws IOException {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            ImageReader reader = readers.next();
            reader.setInput(in);
            assertThat(reader.getWidth(0)).isEqualTo(width);
            assertThat(reader.getHeight(0)).isEqualTo(height);
            reader.dispose();
        }
    }
}
