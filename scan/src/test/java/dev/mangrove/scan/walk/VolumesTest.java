package dev.mangrove.scan.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.scan.capture.EvidenceFile;
import dev.mangrove.scan.capture.EvidenceFiles;
import dev.mangrove.scan.capture.RawPaths;
import dev.mangrove.scan.item.MediaType;
import dev.mangrove.testkit.Archives;
import dev.mangrove.testkit.Digests;
import dev.mangrove.testkit.DrawnPicture;
import dev.mangrove.testkit.PictureFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Archives that were cut into files, as a mail or a stick demands it.
class VolumesTest {

    private static final byte[] FIRST = PictureFiles.png(DrawnPicture.of(11, 90, 70));
    private static final byte[] SECOND = PictureFiles.png(DrawnPicture.of(12, 80, 60));

    @TempDir
    Path folder;

    private final WalkRecorder recorder = new WalkRecorder();

    private static byte[] zip() {
        Map<String, byte[]> members = new LinkedHashMap<>();
        members.put("first.png", FIRST);
        members.put("second.png", SECOND);
        return Archives.zip(members);
    }

    /// Cuts the archive into three and gives the pieces these names.
    private void cut(byte[] archive, List<String> names) throws IOException {
        int third = archive.length / 3;
        Files.write(folder.resolve(names.get(0)), Arrays.copyOf(archive, third));
        Files.write(folder.resolve(names.get(1)), Arrays.copyOfRange(archive, third, 2 * third));
        Files.write(folder.resolve(names.get(2)), Arrays.copyOfRange(archive, 2 * third, archive.length));
    }

    private WalkOutcome walk(String name) throws IOException {
        try (EvidenceFile file = EvidenceFiles.system().open(RawPaths.rawName(folder.resolve(name)))) {
            return recorder.walk(file, name, MediaType.ZIP, WalkLimits.STANDARD);
        }
    }

    private void assertBothFound() {
        assertThat(recorder.found).hasSize(2);
        assertThat(WalkRecorder.digests(recorder.named("first.png"))
                        .orElseThrow()
                        .sha256()
                        .toHex())
                .isEqualTo(Digests.sha256(FIRST));
        assertThat(WalkRecorder.digests(recorder.named("second.png"))
                        .orElseThrow()
                        .sha256()
                        .toHex())
                .isEqualTo(Digests.sha256(SECOND));
    }

    @Test
    void numberedVolumesAreReadAsOne() throws IOException {
        cut(zip(), List.of("b.zip.001", "b.zip.002", "b.zip.003"));

        WalkOutcome outcome = walk("b.zip.001");

        assertThat(outcome).isEqualTo(new WalkOutcome.Complete(List.of("volumesJoined:3")));
        assertBothFound();
    }

    @Test
    void theVolumesOfASplitZipComeBeforeIt() throws IOException {
        cut(zip(), List.of("b.z01", "b.z02", "b.zip"));

        WalkOutcome outcome = walk("b.zip");

        assertThat(outcome).isEqualTo(new WalkOutcome.Complete(List.of("volumesJoined:3")));
        assertBothFound();
    }

    @Test
    void aMissingVolumeEndsTheWalkAndIsTold() throws IOException {
        cut(zip(), List.of("b.zip.001", "gone", "b.zip.003"));

        assertThat(walk("b.zip.001")).isInstanceOf(WalkOutcome.Incomplete.class);
    }

    @Test
    void anArchiveAloneIsItsOnlyVolume() throws IOException {
        Files.write(folder.resolve("whole.zip"), zip());

        assertThat(walk("whole.zip")).isEqualTo(new WalkOutcome.Complete(List.of()));
        assertBothFound();
    }
}
