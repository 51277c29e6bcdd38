package dev.mangrove.scan.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.scan.capture.EvidenceFile;
import dev.mangrove.scan.capture.EvidenceFiles;
import dev.mangrove.scan.capture.RawPaths;
import dev.mangrove.testkit.Digests;
import dev.mangrove.testkit.DiskImages;
import dev.mangrove.testkit.Seed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is read from the image directly is what `icat` gives, file by file, deleted ones too.
class FileContentTest {

    @TempDir
    Path folder;

    private final SplittableRandom random = Seed.random("file content");

    @Test
    void theImageItselfGivesWhatIcatGives() throws IOException {
        if (!DiskImages.canRun("fls", "icat", "fiwalk", "mkfs.fat", "mcopy", "mkfs.ext4", "mkntfs", "ntfscp")) {
            return;
        }
        Map<String, byte[]> files = files();
        Path fat = DiskImages.fat(folder.resolve("fat.dd"), 4 << 20, 12, files);
        DiskImages.deleteFromFat(fat, "f04");
        Path ext = DiskImages.ext4(folder.resolve("ext.dd"), 4 << 20, files);
        DiskImages.deleteFromExt4(ext, "f05");
        Path ntfs = DiskImages.ntfs(folder.resolve("ntfs.dd"), 8 << 20, files);
        DiskImages.addStream(ntfs, "f03", "small", new byte[] {1, 2, 3});
        DiskImages.addStream(ntfs, "f03", "large", files.get("f06"));
        DiskImages.deleteFromNtfs(ntfs, "f07");

        assertThat(compare(fat, "fat12")).isGreaterThanOrEqualTo(files.size());
        assertThat(compare(ext, "ext4")).isGreaterThanOrEqualTo(files.size());
        assertThat(compare(ntfs, "ntfs")).isGreaterThanOrEqualTo(files.size());
    }

    private Map<String, byte[]> files() {
        Map<String, byte[]> files = new TreeMap<>();
        int[] sizes = {1, 500, 700, 1023, 1024, 4096, 5000, 70_000, 300_001};
        for (int i = 0; i < sizes.length; i++) {
            byte[] bytes = new byte[sizes[i]];
            random.nextBytes(bytes);
            files.put("f%02d".formatted(i), bytes);
        }
        byte[] holes = new byte[200_000];
        random.nextBytes(holes);
        java.util.Arrays.fill(holes, 8192, 160_000, (byte) 0);
        files.put("holes", holes);
        return files;
    }

    /// How many files were equal.
    private static int compare(Path image, String fileSystem) throws IOException {
        try (EvidenceFile file = EvidenceFiles.system().open(RawPaths.rawName(image))) {
            SleuthKit kit = new SleuthKit(new ImagePrograms(Map.of("image.dd", file), () -> {}), "raw", file.size());
            FileContent direct = new FileContent(kit, file, kit.runs(), 0, fileSystem);
            FileContent through = new FileContent(kit, file, FileRuns.none(), 0, fileSystem);
            int equal = 0;
            try (Listing listing = kit.list(0, fileSystem)) {
                for (Optional<ListedFile> one = listing.next(); one.isPresent(); one = listing.next()) {
                    if (one.get().kind() == ListedFile.Kind.FILE) {
                        assertThat(read(direct, one.get()))
                                .as(one.get().path().display())
                                .isEqualTo(read(through, one.get()));
                        equal++;
                    }
                }
            }
            return equal;
        }
    }

    private static String read(FileContent content, ListedFile file) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            content.copyTo(file, bytes);
            return bytes.size() + " " + Digests.sha256(bytes.toByteArray());
        } catch (IOException e) {
            return e.getMessage() + " after " + bytes.size();
        }
    }
}
