package dev.mangrove.scan.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.scan.capture.RawPaths;
import dev.mangrove.scan.item.Examination;
import dev.mangrove.scan.item.Examination.NotExamined;
import dev.mangrove.scan.item.Examination.PictureExamined;
import dev.mangrove.scan.item.Reason;
import dev.mangrove.scan.walk.WalkLimits;
import dev.mangrove.testkit.DrawnClips;
import dev.mangrove.testkit.Mutator;
import dev.mangrove.testkit.Seed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Videos of every container, damaged at random, go through real workers: each ends in one state with its digests,
/// and no worker ends with one.
///
/// The ordinary run has 60 mutations; the full form is
/// `-Dmangrove.test.arguments="-Dmangrove.mutations.videos=2000"`, some minutes.
@Timeout(value = 60, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MutatedVideosTest {

    private static final int MUTATIONS = Integer.getInteger("mangrove.mutations.videos", 60);

    @TempDir
    Path folder;

    @Test
    void everyDamagedVideoEndsInOneState() throws Exception {
        Assumptions.assumeTrue(DrawnClips.canEncode(), "skipped: no ffmpeg (Debian package ffmpeg)");
        SplittableRandom random = Seed.random("mutated videos");
        List<byte[]> sound = new ArrayList<>();
        for (String ending : DrawnClips.ENDINGS) {
            sound.add(Files.readAllBytes(
                    DrawnClips.encode(folder.resolve("sound." + ending), random.nextInt(1000), 55, 25)));
        }
        Path spool = Files.createDirectory(folder.resolve("spool"));
        Map<String, Integer> states = new TreeMap<>();
        List<CompletableFuture<Examination>> answers = new ArrayList<>();
        WorkerSettings settings = new WorkerSettings(2, 10, 512, 1_000, WalkLimits.STANDARD, spool);
        try (WorkerPool pool = WorkerPool.start(settings)) {
            for (int i = 0; i < MUTATIONS; i++) {
                byte[] bytes = Mutator.mutate(sound.get(i % sound.size()), random.nextLong())
                        .bytes();
                answers.add(pool.examine(RawPaths.rawName(Files.write(folder.resolve("m" + i), bytes))));
            }
            for (CompletableFuture<Examination> answer : answers) {
                Examination examination = answer.join();
                assertThat(examination.digests()).isPresent();
                states.merge(
                        switch (examination) {
                            case PictureExamined picture -> picture.notes().isEmpty() ? "whole" : "in part";
                            case NotExamined not -> not.reason().label();
                            default -> "digestsOnly";
                        },
                        1,
                        Integer::sum);
            }
            System.err.println(
                    MUTATIONS + " damaged videos: " + states + "; attempts that failed: " + pool.failedAttempts());
            assertThat(pool.failedAttempts()).isEmpty();
        }
        int failures = 0;
        for (Reason reason : List.of(Reason.TIMED_OUT, Reason.WORKER_DIED, Reason.OUT_OF_MEMORY)) {
            failures += states.getOrDefault(reason.label(), 0);
        }
        assertThat(failures).as("ended by force: " + states).isLessThanOrEqualTo(Math.max(1, MUTATIONS / 200));
    }
}
