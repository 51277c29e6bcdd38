package dev.mangrove.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.testkit.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Scans the same capture under other circumstances with the real program. `-Dmangrove.seed=` repeats its pictures
/// and the order in which files are made.
class ReproducibleScanTest {

    private static final int ITEMS = 110;

    @TempDir
    Path folder;

    @Test
    void circumstancesDoNotChangeTheDigest() throws Exception {
        long seed = Seed.random("reproducible scan").nextLong(1L << 40);
        Path list = MixedCapture.knownList(folder, seed);
        Path capture = folder.resolve("capture");
        MixedCapture.draw(capture, ITEMS, seed);
        Path copy = copyInAnotherOrder(capture, folder.resolve("elsewhere/deep/capture"), new Random(seed));
        Path otherList = Files.copy(list, folder.resolve("renamed list.mgl"));

        Map<String, String> digests = new LinkedHashMap<>();
        digests.put("1 worker", scan(capture, list, "1", Map.of("LC_ALL", "C.UTF-8", "TZ", "UTC")));
        digests.put("4 workers", scan(capture, list, "4", Map.of("LC_ALL", "C.UTF-8", "TZ", "UTC")));
        digests.put("locale C", scan(capture, list, "2", Map.of("LC_ALL", "C", "TZ", "UTC")));
        digests.put(
                "Vietnamese, another zone, order and place",
                scan(
                        copy,
                        otherList,
                        "2",
                        Map.of(
                                "LC_ALL",
                                "C.UTF-8",
                                "TZ",
                                "America/St_Johns",
                                "JDK_JAVA_OPTIONS",
                                "-Duser.language=vi -Duser.country=VN")));
        digests.put(
                "Turkish letters, Thai years",
                scan(
                        capture,
                        list,
                        "2",
                        Map.of(
                                "LC_ALL",
                                "C.UTF-8",
                                "TZ",
                                "Asia/Ho_Chi_Minh",
                                "JDK_JAVA_OPTIONS",
                                "-Duser.language=tr -Duser.country=TR -Duser.extensions=ca-buddhist")));

        assertThat(digests.values()).as(digests.toString()).containsOnly(digests.get("1 worker"));
    }

    private String scan(Path capture, Path list, String workers, Map<String, String> environment) throws Exception {
        Path workspace = Files.createTempDirectory(folder, "workspace");
        Program.Run run = Program.run(
                environment,
                Program.command(List.of(
                        "scan",
                        capture.toString(),
                        "--list",
                        list.toString(),
                        "--workspace",
                        workspace.toString(),
                        "--workers",
                        workers,
                        "--item-seconds",
                        "60",
                        "--json")));
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(ScannedItems.luckless(workspace)).isEmpty();
        return run.resultDigest();
    }

    /// The same files with the same times, made in another order, so that folders list them in another.
    private static Path copyInAnotherOrder(Path from, Path to, Random random) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(from)) {
            files = new ArrayList<>(all.filter(Files::isRegularFile).sorted().toList());
        }
        Collections.shuffle(files, random);
        for (Path file : files) {
            Path copy = to.resolve(from.relativize(file));
            Files.createDirectories(copy.resolveSibling("."));
            Files.copy(file, copy);
        }
        return to;
    }
}
