package dev.mangrove.scan.examine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.hash.HashProfile;
import dev.mangrove.hash.LumaSource;
import dev.mangrove.hash.Pdq;
import dev.mangrove.hash.PdqFingerprint;
import dev.mangrove.scan.item.Examination.PictureExamined;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;

/// Our PNG decoder against the JDK's, over all bit depths, colour types, filters and interlacing.
class PngSuiteTest {

    @Test
    void givesTheSameHashesAsTheJdksDecoder() throws IOException {
        Optional<Path> suite = SharedFiles.folder("corpora/media/pngsuite");
        if (suite.isEmpty()) {
            return;
        }
        List<Path> files;
        try (Stream<Path> list = Files.list(suite.get())) {
            files = list.filter(f -> f.toString().endsWith(".png")).sorted().toList();
        }
        int compared = 0;
        List<String> different = new ArrayList<>();
        for (Path file : files) {
            Optional<PdqFingerprint> expected = byTheJdk(file);
            if (expected.isPresent() && Examined.of(file) instanceof PictureExamined examined) {
                if (examined.notes().contains("alphaFlattened") && isGreyOfFewBits(file)) {
                    // The JDK forgets which grey is transparent.
                    continue;
                }
                compared++;
                if (!examined.fingerprint().equals(expected.get())) {
                    different.add(file.getFileName() + " " + examined.notes());
                }
            }
        }
        assertThat(different).isEmpty();
        assertThat(compared).isGreaterThan(140);
    }

    private static boolean isGreyOfFewBits(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return bytes[25] == 0 && bytes[24] < 8;
    }

    private static Optional<PdqFingerprint> byTheJdk(Path file) {
        ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
        try (ImageInputStream stream = ImageIO.createImageInputStream(file.toFile())) {
            reader.setInput(stream);
            LumaSource luma = new BufferedImageLuma(reader.read(0), 0);
            boolean grey = (Files.readAllBytes(file)[25] & 2) == 0;
            return Optional.of(Pdq.fingerprint(grey ? new Whole(luma) : luma, HashProfile.REFERENCE));
        } catch (IOException | RuntimeException e) {
            // What the JDK refuses cannot be compared.
            return Optional.empty();
        } finally {
            reader.dispose();
        }
    }

    /// The JDK shows grey of few bits as a palette of colours, whose luma is grey but for the last bits of
    /// a `float`; in flat pictures even those decide.
    private record Whole(LumaSource source) implements LumaSource {

        @Override
        public int width() {
            return source.width();
        }

        @Override
        public int height() {
            return source.height();
        }

        @Override
        public void readRow(int y, int[] columns, float[] luma, int to) {
            source.readRow(y, columns, luma, to);
            for (int i = to; i < to + columns.length; i++) {
                luma[i] = Math.round(luma[i]);
            }
        }
    }
}
