package dev.mangrove.scan.examine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.hash.HashProfile;
import dev.mangrove.hash.LumaSource;
import dev.mangrove.hash.Pdq;
import dev.mangrove.hash.PdqHash;
import dev.mangrove.scan.item.Examination.PictureExamined;
import dev.mangrove.scan.item.Frame;
import dev.mangrove.testkit.DrawnClips;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Animated pictures are short videos: their frames have times. The files are written by ffmpeg, whose encoder of
/// WebP stores of each frame only the part that changed.
class AnimationTest {

    private static final int FRAMES = 12;
    private static final int FRAMES_A_SECOND = 4;
    private static final long MILLIS = 1000 / FRAMES_A_SECOND;

    @TempDir
    Path folder;

    @Test
    void everyFrameOfAnAnimatedWebpIsSeenAsAViewerShowsIt() throws IOException {
        if (!DrawnClips.canEncode()) {
            System.out.println("skipped: ffmpeg is not installed");
            return;
        }
        Path file = DrawnClips.encode(
                folder.resolve("a.webp"), 7, FRAMES, FRAMES_A_SECOND, "-c:v", "libwebp_anim", "-lossless", "1");
        assertThat(WebpAnimation.of(Content.ofBytes(Files.readAllBytes(file))).frames())
                .anyMatch(frame -> frame.width() < 192);

        PictureExamined examined = Examined.picture(Files.readAllBytes(file));

        assertThat(examined.notes()).isEmpty();
        assertDrawnFrame(0, examined.fingerprint().hash());
        assertThat(examined.furtherFrames()).isNotEmpty();
        for (Frame frame : examined.furtherFrames()) {
            assertDrawnFrame(frame.index(), frame.fingerprint().hash());
            assertThat(frame.atMillis()).hasValue(frame.index() * MILLIS);
        }
    }

    private static void assertDrawnFrame(int index, PdqHash hash) {
        BufferedImage drawn = DrawnClips.frame(7, index, FRAMES_A_SECOND);
        int[] pixels = drawn.getRGB(0, 0, drawn.getWidth(), drawn.getHeight(), null, 0, drawn.getWidth());
        PdqHash expected = Pdq.fingerprint(
                        LumaSource.ofRgb(pixels, drawn.getWidth(), drawn.getHeight()), HashProfile.REFERENCE)
                .hash();
        assertThat(hash.distanceBits(expected)).as("frame " + index).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gif", "webp"})
    void repeatsOfAFrameAreCountedAndTheDurationTold(String ending) throws IOException {
        if (!DrawnClips.canEncode()) {
            System.out.println("skipped: ffmpeg is not installed");
            return;
        }
        List<String> codec = ending.equals("webp") ? List.of("-c:v", "libwebp_anim", "-lossless", "1") : List.of();
        Path file = DrawnClips.encode(
                folder.resolve("a." + ending), 7, FRAMES, FRAMES_A_SECOND, codec.toArray(String[]::new));

        PictureExamined examined = Examined.picture(Files.readAllBytes(file));

        assertThat(examined.video()).isPresent();
        assertThat(examined.video().get().framesSampled()).isEqualTo(FRAMES);
        assertThat(examined.video().get().durationMillis().orElseThrow()).isBetween(2_900L, 3_100L);
        int repeats = examined.video().get().firstRepeats()
                + examined.furtherFrames().stream().mapToInt(Frame::repeats).sum();
        assertThat(1 + examined.furtherFrames().size() + repeats).isEqualTo(FRAMES);
    }

    @Test
    void aStillHasNoTime() throws IOException {
        if (!DrawnClips.canEncode()) {
            System.out.println("skipped: ffmpeg is not installed");
            return;
        }
        Path file = DrawnClips.encode(folder.resolve("a.gif"), 7, 1, FRAMES_A_SECOND);

        assertThat(Examined.picture(Files.readAllBytes(file)).video()).isEmpty();
    }
}
