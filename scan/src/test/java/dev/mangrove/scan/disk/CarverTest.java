package dev.mangrove.scan.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.testkit.DrawnPicture;
import dev.mangrove.testkit.PictureFiles;
import dev.mangrove.testkit.Seed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;

/// Files planted in noise at known places come out whole, and nothing else does.
class CarverTest {

    private static final int NOISE_BYTES = 4 << 20;

    private final SplittableRandom random = Seed.random("carve");
    private final byte[] disk = noise(NOISE_BYTES);

    @Test
    void filesPlantedInNoiseAreFoundFromTheirFirstToTheirLastByte() throws IOException {
        Map<Long, byte[]> planted = new TreeMap<>();
        plant(planted, 512 * 3, PictureFiles.jpeg(picture(), 0.9f));
        plant(planted, 300_001, PictureFiles.jpegProgressive(picture(), 0.8f));
        plant(planted, 800_000, PictureFiles.png(picture()));
        plant(planted, 1_500_123, PictureFiles.gif(picture()));
        plant(planted, 2_000_000, withThumbnail());
        plant(planted, 2_600_000, mp4());

        List<Carved> found = carve();

        assertThat(found.stream().filter(Carved::complete).map(Carved::offset).toList())
                .containsExactlyElementsOf(planted.keySet());
        for (Carved file : found) {
            byte[] expected = planted.get(file.offset());
            assertThat(file.lengthBytes()).as(file.extension()).isEqualTo(expected.length);
        }
        assertThat(found.stream().map(Carved::extension)).containsExactly("jpg", "jpg", "png", "gif", "jpg", "mp4");
    }

    @Test
    void whatLiesSideBySideIsToldApart() throws IOException {
        byte[] one = PictureFiles.jpeg(picture(), 0.9f);
        byte[] two = PictureFiles.jpeg(picture(), 0.9f);
        System.arraycopy(one, 0, disk, 4096, one.length);
        System.arraycopy(two, 0, disk, 4096 + one.length, two.length);

        assertThat(carve())
                .containsExactly(
                        new Carved(4096, 4096 + one.length, true, "jpg"),
                        new Carved(4096 + one.length, 4096 + one.length + two.length, true, "jpg"));
    }

    @Test
    void falseBeginningsGiveNothing() throws IOException {
        for (int i = 0; i < 2000; i++) {
            byte[] signature = signatures().get(random.nextInt(4));
            System.arraycopy(signature, 0, disk, random.nextInt(disk.length - 16), signature.length);
        }

        assertThat(carve()).isEmpty();
    }

    /// Noise behind the break looks like a segment in one of five draws, so many are needed. It may by chance look like
    /// the end of a picture, or like two segments with a marker between: about once in two hundred draws.
    @Test
    void aFileThatBreaksOffIsTakenToTheBreakAndTheNextOneIsStillFound() throws IOException {
        int right = 0;
        for (int draw = 0; draw < 200; draw++) {
            byte[] noise = noise(1 << 18);
            System.arraycopy(noise, 0, disk, 0, noise.length);
            right += findsTheBreakAndTheNextFile() ? 1 : 0;
        }

        assertThat(right).isGreaterThanOrEqualTo(190);
    }

    private boolean findsTheBreakAndTheNextFile() throws IOException {
        byte[] jpeg = PictureFiles.jpeg(picture(), 0.9f);
        byte[] png = PictureFiles.png(picture());
        int end = 8192 + jpeg.length / 2;
        System.arraycopy(jpeg, 0, disk, 8192, jpeg.length / 2);
        System.arraycopy(png, 0, disk, end + 8192, png.length);

        List<Carved> found = carve();

        Carved broken = found.getFirst();
        assertThat(broken.offset()).isEqualTo(8192);
        assertThat(broken.endOffset()).isGreaterThanOrEqualTo(end - 1L);
        return !broken.complete()
                && broken.endOffset() < end + 8192L
                && found.contains(new Carved(end + 8192, end + 8192 + png.length, true, "png"));
    }

    private DrawnPicture picture() {
        return DrawnPicture.of(random.nextLong(), 320, 240);
    }

    private void plant(Map<Long, byte[]> planted, int at, byte[] file) {
        System.arraycopy(file, 0, disk, at, file.length);
        planted.put((long) at, file);
    }

    /// A picture with a whole small one in a segment before it.
    private byte[] withThumbnail() {
        byte[] picture = PictureFiles.jpeg(picture(), 0.9f);
        byte[] small = PictureFiles.jpeg(DrawnPicture.of(random.nextLong(), 80, 60), 0.7f);
        ByteBuffer all = ByteBuffer.allocate(picture.length + small.length + 4);
        all.put(picture, 0, 2).put((byte) 0xFF).put((byte) 0xE1).putShort((short) (small.length + 2));
        all.put(small).put(picture, 2, picture.length - 2);
        return all.array();
    }

    private byte[] mp4() {
        ByteBuffer file = ByteBuffer.allocate(24 + 100_008 + 508);
        box(file, "ftyp", "isom0000isommp42".getBytes(StandardCharsets.US_ASCII));
        box(file, "mdat", noise(100_000));
        box(file, "moov", noise(500));
        return file.array();
    }

    private static void box(ByteBuffer file, String type, byte[] content) {
        file.putInt(8 + content.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(content);
    }

    private byte[] noise(int count) {
        byte[] noise = new byte[count];
        random.nextBytes(noise);
        return noise;
    }

    private static List<byte[]> signatures() {
        return List.of(
                new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 0, 16},
                new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10},
                "GIF89a".getBytes(StandardCharsets.US_ASCII),
                "\0\0\0\30ftypisom".getBytes(StandardCharsets.US_ASCII));
    }

    private List<Carved> carve() throws IOException {
        List<Carved> found = new ArrayList<>();
        byte[] copy = Arrays.copyOf(disk, disk.length);
        new Carver(new SeekableInMemoryByteChannel(copy)).search(0, copy.length, found::add);
        return found;
    }
}
