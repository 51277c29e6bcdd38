package dev.mangrove.scan.list;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.index.HashList;
import dev.mangrove.testkit.DrawnLists;
import dev.mangrove.testkit.Seed;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Builds lists in a JVM whose heap could not hold them: 40,000 media and 100,000 rows of NSRL in a heap of 40 MB.
/// `-Dmangrove.lists.scale=25` makes that 25 times as many, `-Dmangrove.lists.heap-mb=` sets the heap. Speed is
/// measured by `./mangrove bench vics-import` and `nsrl-import`.
class ListScaleTest {

    private static final int SCALE = Integer.getInteger("mangrove.lists.scale", 1);
    private static final int HEAP_MB = Integer.getInteger("mangrove.lists.heap-mb", 40);

    @TempDir
    Path folder;

    private final SplittableRandom random = Seed.random("lists at scale");

    private void builds(Path source, int rows) throws Exception {
        Path output = folder.resolve(source.getFileName() + ".mgl");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + HEAP_MB + "m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ListBuildProgram.class.getName(),
                        source.toString(),
                        output.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        System.err.printf("%s, %d MB, heap %d MB: %s", source.getFileName(), Files.size(source) >> 20, HEAP_MB, said);
        try (HashList list = HashList.open(output)) {
            assertThat(list.header().entries()).isEqualTo(rows);
        }
    }

    @Test
    void aVicsListIsBuiltInAHeapThatCouldNotHoldIt() throws Exception {
        Path file = folder.resolve("media.json");
        DrawnLists.vics(file, 40_000 * SCALE, random);
        builds(file, 40_000 * SCALE);
    }

    @Test
    void anNsrlDatabaseIsBuiltInAHeapThatCouldNotHoldIt() throws Exception {
        Path file = folder.resolve("rds.db");
        DrawnLists.nsrl(file, 100_000 * SCALE, random);
        builds(file, 100_000 * SCALE);
    }
}
