package dev.mangrove.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.testkit.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files of a capture keep the times at which they were last read and changed. Where the file system keeps no access
/// times this cannot be seen; the test then says so and shows nothing.
class AccessTimesTest {

    private static final int ITEMS = 100;

    @TempDir
    Path folder;

    @Test
    void aScanLeavesAccessTimesAsTheyWere() throws Exception {
        FileTime twoDaysAgo = FileTime.from(Instant.now().minus(Duration.ofDays(2)));
        if (!aPlainReadShows(folder.resolve("probe"), twoDaysAgo)) {
            System.out.println("Access times cannot be tested: this file system does not keep them (noatime).");
            return;
        }
        long seed = Seed.random("access times").nextLong(1L << 40);
        Path list = MixedCapture.knownList(folder, seed);
        Path capture = folder.resolve("capture");
        MixedCapture.draw(capture, ITEMS, seed);
        for (Path path : all(capture).reversed()) {
            setTimes(path, twoDaysAgo);
        }
        SortedMap<String, String> before = times(capture);

        Program.Run run = Program.run(
                "scan",
                capture.toString(),
                "--list",
                list.toString(),
                "--workspace",
                folder.resolve("workspace").toString(),
                "--item-seconds",
                "60",
                "--json");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(ScannedItems.count(folder.resolve("workspace"))).isGreaterThan(ITEMS / 2);
        assertThat(times(capture)).isEqualTo(before);
        assertThat(ScannedItems.query(
                        folder.resolve("workspace"), "SELECT detail FROM journal WHERE event = 'scanFinished'"))
                .singleElement()
                .asString()
                .contains("without touching its access time");
    }

    /// Whether a file and a folder that are read in the plain way have another access time than before.
    private static boolean aPlainReadShows(Path probe, FileTime time) throws IOException {
        Files.createDirectories(probe);
        Path file = Files.writeString(probe.resolve("file"), "text");
        setTimes(file, time);
        setTimes(probe, time);
        Files.readString(file);
        try (Stream<Path> listed = Files.list(probe)) {
            assertThat(listed.count()).isEqualTo(1);
        }
        return !accessTime(file).equals(time.toInstant().toString())
                && !accessTime(probe).equals(time.toInstant().toString());
    }

    private static void setTimes(Path path, FileTime time) throws IOException {
        Files.getFileAttributeView(path, BasicFileAttributeView.class).setTimes(time, time, null);
    }

    private static String accessTime(Path path) throws IOException {
        return Files.getFileAttributeView(path, BasicFileAttributeView.class)
                .readAttributes()
                .lastAccessTime()
                .toInstant()
                .toString();
    }

    /// Read and change time of every file and folder. Folders are listed after the times of all were taken down.
    private static SortedMap<String, String> times(Path capture) throws IOException {
        SortedMap<String, String> times = new TreeMap<>();
        take(capture, times);
        return times;
    }

    private static void take(Path path, SortedMap<String, String> times) throws IOException {
        times.put(path.toString(), accessTime(path) + " " + Files.getLastModifiedTime(path));
        if (Files.isDirectory(path)) {
            FileTime access = FileTime.from(Instant.parse(accessTime(path)));
            for (Path child : children(path)) {
                take(child, times);
            }
            setTimes(path, access, Files.getLastModifiedTime(path));
        }
    }

    /// Undoes what looking into the folder did to it.
    private static void setTimes(Path path, FileTime access, FileTime modified) throws IOException {
        Files.getFileAttributeView(path, BasicFileAttributeView.class).setTimes(modified, access, null);
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> listed = Files.list(folder)) {
            return listed.sorted().toList();
        }
    }

    private static List<Path> all(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.toList();
        }
    }
}
