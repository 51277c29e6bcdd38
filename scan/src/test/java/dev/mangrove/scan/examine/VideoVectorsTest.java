package dev.mangrove.scan.examine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.hash.PdqFingerprint;
import dev.mangrove.hash.PdqHash;
import dev.mangrove.scan.capture.EvidenceFile;
import dev.mangrove.scan.capture.EvidenceFiles;
import dev.mangrove.scan.capture.RawPaths;
import dev.mangrove.scan.item.Examination.PictureExamined;
import dev.mangrove.testkit.DrawnClips;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// The published sample videos against the published hashes of their frames, which other programs made. Sampling:
/// one frame a second and the first and last one, each compared with the sample line nearest in time.
///
/// Run where the samples are: `MANGROVE_SHARED` names a folder that holds `vectors/meta`, or `shared` lies beside
/// the repository.
class VideoVectorsTest {

    private static final int QUALITY_MIN = 80;
    private static final int DISTANCE_BITS_MAX = 10;
    private static final double SHARE_MIN = 0.95;

    private static final Path META = Path.of(Optional.ofNullable(System.getProperty("MANGROVE_SHARED"))
                    .or(() -> Optional.ofNullable(System.getenv("MANGROVE_SHARED")))
                    .orElse("../../shared"))
            .resolve("vectors/meta");

    private record Sample(int quality, PdqHash hash, double seconds) {}

    @Test
    void framesLieWithinTenBitsOfThePublishedHashes() throws IOException {
        Path videos = META.resolve("tmk/sample-videos");
        Assumptions.assumeTrue(Files.isDirectory(videos), "skipped: no " + videos);
        Assumptions.assumeTrue(DrawnClips.canEncode(), "skipped: no ffmpeg (Debian package ffmpeg)");
        try (Stream<Path> files = Files.list(videos)) {
            for (Path video : files.sorted().toList()) {
                Path hashes = META.resolve(
                        "vpdq/sample-hashes/" + video.getFileName().toString().replace(".mp4", ".txt"));
                if (Files.exists(hashes)) {
                    compare(video, samples(hashes));
                }
            }
        }
    }

    private static void compare(Path video, List<Sample> samples) throws IOException {
        PictureExamined seen;
        try (EvidenceFile content = EvidenceFiles.system().open(RawPaths.rawName(video))) {
            seen = (PictureExamined) Examiner.examine(content, Optional.empty(), new ExamineLimits(256L << 20, 256));
        }
        int[] near = {0, 0, 0};
        count(seen.fingerprint(), seen.video().orElseThrow().firstAtMillis(), samples, near);
        seen.furtherFrames()
                .forEach(frame -> count(frame.fingerprint(), frame.atMillis().orElseThrow(), samples, near));
        System.err.println(video.getFileName() + ": " + near[0] + " of " + near[1] + " frames within "
                + DISTANCE_BITS_MAX + " bits, the furthest at " + near[2]);
        assertThat(near[1]).isPositive();
        assertThat((double) near[0] / near[1]).as(video.toString()).isGreaterThanOrEqualTo(SHARE_MIN);
    }

    private static void count(PdqFingerprint frame, long atMillis, List<Sample> samples, int[] near) {
        Sample nearest = samples.getFirst();
        for (Sample sample : samples) {
            if (Math.abs(sample.seconds() * 1000 - atMillis) < Math.abs(nearest.seconds() * 1000 - atMillis)) {
                nearest = sample;
            }
        }
        assertThat(Math.abs(nearest.seconds() * 1000 - atMillis)).isLessThan(20);
        if (nearest.quality() >= QUALITY_MIN) {
            int distance = frame.hash().distanceBits(nearest.hash());
            near[0] += distance <= DISTANCE_BITS_MAX ? 1 : 0;
            near[1]++;
            near[2] = Math.max(near[2], distance);
        }
    }

    private static List<Sample> samples(Path file) throws IOException {
        List<Sample> samples = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String[] fields = line.split(",", -1);
            samples.add(
                    new Sample(Integer.parseInt(fields[1]), PdqHash.fromHex(fields[2]), Double.parseDouble(fields[3])));
        }
        return samples;
    }
}
