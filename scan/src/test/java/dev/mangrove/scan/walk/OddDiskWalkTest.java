package dev.mangrove.scan.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.scan.item.MediaType;
import dev.mangrove.scan.item.Reason;
import dev.mangrove.testkit.Archives;
import dev.mangrove.testkit.Digests;
import dev.mangrove.testkit.DiskImages;
import dev.mangrove.testkit.DrawnPicture;
import dev.mangrove.testkit.PictureFiles;
import dev.mangrove.testkit.Seed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Disk images that lie, that are locked, or that lie in something else.
class OddDiskWalkTest {

    private static final int DENTRY_BYTES = 32;

    @TempDir
    Path folder;

    private final SplittableRandom random = Seed.random("odd disks");
    private final WalkRecorder recorder = new WalkRecorder();

    @Test
    void moreNamesThanAVolumeCanHoldEndItsListingAndWhatCameBeforeIsKept() throws IOException {
        if (!canRun()) {
            return;
        }
        byte[] image = withPhantoms(16_000, 0);

        WalkOutcome outcome = recorder.walk(image, "floppy.img");

        assertThat(outcome).isInstanceOfSatisfying(WalkOutcome.Incomplete.class, incomplete -> {
            assertThat(incomplete.reason()).isEqualTo(Reason.LIMIT_REACHED);
            assertThat(incomplete.detail()).contains("more than 12880 names");
        });
        assertThat(WalkRecorder.digests(recorder.named("A.JPG"))).isPresent();
        assertThat(recorder.found).hasSizeLessThanOrEqualTo(12_880);
    }

    @Test
    void filesThatClaimTheWholeFloppyEachGiveNoMoreThanItHolds() throws IOException {
        if (!canRun()) {
            return;
        }
        byte[] image = withPhantoms(12, 1_400_000);

        recorder.walk(image, "floppy.img");

        assertThat(WalkRecorder.digests(recorder.named("A.JPG"))).isPresent();
        assertThat(recorder.found).hasSize(13);
        assertThat(recorder.bytes).isLessThan(64L << 20);
    }

    @Test
    void anEncryptedPartitionIsSaidToBeSo() throws IOException {
        if (!canRun() || !DiskImages.canRun("sfdisk")) {
            return;
        }
        byte[] locked = new byte[1 << 20];
        random.nextBytes(locked);
        System.arraycopy("\u00EB\u0058\u0090-FVE-FS-".getBytes(StandardCharsets.ISO_8859_1), 0, locked, 0, 11);
        byte[] luks = new byte[1 << 20];
        System.arraycopy("LUKS\u00BA\u00BE\0\1".getBytes(StandardCharsets.ISO_8859_1), 0, luks, 0, 8);
        Path one = Files.write(folder.resolve("1.dd"), locked);
        Path two = Files.write(folder.resolve("2.dd"), luks);
        Path disk = DiskImages.partitioned(folder.resolve("disk.dd"), "gpt", List.of(one, two));

        recorder.walk(Files.readAllBytes(disk), "disk.dd");

        assertThat(recorder.found).hasSize(2);
        assertThat(recorder.found)
                .allSatisfy(member -> assertThat(WalkRecorder.reason(member)).contains(Reason.ENCRYPTED));
    }

    @Test
    void anImageInAnArchiveIsWalkedAndAnArchiveInAnImageToo() throws IOException {
        if (!canRun()) {
            return;
        }
        byte[] picture = jpeg();
        byte[] zip = Archives.zip(Map.of("deep.jpg", picture));
        Path image = DiskImages.fat(folder.resolve("f.img"), 1440 << 10, 12, Map.of("in.zip", zip));
        byte[] outer = Archives.zip(Map.of("f.img", Files.readAllBytes(image)));

        WalkOutcome outcome = recorder.walk(outer, "outer.zip");

        assertThat(outcome).isInstanceOf(WalkOutcome.Complete.class);
        assertThat(WalkRecorder.digests(recorder.named("deep.jpg")))
                .hasValueSatisfying(
                        digests -> assertThat(digests.sha256().toHex()).isEqualTo(Digests.sha256(picture)));
        assertThat(WalkRecorder.line(recorder.named("f.img"))).contains(MediaType.DISK_IMAGE.label());
    }

    private static boolean canRun() {
        return DiskImages.canRun("fls", "fsstat", "mmls", "icat", "fiwalk", "mkfs.fat", "mcopy");
    }

    /// A floppy with a picture, and a folder of made-up names.
    private byte[] withPhantoms(int names, int sizeBytes) throws IOException {
        ByteBuffer folderBytes = ByteBuffer.allocate((names + 2) * DENTRY_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        folderBytes.position(2 * DENTRY_BYTES);
        for (int i = 0; i < names; i++) {
            int at = folderBytes.position();
            folderBytes.put(String.format(Locale.ROOT, "P%07dTXT", i).getBytes(StandardCharsets.US_ASCII));
            folderBytes.put(at + 11, (byte) 0x20).putShort(at + 24, (short) 0x5821);
            folderBytes.putShort(at + 22, (short) 0x5821).putShort(at + 26, (short) (sizeBytes == 0 ? 0 : 2 + i));
            folderBytes.putInt(at + 28, sizeBytes);
            folderBytes.position(at + DENTRY_BYTES);
        }
        Path image = DiskImages.fat(
                folder.resolve("floppy.img"), 1440 << 10, 12, Map.of("A.JPG", jpeg(), "PHANTOM", folderBytes.array()));
        byte[] bytes = Files.readAllBytes(image);
        int entry = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("PHANTOM    ");
        bytes[entry + 11] = 0x10;
        int cluster = (bytes[entry + 26] & 0xFF) | (bytes[entry + 27] & 0xFF) << 8;
        int data = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("P0000000TXT") - 2 * DENTRY_BYTES;
        dot(bytes, data, ".", cluster);
        dot(bytes, data + DENTRY_BYTES, "..", 0);
        return bytes;
    }

    private static void dot(byte[] bytes, int at, String name, int cluster) {
        byte[] padded = (name + "           ").substring(0, 11).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(padded, 0, bytes, at, 11);
        bytes[at + 11] = 0x10;
        bytes[at + 26] = (byte) cluster;
        bytes[at + 27] = (byte) (cluster >> 8);
    }

    private byte[] jpeg() {
        return PictureFiles.jpeg(DrawnPicture.of(random.nextLong(), 160, 120), 0.8f);
    }
}
