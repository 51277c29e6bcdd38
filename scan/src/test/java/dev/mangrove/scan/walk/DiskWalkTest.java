package dev.mangrove.scan.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.scan.capture.EvidenceFile;
import dev.mangrove.scan.capture.EvidenceFiles;
import dev.mangrove.scan.capture.RawPaths;
import dev.mangrove.scan.examine.TypeSniffer;
import dev.mangrove.scan.item.MediaType;
import dev.mangrove.scan.item.RawName;
import dev.mangrove.testkit.Digests;
import dev.mangrove.testkit.DiskImages;
import dev.mangrove.testkit.DrawnPicture;
import dev.mangrove.testkit.PictureFiles;
import dev.mangrove.testkit.Seed;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Planted pictures are found in disk images, with their bytes exact, deleted ones too.
class DiskWalkTest {

    private static final int PICTURES = 12;
    private static final String[] KIT = {"fls", "fsstat", "mmls", "icat", "fiwalk"};

    @TempDir
    Path folder;

    private final SplittableRandom random = Seed.random("disk");
    private final WalkRecorder recorder = new WalkRecorder();

    @Test
    void everyPictureOfAFatVolumeIsFoundAndTheDeletedOnesAreMarked() throws IOException {
        if (!DiskImages.canRun(KIT) || !DiskImages.canRun("mkfs.fat", "mcopy", "mdel")) {
            return;
        }
        for (int bits : new int[] {12, 16, 32}) {
            recorder.found.clear();
            Map<String, byte[]> files = pictures("DCIM/100/");
            Path image = DiskImages.fat(
                    folder.resolve("fat" + bits + ".dd"),
                    (bits == 12 ? 4L : bits == 16 ? 16L : 40L) << 20,
                    bits,
                    files);
            DiskImages.deleteFromFat(image, "DCIM/100/b03.jpg");

            WalkOutcome outcome = walk(image);

            assertThat(outcome).isEqualTo(new WalkOutcome.Complete(List.of()));
            requireAll(files, "", Map.of("DCIM/100/b03.jpg", "DCIM/100/_03.jpg"));
            assertThat(WalkRecorder.notes(recorder.named("DCIM/100/_03.jpg"))).containsExactly("deleted");
            assertThat(recorder.named("DCIM/100/b04.jpg").origin().modifiedAt()).isPresent();
        }
    }

    @Test
    void anImageThatWasCutIntoNumberedFilesIsReadAsOne() throws IOException {
        if (!DiskImages.canRun(KIT) || !DiskImages.canRun("mkfs.fat", "mcopy")) {
            return;
        }
        Map<String, byte[]> files = pictures("DCIM/");
        byte[] whole = Files.readAllBytes(DiskImages.fat(folder.resolve("whole.dd"), 4L << 20, 12, files));
        int part = (whole.length / 3) & -512;
        Files.write(folder.resolve("disk.001"), Arrays.copyOf(whole, part));
        Files.write(folder.resolve("disk.002"), Arrays.copyOfRange(whole, part, 2 * part));
        Files.write(folder.resolve("disk.003"), Arrays.copyOfRange(whole, 2 * part, whole.length));

        WalkOutcome outcome;
        try (EvidenceFile first = EvidenceFiles.system().open(RawPaths.rawName(folder.resolve("disk.001")))) {
            outcome = recorder.walk(first, "disk.001", MediaType.DISK_IMAGE, WalkLimits.STANDARD);
        }

        assertThat(outcome).isEqualTo(new WalkOutcome.Complete(List.of("volumesJoined:3")));
        requireAll(files, "", Map.of());
    }

    @Test
    void everyPictureOfAnExt4VolumeIsFoundByItsRawName() throws IOException {
        if (!DiskImages.canRun(KIT) || !DiskImages.canRun("mkfs.ext4", "debugfs")) {
            return;
        }
        Map<String, byte[]> files = pictures("a/b/");
        Path image = DiskImages.ext4(folder.resolve("ext.dd"), 8 << 20, files);
        DiskImages.deleteFromExt4(image, "a/b/b05.jpg");

        WalkOutcome outcome = walk(image);

        assertThat(outcome).isEqualTo(new WalkOutcome.Complete(List.of()));
        requireAll(files, "", Map.of());
        assertThat(WalkRecorder.notes(recorder.named("a/b/b05.jpg"))).contains("deleted");
    }

    @Test
    void everyPictureOfAnNtfsVolumeIsFoundAndItsStreamsAreMembers() throws IOException {
        if (!DiskImages.canRun(KIT) || !DiskImages.canRun("mkntfs", "ntfscp")) {
            return;
        }
        Map<String, byte[]> files = pictures("");
        files.put("small.txt", "resident".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        Path image = DiskImages.ntfs(folder.resolve("ntfs.dd"), 8 << 20, files);
        byte[] hidden = jpeg();
        DiskImages.addStream(image, "b02.jpg", "hidden", hidden);
        DiskImages.deleteFromNtfs(image, "b06.jpg");

        WalkOutcome outcome = walk(image);

        files.put("b02.jpg:hidden", hidden);
        assertThat(outcome).isEqualTo(new WalkOutcome.Complete(List.of()));
        requireAll(files, "", Map.of("b06.jpg", "$OrphanFiles/b06.jpg"));
        assertThat(WalkRecorder.notes(recorder.named("$OrphanFiles/b06.jpg"))).containsExactly("deleted", "orphan");
        assertThat(recorder.found).as("%s", recorder.lines()).hasSize(files.size() + 1);
    }

    @Test
    void partitionsAreNumberedAsTheTableDoesAndAnUnreadableOneIsListed() throws IOException {
        if (!DiskImages.canRun(KIT) || !DiskImages.canRun("mkfs.fat", "mcopy", "mkfs.ext4", "sfdisk")) {
            return;
        }
        Map<String, byte[]> first = pictures("DCIM/");
        Map<String, byte[]> third = pictures("home/");
        Path fat = DiskImages.fat(folder.resolve("1.dd"), 16 << 20, 16, first);
        Path unknown = DiskImages.empty(folder.resolve("2.dd"), 1 << 20);
        Path ext = DiskImages.ext4(folder.resolve("3.dd"), 8 << 20, third);
        for (String label : List.of("dos", "gpt")) {
            recorder.found.clear();
            Path disk = DiskImages.partitioned(folder.resolve(label + ".dd"), label, List.of(fat, unknown, ext));

            WalkOutcome outcome = walk(disk);

            assertThat(outcome).isInstanceOf(WalkOutcome.Complete.class);
            assertThat(outcome.notes().getFirst()).startsWith("unallocatedPartitions:");
            requireAll(first, "p1/", Map.of());
            requireAll(third, "p3/", Map.of());
            assertThat(WalkRecorder.reason(recorder.named("p2")))
                    .hasValueSatisfying(reason -> assertThat(reason.label()).isEqualTo("unsupported"));
        }
    }

    @Test
    void anInterruptedWalkNumbersItsMembersAsAWholeOneDoes() throws IOException {
        if (!DiskImages.canRun(KIT) || !DiskImages.canRun("mkfs.fat", "mcopy")) {
            return;
        }
        Path image = DiskImages.fat(folder.resolve("r.dd"), 16 << 20, 16, pictures("DCIM/"));
        walk(image);
        List<String> whole = recorder.lines();
        WalkRecorder again = new WalkRecorder();
        recorder.found.stream().limit(5).forEach(member -> again.done.add(member.sequence()));

        walk(image, again);

        assertThat(again.lines()).isEqualTo(whole.subList(5, whole.size()));
    }

    @Test
    void whatLiesInUnusedSpaceIsCarvedAndNamedByItsOffset() throws IOException {
        if (!DiskImages.canRun(KIT)
                || !DiskImages.canRun("blkls", "mkfs.fat", "mcopy", "mkfs.ext4", "mkntfs", "sfdisk")) {
            return;
        }
        Path fat = DiskImages.fat(folder.resolve("1.dd"), 16 << 20, 16, pictures("DCIM/"));
        Path unknown = DiskImages.empty(folder.resolve("2.dd"), 1 << 20);
        Path ext = DiskImages.ext4(folder.resolve("3.dd"), 8 << 20, pictures("home/"));
        Path ntfs = DiskImages.ntfs(folder.resolve("4.dd"), 8 << 20, pictures(""));
        Path disk = DiskImages.partitioned(folder.resolve("disk.dd"), "gpt", List.of(fat, unknown, ext, ntfs));
        Map<String, byte[]> hidden = new TreeMap<>();
        // In each volume, in the one without a file system, and in the last gap of the table.
        long[] places = {10 << 20, 18_900_000, 25 << 20, (35 << 20) + 307_200, 37 << 20};
        String[] volumes = {"p1/", "p2/", "p3/", "p4/", ""};
        for (int i = 0; i < places.length; i++) {
            byte[] picture = jpeg();
            DiskImages.write(disk, places[i], picture);
            hidden.put(volumes[i] + "unallocated/offset-%012d.jpg".formatted(places[i]), picture);
        }

        WalkOutcome outcome = walk(disk, recorder, WalkLimits.STANDARD.carving(true));

        assertThat(outcome).isInstanceOf(WalkOutcome.Complete.class);
        requireAll(hidden, "", Map.of());
        assertThat(recorder.found.stream()
                        .filter(member -> WalkRecorder.notes(member).contains("carved")))
                .as("%s", recorder.lines())
                .hasSize(hidden.size());
    }

    private Map<String, byte[]> pictures(String prefix) {
        Map<String, byte[]> files = new TreeMap<>();
        for (int i = 0; i < PICTURES; i++) {
            files.put(prefix + String.format("b%02d.jpg", i), jpeg());
        }
        return files;
    }

    private byte[] jpeg() {
        return PictureFiles.jpeg(DrawnPicture.of(random.nextLong(), 200, 150), 0.8f);
    }

    private WalkOutcome walk(Path image) throws IOException {
        return walk(image, recorder);
    }

    private static WalkOutcome walk(Path image, WalkRecorder recorder) throws IOException {
        return walk(image, recorder, WalkLimits.STANDARD);
    }

    private static WalkOutcome walk(Path image, WalkRecorder recorder, WalkLimits limits) throws IOException {
        byte[] head;
        try (var in = Files.newInputStream(image)) {
            head = in.readNBytes(TypeSniffer.HEAD_BYTES);
        }
        MediaType type = TypeSniffer.sniff(head, head.length);
        assertThat(type.kind()).as("kind of " + type).isEqualTo(MediaType.Kind.CONTAINER);
        try (FileChannel channel = FileChannel.open(image)) {
            return recorder.walk(channel, image.getFileName().toString(), type, limits);
        }
    }

    private void requireAll(Map<String, byte[]> files, String prefix, Map<String, String> renamed) {
        List<String> wrong = new ArrayList<>();
        files.forEach((name, bytes) -> {
            RawName wanted = RawName.ofText(prefix + renamed.getOrDefault(name, name));
            boolean found = recorder.found.stream()
                    .filter(member -> member.name().equals(wanted))
                    .anyMatch(member -> WalkRecorder.digests(member)
                            .filter(digests -> digests.sha256().toHex().equals(Digests.sha256(bytes)))
                            .isPresent());
            if (!found) {
                wrong.add(wanted.display());
            }
        });
        assertThat(wrong).as("not found exact, in %s", recorder.lines()).isEmpty();
    }
}
