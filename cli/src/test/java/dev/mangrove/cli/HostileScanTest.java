package dev.mangrove.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.testkit.Seed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// No file stops a scan: hostile files of public fuzzing corpora, and drawn files damaged at random, come out of
/// whole scans with real workers in one state each.
///
/// An attempt that takes over the 10 seconds of an item is ended by the pool and counted in the journal. On a machine
/// with nothing else to do there is none; the tests allow a few, because these seconds are of the clock.
///
/// The ordinary run has 1,000 mutations; the full form is `-Dmangrove.mutations=20000`, some minutes. Give either
/// to the tests' JVM as `-Dmangrove.test.arguments="-Dmangrove.mutations=20000 -Dmangrove.seed=7"`.
class HostileScanTest {

    private static final int MUTATIONS = Integer.getInteger("mangrove.mutations", 1_000);
    private static final int FAILURES_MAX = 20;
    private static final double PIXELS_MIN = 0.3;

    @TempDir
    Path folder;

    @Test
    void everyFileOfOtherProjectsEndsInOneState() throws Exception {
        Optional<Path> corpora = SharedFolder.find("corpora");
        if (corpora.isEmpty()) {
            return;
        }
        Instant begin = Instant.now();
        WholeScan scan = WholeScan.run(folder.resolve("workspace"), List.of(), corpora.get());

        tell("corpora", scan, begin);
        scan.requireEveryFile(1, corpora.get());
        requireNoTrouble(scan);
    }

    @Test
    void everyMutationEndsInOneStateAndManyReachPixels() throws Exception {
        Path capture = Files.createDirectory(folder.resolve("capture"));
        new MutatedCapture(capture, Seed.random("mutations")).draw(MUTATIONS);

        Instant begin = Instant.now();
        WholeScan scan = WholeScan.run(folder.resolve("workspace"), List.of(), capture);

        tell(MUTATIONS + " mutations", scan, begin);
        scan.requireEveryFile(1, capture);
        requireNoTrouble(scan);
        List<WholeScan.Row> pictures = scan.rows().stream()
                .filter(row -> row.file().startsWith(MutatedCapture.PICTURES))
                .toList();
        long seen = pictures.stream().filter(WholeScan.Row::isPicture).count();
        System.out.printf(Locale.ROOT, "%,d of %,d mutated pictures reached pixels%n", seen, pictures.size());
        assertThat((double) seen / pictures.size()).isGreaterThanOrEqualTo(PIXELS_MIN);
    }

    private static void requireNoTrouble(WholeScan scan) throws Exception {
        assertThat(scan.failures()).as(scan.summary().notExamined().toString()).isLessThanOrEqualTo(FAILURES_MAX);
        assertThat(scan.failedAttempts()).doesNotContainPattern("[0-9]{2,}");
    }

    private static void tell(String what, WholeScan scan, Instant begin) throws Exception {
        Map<String, Long> states = new TreeMap<>(scan.summary().notExamined());
        System.out.printf(
                Locale.ROOT,
                "%s: %d s, %,d items, %,d pictures, %,d digests only, not examined %s; attempts that failed: %s%n",
                what,
                Duration.between(begin, Instant.now()).toSeconds(),
                scan.summary().items(),
                scan.summary().pictureExamined(),
                scan.summary().digestsOnly(),
                states,
                scan.failedAttempts());
        scan.rows().stream()
                .filter(row -> List.of("timedOut", "workerDied", "outOfMemory").contains(row.reason()))
                .forEach(row -> System.out.println("    " + row.path() + ": " + row.reason() + ", " + row.detail()));
    }
}
