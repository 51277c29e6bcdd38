package dev.mangrove.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.testkit.DrawnPicture;
import dev.mangrove.testkit.PictureFiles;
import dev.mangrove.testkit.Seed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Small files that ask for much time, memory, disk or depth, or name places outside: each is done in a bounded
/// time with few temporary bytes, writes nowhere else, tells why it stopped, and what came before is matched.
/// Time is that of the processors, start of the workers included: a busy machine does not change it.
///
/// `-Dmangrove.entries=1000000` for a ZIP of a million members, which is under the limit and so examined to its
/// end; see [HostileScanTest] for how.
class BombScanTest {

    private static final int ENTRIES = Integer.getInteger("mangrove.entries", 100_000);
    private static final Duration CONTAINER_MAX = Duration.ofSeconds(15);
    private static final long SPOOL_BYTES_MAX = 200L << 20;

    @TempDir
    Path folder;

    private Path list = Path.of("");
    private BombFiles bombs = new BombFiles(new byte[0]);

    @BeforeEach
    void drawKnownPicture() throws IOException {
        long seed = Seed.random("bombs").nextLong();
        byte[] known = PictureFiles.jpeg(DrawnPicture.of(seed, 640, 480).withNoise(seed, 40), 0.95f);
        Files.write(Files.createDirectory(folder.resolve("known")).resolve("known.jpg"), known);
        list = WholeScan.listOf(folder.resolve("known"), folder.resolve("known.mgl"));
        bombs = new BombFiles(known);
    }

    @Test
    void aGigabyteOfZerosStopsSoonInEveryForm() throws Exception {
        Map<String, byte[]> zeros = bombs.zeros();
        WholeScan scan = scan(write("zeros", zeros), CONTAINER_MAX.multipliedBy(2));

        zeros.keySet().forEach(file -> requireMatchAndLimit(scan, file));
    }

    @Test
    void archivesThatMultiplyStopSoon() throws Exception {
        for (Map.Entry<String, byte[]> bomb : bombs.multipliers().entrySet()) {
            WholeScan scan =
                    scan(Files.write(folder.resolve(bomb.getKey()), bomb.getValue()), CONTAINER_MAX.multipliedBy(2));

            requireMatchAndLimit(scan, bomb.getKey());
        }
    }

    private static void requireMatchAndLimit(WholeScan scan, String file) {
        assertThat(scan.of(file))
                .as(file)
                .anyMatch(row -> row.match().equals("exact"))
                .anyMatch(row -> row.reason().equals("limitReached"));
    }

    @Test
    void everyMemberOfAZipOfManyIsAnItem() throws Exception {
        Path capture = folder.resolve("entries.zip");
        bombs.writeEntries(capture, ENTRIES);
        WholeScan scan = scan(capture, CONTAINER_MAX.multipliedBy(Math.max(1, ENTRIES / 50_000)));

        assertThat(scan.summary().items()).isEqualTo(ENTRIES + 1L);
        assertThat(scan.summary().exactMatches()).isOne();
        assertThat(scan.rows().stream().map(WholeScan.Row::sha256).distinct()).hasSize(ENTRIES + 1);
    }

    @Test
    void picturesThatDeclareMuchCostLittle() throws Exception {
        Path capture = write("pictures", bombs.pictures());
        WholeScan scan = scan(capture, CONTAINER_MAX.multipliedBy(2));

        scan.requireEveryFile(1, capture);
        assertThat(scan.failures()).as(scan.summary().notExamined().toString()).isZero();
        assertThat(scan.of("declares.png")).allMatch(WholeScan.Row::isNotExamined);
        assertThat(scan.of("declares.bmp")).allMatch(WholeScan.Row::isNotExamined);
        assertThat(scan.of("frames.gif")).allMatch(WholeScan.Row::isPicture);
    }

    @Test
    void archivesThatLieAboutPlacesSizesAndDepthAreReadAllTheSame() throws Exception {
        Map<String, byte[]> liars = bombs.liars();
        Path capture = write("liars", liars);
        WholeScan scan = scan(capture, CONTAINER_MAX.multipliedBy(2));

        scan.requireEveryFile(1, capture);
        assertThat(scan.failures()).as(scan.summary().notExamined().toString()).isZero();
        for (String name : liars.keySet()) {
            assertThat(scan.of(name)).as(name).anyMatch(row -> row.match().equals("exact"));
        }
        for (String name : List.of("itself.zip", "sparse.gnu.tar", "sparse.pax.tar", "dictionary.7z")) {
            assertThat(scan.of(name)).as(name).anyMatch(row -> row.reason().equals("limitReached"));
        }
        for (String name : List.of("sparse.gnu.tar", "sparse.pax.tar")) {
            assertThat(scan.of(name))
                    .as("behind the hole in " + name)
                    .anyMatch(row ->
                            row.name().equals("behind.jpg") && row.match().equals("exact"));
        }
        assertThat(matches(scan, "names.zip")).isEqualTo(22);
        assertThat(matches(scan, "names.tar")).isGreaterThanOrEqualTo(19);
        assertThat(scan.of("links.tar").stream().filter(row -> row.reason().equals("specialFile")))
                .hasSize(2);
    }

    private static long matches(WholeScan scan, String file) {
        return scan.of(file).stream().filter(row -> row.match().equals("exact")).count();
    }

    private Path write(String name, Map<String, byte[]> files) throws IOException {
        Path capture = Files.createDirectory(folder.resolve(name));
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(capture.resolve(file.getKey()), file.getValue());
        }
        return capture;
    }

    /// Scans, and checks time, temporary bytes, and that nothing was written but the workspace.
    private WholeScan scan(Path capture, Duration costMax) throws Exception {
        Path workspace = folder.resolve("workspace of " + capture.getFileName());
        Set<String> before = tree(workspace);
        Instant begin = Instant.now();
        Duration costBefore = ProcessorTime.sinceStart();
        AtomicLong most = new AtomicLong();
        Thread watch = Thread.ofPlatform().daemon().start(() -> watch(workspace.resolve("spool"), most));
        WholeScan scan = WholeScan.run(workspace, List.of(list), capture);
        Duration took = Duration.between(begin, Instant.now());
        Duration cost = ProcessorTime.sinceStart().minus(costBefore);
        watch.interrupt();
        watch.join();

        System.out.printf(
                Locale.ROOT,
                "%s: %.1f s, %.1f s of processors, at most %,d temporary bytes, %,d items, not examined %s%n",
                capture.getFileName(),
                took.toMillis() / 1000.0,
                cost.toMillis() / 1000.0,
                most.get(),
                scan.summary().items(),
                scan.summary().notExamined());
        assertThat(cost).as("%s", capture.getFileName()).isLessThan(costMax);
        assertThat(most.get()).isLessThan(SPOOL_BYTES_MAX);
        assertThat(tree(workspace)).isEqualTo(before);
        assertThat(Path.of("/etc/absolute.jpg")).doesNotExist();
        assertThat(workspace.resolve("spool/walk-1")).doesNotExist();
        return scan;
    }

    private Set<String> tree(Path without) throws IOException {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(path -> !path.startsWith(without)).toList()) {
                found.add(path + (Files.isRegularFile(path) ? " " + Files.size(path) : ""));
            }
        }
        return found;
    }

    private static void watch(Path spool, AtomicLong most) {
        while (!Thread.currentThread().isInterrupted()) {
            most.accumulateAndGet(size(spool), Math::max);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /// Of the files of walks; they come and go while they are counted.
    private static long size(Path spool) {
        if (!Files.isDirectory(spool)) {
            return 0;
        }
        try (Stream<Path> paths = Files.walk(spool)) {
            return paths.filter(path -> path.toString().contains("walk-"))
                    .mapToLong(BombScanTest::sizeOfFile)
                    .sum();
        } catch (IOException | UncheckedIOException gone) {
            return 0;
        }
    }

    private static long sizeOfFile(Path path) {
        try {
            return Files.isRegularFile(path) ? Files.size(path) : 0;
        } catch (NoSuchFileException gone) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot measure " + path, e);
        }
    }
}
