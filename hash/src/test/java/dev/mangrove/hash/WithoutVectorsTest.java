package dev.mangrove.hash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.testkit.DrawnPicture;
import dev.mangrove.testkit.PictureFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A Java that is started without the vector module gives the same fingerprints, here of pictures whose sides and
/// kinds lead through all of the arithmetic.
class WithoutVectorsTest {

    @Test
    void theFingerprintsAreTheSame() throws IOException, InterruptedException {
        assertThat(linesOf(List.of())).first().isEqualTo(ScalarArithmetic.class.getSimpleName());
        assertThat(linesOf(List.of()).subList(1, 7))
                .isEqualTo(linesOf(List.of("--add-modules", "jdk.incubator.vector"))
                        .subList(1, 7));
    }

    private static List<String> linesOf(List<String> options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Prints.class.getName()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return out.lines().toList();
    }

    /// The program of the other process.
    static final class Prints {

        public static void main(String[] arguments) throws IOException, UnsupportedJpegException {
            System.out.println(Arithmetic.ENGINE.getClass().getSimpleName());
            int[][] sides = {{511, 333}, {1_300, 900}, {65, 700}};
            for (int[] side : sides) {
                DrawnPicture picture = DrawnPicture.of(7, side[0], side[1]);
                print(Pdq.fingerprint(
                        LumaSource.ofGrey(grey(picture, side[0], side[1]), side[0], side[1]), HashProfile.REFERENCE));
                byte[] file = PictureFiles.jpeg(picture, 0.8f);
                print(Pdq.fingerprint(JpegLuma.decode(file, HashProfile.REFERENCE, 1 << 26), HashProfile.REFERENCE));
            }
        }

        private static void print(PdqFingerprint seen) {
            System.out.println(seen.quality() + " " + seen.orientations());
        }

        private static byte[] grey(DrawnPicture picture, int width, int height) {
            byte[] grey = new byte[width * height];
            for (int i = 0; i < grey.length; i++) {
                grey[i] = (byte) picture.pixel(i % width, i / width);
            }
            return grey;
        }
    }
}
