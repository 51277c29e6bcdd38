package dev.mangrove.scan.examine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.hash.HashProfile;
import dev.mangrove.hash.LumaSource;
import dev.mangrove.hash.Pdq;
import dev.mangrove.hash.PdqFingerprint;
import dev.mangrove.scan.capture.EvidenceFile;
import dev.mangrove.scan.capture.EvidenceFiles;
import dev.mangrove.scan.capture.RawPaths;
import dev.mangrove.scan.item.Examination;
import dev.mangrove.scan.item.Examination.DigestsOnly;
import dev.mangrove.scan.item.Examination.NotExamined;
import dev.mangrove.scan.item.Examination.PictureExamined;
import dev.mangrove.scan.item.Frame;
import dev.mangrove.scan.item.MediaType;
import dev.mangrove.scan.item.Reason;
import dev.mangrove.testkit.DrawnClips;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Clips drawn at test time, in every container, sound and damaged. Skipped where ffmpeg is missing.
class VideoExaminerTest {

    private static final int RATE = 25;

    @TempDir
    Path folder;

    @BeforeAll
    static void hasFfmpeg() {
        Assumptions.assumeTrue(DrawnClips.canEncode(), "skipped: no ffmpeg (Debian package ffmpeg)");
    }

    static Stream<String> endings() {
        return DrawnClips.ENDINGS.stream();
    }

    private static Examination examine(Path file, VideoLimits limits) throws IOException {
        try (EvidenceFile content = EvidenceFiles.system().open(RawPaths.rawName(file))) {
            return Examiner.examine(content, Optional.empty(), new ExamineLimits(128L << 20, 256, limits));
        }
    }

    private static PictureExamined seen(Path file) throws IOException {
        Examination examination = examine(file, VideoLimits.standard());
        assertThat(examination).isInstanceOf(PictureExamined.class);
        return (PictureExamined) examination;
    }

    private static List<Long> times(PictureExamined video) {
        List<Long> times = new ArrayList<>(List.of(video.video().orElseThrow().firstAtMillis()));
        video.furtherFrames().forEach(frame -> times.add(frame.atMillis().orElseThrow()));
        return times;
    }

    private static PdqFingerprint drawn(long seed, int index) {
        BufferedImage image = DrawnClips.frame(seed, index, RATE);
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return Pdq.fingerprint(LumaSource.ofRgb(pixels, image.getWidth(), image.getHeight()), HashProfile.FULL);
    }

    @ParameterizedTest
    @MethodSource("endings")
    void looksAtAFrameEachSecondAndAtTheFirstAndLastOfEveryContainer(String ending) throws IOException {
        PictureExamined video = seen(DrawnClips.encode(folder.resolve("clip." + ending), 7, 115, RATE));

        assertThat(MediaType.ofLabel(video.type()).kind()).isEqualTo(MediaType.Kind.VIDEO);
        assertThat(video.width()).isEqualTo(192);
        assertThat(video.height()).isEqualTo(144);
        assertThat(video.notes()).isEmpty();
        List<Long> times = times(video);
        assertThat(times).isSorted().hasSize(6);
        for (int second = 0; second < 5; second++) {
            assertThat(times.get(second)).isBetween(second * 1000L - 50, second * 1000L + 90);
        }
        assertThat(times.getLast()).isBetween(4_500L, 4_650L);
        assertThat(video.fingerprint().hash().distanceBits(drawn(7, 0).hash())).isLessThanOrEqualTo(16);
        Frame last = video.furtherFrames().getLast();
        assertThat(last.fingerprint().hash().distanceBits(drawn(7, 114).hash())).isLessThanOrEqualTo(16);
    }

    @Test
    void countsEqualNeighboursInsteadOfKeepingThem() throws IOException {
        Path still = DrawnClips.encode(folder.resolve("one.mkv"), 3, 1, RATE);
        Path long_ = DrawnClips.convert(
                still, folder.resolve("still.mkv"), "-vf", "loop=250:1:0,setpts=N/25/TB", "-c:v", "ffv1");
        PictureExamined video = seen(long_);

        assertThat(video.furtherFrames()).isEmpty();
        assertThat(video.video().orElseThrow().framesSampled()).isBetween(11, 12);
        assertThat(video.video().orElseThrow().firstRepeats())
                .isEqualTo(video.video().orElseThrow().framesSampled() - 1);
    }

    @Test
    void oneFrameIsEnough() throws IOException {
        PictureExamined video = seen(DrawnClips.encode(folder.resolve("one.mp4"), 4, 1, RATE));
        assertThat(video.video().orElseThrow().framesSampled()).isEqualTo(1);
        assertThat(video.furtherFrames()).isEmpty();
    }

    @Test
    void theIntervalIsThatOfTheSettings() throws IOException {
        Path clip = DrawnClips.encode(folder.resolve("clip.mp4"), 5, 100, RATE);
        Examination all = examine(clip, new VideoLimits(1, 10_000, 10));
        assertThat(((PictureExamined) all).video().orElseThrow().framesSampled())
                .isEqualTo(100);
        Examination few = examine(clip, new VideoLimits(2_000, 10_000, 10));
        assertThat(times((PictureExamined) few)).containsExactly(0L, 2000L, 3960L);
    }

    @Test
    void aLongVideoIsLookedAtInLongerStepsAndSaysSo() throws IOException {
        Path clip = DrawnClips.encode(folder.resolve("clip.mp4"), 5, 100, RATE);
        PictureExamined spread = (PictureExamined) examine(clip, new VideoLimits(1, 5, 10));
        assertThat(spread.notes()).contains("framesLimited");
        assertThat(times(spread)).hasSizeBetween(3, 5).startsWith(0L).endsWith(3960L);
    }

    @Test
    void turnedVideosAreNotTurnedBackAndSaySo() throws IOException {
        Path clip = DrawnClips.encode(folder.resolve("clip.mp4"), 6, 30, RATE);
        Path turned =
                DrawnClips.convert(clip, folder.resolve("turned.mp4"), "-c", "copy", "-metadata:s:v:0", "rotate=90");
        PictureExamined video = seen(turned);
        assertThat(video.notes()).containsExactly("rotated");
        assertThat(video.fingerprint()).isEqualTo(seen(clip).fingerprint());
    }

    @Test
    void aVideoThatIsCutGivesWhatIsThereAndSaysSo() throws IOException {
        Path clip = DrawnClips.encode(folder.resolve("clip.mp4"), 8, 150, RATE, "-movflags", "+faststart");
        byte[] bytes = Files.readAllBytes(clip);
        Path cut = Files.write(folder.resolve("cut.mp4"), Arrays.copyOf(bytes, bytes.length * 6 / 10));
        PictureExamined video = seen(cut);
        assertThat(video.furtherFrames().size()).isBetween(2, 4);
        assertThat(video.notes()).contains("truncated");

        Path without = DrawnClips.encode(folder.resolve("plain.mp4"), 8, 150, RATE);
        byte[] plain = Files.readAllBytes(without);
        NotExamined lost = (NotExamined) examine(
                Files.write(folder.resolve("lost.mp4"), Arrays.copyOf(plain, plain.length / 2)),
                VideoLimits.standard());
        assertThat(lost.reason()).isEqualTo(Reason.TRUNCATED);
        assertThat(lost.detail()).contains("moov");
    }

    @Test
    void timesOfVariableLengthAreThoseOfTheFrames() throws IOException {
        Path clip = DrawnClips.encode(folder.resolve("clip.mkv"), 9, 100, RATE);
        Path uneven = DrawnClips.convert(
                clip, folder.resolve("vfr.mkv"), "-vf", "select='lt(n,30)+gt(n,85)'", "-fps_mode", "vfr");
        assertThat(times(seen(uneven))).containsExactly(0L, 1000L, 3440L, 3960L);
    }

    @Test
    void soundAloneIsNoVideo() throws IOException {
        Path clip = DrawnClips.convert(
                DrawnClips.encode(folder.resolve("clip.mp4"), 1, 5, RATE),
                folder.resolve("sound.mkv"),
                "-f",
                "lavfi",
                "-i",
                "sine=duration=1",
                "-map",
                "1:a",
                "-c:a",
                "flac");
        Examination sound = examine(clip, VideoLimits.standard());
        assertThat(sound).isInstanceOf(DigestsOnly.class);
        assertThat(sound.notes()).containsExactly("noVideoStream");
    }
}
