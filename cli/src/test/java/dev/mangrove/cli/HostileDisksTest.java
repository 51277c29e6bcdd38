package dev.mangrove.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.testkit.DiskImages;
import dev.mangrove.testkit.DrawnPicture;
import dev.mangrove.testkit.PictureFiles;
import dev.mangrove.testkit.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// No disk image stops a scan: small images of every kind, damaged at random where their structures lie, come out of
/// whole scans with real workers and real programs in one state each, and nothing takes over its limit.
///
/// The ordinary run has 14 images; the full form is `-Dmangrove.disks=2000`, half an hour on two processors. Give it
/// to the tests' JVM as `-Dmangrove.test.arguments="-Dmangrove.disks=2000 -Dmangrove.seed=7"`.
class HostileDisksTest {

    private static final int IMAGES = Integer.getInteger("mangrove.disks", 14);
    private static final int FAILURES_MAX = 20;
    private static final int SECTOR_BYTES = 512;
    private static final int WOUNDS_MAX = 12;

    @TempDir
    Path folder;

    private final SplittableRandom random = Seed.random("disks");

    @Test
    void everyDamagedImageEndsInOneState() throws Exception {
        if (!DiskImages.canRun("fls", "fiwalk", "mkfs.fat", "mcopy", "mkfs.ext4", "mkntfs", "ntfscp", "sfdisk")
                || !DiskImages.canRun("ewfacquire")) {
            return;
        }
        List<byte[]> sound = soundImages(Files.createDirectory(folder.resolve("sound")));
        Path capture = Files.createDirectory(folder.resolve("capture"));
        for (int i = 0; i < IMAGES; i++) {
            byte[] image = sound.get(i % sound.size()).clone();
            Files.write(capture.resolve("%04d.dd".formatted(i)), damaged(image));
        }

        Instant begin = Instant.now();
        WholeScan scan = WholeScan.run(folder.resolve("workspace"), List.of(), capture);

        long pictures = scan.rows().stream().filter(WholeScan.Row::isPicture).count();
        System.out.printf(
                Locale.ROOT,
                "%,d damaged images: %d s, %,d items, %,d pictures, not examined %s; attempts that failed: %s%n",
                IMAGES,
                Duration.between(begin, Instant.now()).toSeconds(),
                scan.summary().items(),
                pictures,
                new TreeMap<>(scan.summary().notExamined()),
                scan.failedAttempts());
        scan.rows().stream()
                .filter(row -> List.of("timedOut", "workerDied", "outOfMemory").contains(row.reason()))
                .forEach(row -> System.out.println("    " + row.path() + ": " + row.reason() + ", " + row.detail()));
        scan.requireEveryFile(1, capture);
        assertThat(scan.failures()).isLessThanOrEqualTo(FAILURES_MAX);
        assertThat(scan.failedAttempts()).doesNotContainPattern("[0-9]{2,}");
        assertThat(pictures).as("pictures behind damage").isGreaterThan(IMAGES);
    }

    private List<byte[]> soundImages(Path place) throws IOException {
        Path fat12 = DiskImages.fat(place.resolve("fat12.dd"), 1440 << 10, 12, pictures("DCIM/"));
        DiskImages.deleteFromFat(fat12, "DCIM/b1.jpg");
        Path fat16 = DiskImages.fat(place.resolve("fat16.dd"), 9 << 20, 16, pictures("a/b/c/"));
        Path ext = DiskImages.ext4(place.resolve("ext.dd"), 2 << 20, pictures("home/"));
        DiskImages.deleteFromExt4(ext, "home/b2.jpg");
        Path ntfs = DiskImages.ntfs(place.resolve("ntfs.dd"), 4 << 20, pictures(""));
        Path dos = DiskImages.partitioned(place.resolve("dos.dd"), "dos", List.of(fat12, ext));
        Path gpt = DiskImages.partitioned(place.resolve("gpt.dd"), "gpt", List.of(ntfs, fat12));
        Path ewf = DiskImages.ewf(fat12, place.resolve("ewf"), 2 << 20);
        List<byte[]> images = new ArrayList<>();
        for (Path image : List.of(fat12, fat16, ext, ntfs, dos, gpt, ewf)) {
            images.add(Files.readAllBytes(image));
        }
        return images;
    }

    private Map<String, byte[]> pictures(String prefix) {
        Map<String, byte[]> files = new TreeMap<>();
        for (int i = 0; i < 6; i++) {
            files.put(prefix + "b" + i + ".jpg", PictureFiles.jpeg(DrawnPicture.of(random.nextLong(), 120, 90), 0.8f));
        }
        return files;
    }

    /// Hurts sectors that hold something; one image in eight is cut as well.
    private byte[] damaged(byte[] image) {
        List<Integer> written = new ArrayList<>();
        for (int at = 0; at + SECTOR_BYTES <= image.length; at += SECTOR_BYTES) {
            if (image[at] != 0 || image[at + 8] != 0 || image[at + SECTOR_BYTES - 2] != 0) {
                written.add(at);
            }
        }
        int wounds = 1 + random.nextInt(WOUNDS_MAX);
        for (int i = 0; i < wounds; i++) {
            // The structures of most file systems lie before their files.
            int index = random.nextBoolean()
                    ? random.nextInt(Math.min(24, written.size()))
                    : random.nextInt(written.size());
            wound(image, written.get(index), written.get(random.nextInt(written.size())));
        }
        return random.nextInt(8) == 0 ? Arrays.copyOf(image, 4096 + random.nextInt(image.length - 4096)) : image;
    }

    private void wound(byte[] image, int sector, int other) {
        int at = sector + random.nextInt(SECTOR_BYTES - 8);
        switch (random.nextInt(5)) {
            case 0 -> image[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> Arrays.fill(image, at, at + 1 + random.nextInt(8), (byte) 0xFF);
            case 2 -> {
                for (int i = 0; i < 4; i++) {
                    image[at + i] = (byte) random.nextInt();
                }
            }
            case 3 -> System.arraycopy(image, other, image, sector, SECTOR_BYTES);
            default -> Arrays.fill(image, at, at + 4, (byte) 0);
        }
    }
}
