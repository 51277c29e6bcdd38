package dev.mangrove.scan.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.scan.capture.RawPaths;
import dev.mangrove.scan.examine.StillEncoders;
import dev.mangrove.scan.examine.vips.VipsLibrary;
import dev.mangrove.scan.item.Examination;
import dev.mangrove.scan.item.Examination.NotExamined;
import dev.mangrove.scan.item.Examination.PictureExamined;
import dev.mangrove.scan.item.Reason;
import dev.mangrove.scan.walk.WalkLimits;
import dev.mangrove.testkit.DrawnPicture;
import dev.mangrove.testkit.Mutator;
import dev.mangrove.testkit.PictureFiles;
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

/// HEIC, AVIF, JPEG 2000 and JPEG XL, damaged at random, go through real workers: each file ends in one state, and
/// the native decoders end next to no worker.
///
/// The ordinary run has 200 mutations; the full form is
/// `-Dmangrove.test.arguments="-Dmangrove.mutations.stills=2000"`, some minutes.
@Timeout(value = 60, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MutatedStillsTest {

    private static final int MUTATIONS = Integer.getInteger("mangrove.mutations.stills", 200);
    private static final int PER_FAILURE = 1_000;

    @TempDir
    Path folder;

    @Test
    void everyDamagedStillEndsInOneState() throws Exception {
        if (VipsLibrary.find().isEmpty()) {
            System.err.println("skipped: no libvips");
            Assumptions.abort("no libvips");
        }
        SplittableRandom random = Seed.random("mutated stills");
        List<byte[]> sound = sound(random);
        List<CompletableFuture<Examination>> answers = new ArrayList<>();
        Path spool = Files.createDirectory(folder.resolve("spool"));
        Map<String, Integer> states = new TreeMap<>();
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
                            case PictureExamined picture -> "picture";
                            case NotExamined not -> not.reason().label();
                            default -> "digestsOnly";
                        },
                        1,
                        Integer::sum);
            }
            System.err.println(
                    MUTATIONS + " damaged stills: " + states + "; attempts that failed: " + pool.failedAttempts());
        }
        int failures = 0;
        for (Reason reason : List.of(Reason.TIMED_OUT, Reason.WORKER_DIED, Reason.OUT_OF_MEMORY)) {
            failures += states.getOrDefault(reason.label(), 0);
        }
        assertThat(failures).isLessThanOrEqualTo(Math.max(1, MUTATIONS / PER_FAILURE));
        assertThat(states.getOrDefault("picture", 0)).isGreaterThan(MUTATIONS / 10);
    }

    private static List<byte[]> sound(SplittableRandom random) {
        DrawnPicture drawn = DrawnPicture.of(random.nextLong(), 201, 137);
        byte[] png = PictureFiles.png(drawn);
        byte[] alpha = PictureFiles.pngAlpha(drawn.withAlpha());
        return List.of(
                StillEncoders.heic(png),
                StillEncoders.heic(alpha),
                StillEncoders.avif(png),
                StillEncoders.jpeg2000(png, ".jp2"),
                StillEncoders.jpeg2000(png, ".j2k", "-t", "64,64"),
                StillEncoders.jxl(png, "-d", "0"),
                StillEncoders.jxl(alpha, "-d", "1", "--container=1"));
    }
}
