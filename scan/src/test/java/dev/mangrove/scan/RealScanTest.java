package dev.mangrove.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.scan.match.ScanSummary;
import dev.mangrove.testkit.Archives;
import dev.mangrove.testkit.DrawnPicture;
import dev.mangrove.testkit.PictureFiles;
import dev.mangrove.testkit.Seed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A scan as it is shipped, over drawn pictures in folders and nested archives.
class RealScanTest {

    @TempDir
    Path folder;

    @Test
    void nestedPicturesAreFoundUnderTheirFullPathsWithAnyNumberOfWorkers() throws Exception {
        SplittableRandom random = Seed.random("RealScanTest");
        Path capture = Files.createDirectory(folder.resolve("capture"));
        Map<String, byte[]> inner = new LinkedHashMap<>();
        for (int i = 0; i < 5; i++) {
            inner.put("in" + i + ".png", PictureFiles.png(DrawnPicture.of(random.nextLong(), 320, 240)));
        }
        Map<String, byte[]> outer = new LinkedHashMap<>(inner);
        outer.put("inner.zip", Archives.zip(inner));
        outer.put("note.txt", "text".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        Files.write(capture.resolve("outer.zip"), Archives.zip(outer));
        Files.write(capture.resolve("a.jpg"), PictureFiles.jpeg(DrawnPicture.of(random.nextLong(), 640, 480), 0.9f));
        Files.write(capture.resolve("empty"), new byte[0]);

        ScanSummary one = scan(capture, "one", 1);
        ScanSummary four = scan(capture, "four", 4);

        List<String> items = Captured.items(folder.resolve("one"));
        assertThat(items).anyMatch(line -> line.contains(" outer.zip!/inner.zip!/in3.png pictureExamined"));
        assertThat(items).isEqualTo(Captured.items(folder.resolve("four")));
        assertThat(one.items()).isEqualTo(15);
        assertThat(one.pictureExamined()).isEqualTo(11);
        assertThat(one.digestsOnly()).isEqualTo(3);
        assertThat(one.notExamined()).isEqualTo(Map.of("empty", 1L));
        assertThat(one.resultDigest()).isEqualTo(four.resultDigest());
    }

    private ScanSummary scan(Path capture, String workspace, int workers) throws ScanException {
        ScanRequest request = Captured.request(capture, folder.resolve(workspace), workers);
        return new Scan(request, ScanProgress.NONE).run().summary();
    }
}
