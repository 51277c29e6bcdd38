package dev.mangrove.scan.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.scan.capture.EvidenceFile;
import dev.mangrove.scan.capture.EvidenceFiles;
import dev.mangrove.scan.capture.RawPaths;
import dev.mangrove.scan.examine.TypeSniffer;
import dev.mangrove.scan.item.MediaType;
import dev.mangrove.scan.item.Reason;
import dev.mangrove.testkit.Digests;
import dev.mangrove.testkit.DiskImages;
import dev.mangrove.testkit.DrawnPicture;
import dev.mangrove.testkit.PictureFiles;
import dev.mangrove.testkit.Seed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.zip.Adler32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Expert Witness images are read over all their segments, and their stored digests are checked.
class ExpertWitnessWalkTest {

    private static final int PICTURES = 10;

    @TempDir
    Path folder;

    private final SplittableRandom random = Seed.random("ewf");
    private final WalkRecorder recorder = new WalkRecorder();

    @Test
    void picturesComeOutOfAllSegmentsAndTheStoredDigestAgrees() throws IOException {
        if (!canRun()) {
            return;
        }
        Map<String, byte[]> files = pictures();
        Path first = acquired(files);
        assertThat(folder.resolve("image.E03")).exists();

        WalkOutcome outcome = walk(first);

        assertThat(outcome).isInstanceOf(WalkOutcome.Complete.class);
        assertThat(outcome.notes()).containsExactly("storedHashAgrees");
        assertThat(recorder.found).hasSize(PICTURES + 1);
        files.forEach((name, bytes) -> assertThat(WalkRecorder.digests(recorder.named(name)))
                .hasValueSatisfying(
                        digests -> assertThat(digests.sha256().toHex()).isEqualTo(Digests.sha256(bytes))));
    }

    @Test
    void aMissingSegmentIsSaidInPlainWords() throws IOException {
        if (!canRun()) {
            return;
        }
        Path first = acquired(pictures());
        Files.delete(folder.resolve("image.E02"));

        WalkOutcome outcome = walk(first);

        assertThat(outcome).isInstanceOfSatisfying(WalkOutcome.Incomplete.class, incomplete -> {
            assertThat(incomplete.reason()).isEqualTo(Reason.TRUNCATED);
            assertThat(incomplete.detail()).contains("segment 2 (.E02) of the image is missing");
        });
    }

    @Test
    void aStoredDigestThatDiffersIsTold() throws IOException {
        if (!canRun()) {
            return;
        }
        Path first = acquired(pictures());
        Path last = folder.resolve("image.E03");
        for (int i = 4; Files.exists(folder.resolve("image.E%02d".formatted(i))); i++) {
            last = folder.resolve("image.E%02d".formatted(i));
        }
        byte[] bytes = Files.readAllBytes(last);
        for (String section : new String[] {"digest", "hash"}) {
            int at = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).lastIndexOf(section + "\0\0");
            if (at >= 0) {
                bytes[at + 76] ^= 1;
                int length = section.equals("digest") ? 76 : 32;
                Adler32 sum = new Adler32();
                sum.update(bytes, at + 76, length);
                ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(at + 76 + length, (int) sum.getValue());
            }
        }
        Files.write(last, bytes);

        WalkOutcome outcome = walk(first);

        assertThat(outcome.notes()).contains("storedHashDiffers");
        assertThat(recorder.found).hasSize(PICTURES + 1);
    }

    @Test
    void aFurtherSegmentIsNoContainer() throws IOException {
        if (!canRun()) {
            return;
        }
        acquired(pictures());
        assertThat(type(folder.resolve("image.E02"))).isEqualTo(MediaType.EWF_SEGMENT);
    }

    private static boolean canRun() {
        return DiskImages.canRun("fls", "fsstat", "mmls", "icat", "fiwalk", "mkfs.ext4", "ewfacquire");
    }

    private Map<String, byte[]> pictures() {
        Map<String, byte[]> files = new TreeMap<>();
        for (int i = 0; i < PICTURES; i++) {
            files.put("b%02d.jpg".formatted(i), PictureFiles.png(DrawnPicture.of(random.nextLong(), 300, 500)));
        }
        byte[] noise = new byte[3 << 20];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (byte) random.nextInt();
        }
        files.put("noise.bin", noise);
        return files;
    }

    private Path acquired(Map<String, byte[]> files) throws IOException {
        Path raw = DiskImages.ext4(folder.resolve("raw.dd"), 8 << 20, files);
        return DiskImages.ewf(raw, folder.resolve("image"), 1 << 20);
    }

    private static MediaType type(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(TypeSniffer.HEAD_BYTES);
            return TypeSniffer.sniff(head, head.length);
        }
    }

    private WalkOutcome walk(Path first) throws IOException {
        assertThat(type(first)).isEqualTo(MediaType.EWF);
        try (EvidenceFile file = EvidenceFiles.system().open(RawPaths.rawName(first.toAbsolutePath()))) {
            return recorder.walk(file, first.getFileName().toString(), MediaType.EWF, WalkLimits.STANDARD);
        }
    }
}
