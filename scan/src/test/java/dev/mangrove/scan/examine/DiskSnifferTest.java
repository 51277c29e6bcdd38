package dev.mangrove.scan.examine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.scan.item.MediaType;
import dev.mangrove.testkit.DrawnPicture;
import dev.mangrove.testkit.PictureFiles;
import dev.mangrove.testkit.Seed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The mark at a sector's end makes no disk of a file.
class DiskSnifferTest {

    private final SplittableRandom random = Seed.random("disk sniffer");

    @Test
    void aMarkAtTheEndOfASectorProvesNothing() {
        byte[] picture = PictureFiles.jpeg(DrawnPicture.of(random.nextLong(), 200, 200), 0.9f);
        byte[] text = "A line of a letter.\n".repeat(200).getBytes(StandardCharsets.US_ASCII);
        byte[] zeros = new byte[4096];
        for (byte[] file : List.of(picture, text, zeros)) {
            file[510] = 0x55;
            file[511] = (byte) 0xAA;
            assertThat(sniff(file).kind()).isNotEqualTo(MediaType.Kind.CONTAINER);
        }
        assertThat(sniff(picture)).isEqualTo(MediaType.JPEG);
    }

    @Test
    void noiseWithTheMarkIsNoDisk() {
        for (int i = 0; i < 20_000; i++) {
            byte[] noise = new byte[2048];
            random.nextBytes(noise);
            noise[510] = 0x55;
            noise[511] = (byte) 0xAA;
            assertThat(sniff(noise)).isNotEqualTo(MediaType.DISK_IMAGE);
        }
    }

    @Test
    void aTableOfPartitionsIsADiskUnlessTheyContradictEachOther() {
        byte[] disk = new byte[4096];
        disk[510] = 0x55;
        disk[511] = (byte) 0xAA;
        entry(disk, 0, 0x0C, 2048, 1000);
        entry(disk, 1, 0x83, 4096, 1000);
        assertThat(sniff(disk)).isEqualTo(MediaType.DISK_IMAGE);

        entry(disk, 1, 0x83, 2500, 1000);
        assertThat(sniff(disk)).isNotEqualTo(MediaType.DISK_IMAGE);
    }

    @Test
    void aGuardOfAPartitionTableThatIsNotThereIsNoDisk() {
        byte[] disk = new byte[4096];
        disk[510] = 0x55;
        disk[511] = (byte) 0xAA;
        entry(disk, 0, 0xEE, 1, 1000);
        assertThat(sniff(disk)).isNotEqualTo(MediaType.DISK_IMAGE);

        System.arraycopy("EFI PART".getBytes(StandardCharsets.US_ASCII), 0, disk, 512, 8);
        assertThat(sniff(disk)).isEqualTo(MediaType.DISK_IMAGE);
    }

    @Test
    void discsEncryptedVolumesAndSegmentsAreKnownByTheirMarks() {
        assertThat(sniff(marked(34 << 10, 32_769, "CD001"))).isEqualTo(MediaType.DISK_IMAGE);
        assertThat(sniff(marked(4096, 0, "LUKS\u00BA\u00BE\0\2"))).isEqualTo(MediaType.DISK_IMAGE);
        assertThat(sniff(marked(4096, 0, "EVF\t\r\n\u00FF\0\1\1\0"))).isEqualTo(MediaType.EWF);
        assertThat(sniff(marked(4096, 0, "EVF\t\r\n\u00FF\0\1\2\0"))).isEqualTo(MediaType.EWF_SEGMENT);
    }

    @Test
    void noFileOfOtherProjectsIsTakenForADisk() throws IOException {
        for (String name : List.of("corpora", "vectors")) {
            var folder = SharedFiles.folder(name);
            if (folder.isEmpty()) {
                return;
            }
            try (Stream<Path> files = Files.walk(folder.get())) {
                assertThat(files.filter(Files::isRegularFile).filter(DiskSnifferTest::isDisk))
                        .isEmpty();
            }
        }
    }

    private static boolean isDisk(Path file) {
        try (var in = Files.newInputStream(file)) {
            MediaType type = sniff(in.readNBytes(TypeSniffer.HEAD_BYTES));
            return type == MediaType.DISK_IMAGE || type == MediaType.EWF || type == MediaType.EWF_SEGMENT;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void entry(byte[] disk, int number, int type, int start, int sectors) {
        ByteBuffer table = ByteBuffer.wrap(disk).order(ByteOrder.LITTLE_ENDIAN);
        int at = 446 + 16 * number;
        table.put(at + 4, (byte) type).putInt(at + 8, start).putInt(at + 12, sectors);
    }

    private static byte[] marked(int length, int at, String mark) {
        byte[] file = new byte[length];
        byte[] bytes = mark.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, file, at, bytes.length);
        return file;
    }

    private static MediaType sniff(byte[] file) {
        return TypeSniffer.sniff(file, Math.min(file.length, TypeSniffer.HEAD_BYTES));
    }
}
