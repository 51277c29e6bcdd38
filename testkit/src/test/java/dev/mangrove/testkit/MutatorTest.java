package dev.mangrove.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class MutatorTest {

    private final SplittableRandom random = Seed.random("mutations");

    @Test
    void theSameSeedDoesTheSameDamage() {
        byte[] file = PictureFiles.jpeg(DrawnPicture.of(1, 100, 80), 0.9f);

        for (long seed = 0; seed < 200; seed++) {
            assertThat(Mutator.mutate(file, seed).bytes())
                    .isEqualTo(Mutator.mutate(file, seed).bytes());
        }
    }

    @Test
    void damagesFilesOfEveryLength() {
        for (int length = 1; length < 300; length++) {
            for (int i = 0; i < 20; i++) {
                assertThat(Mutator.mutate(new byte[length], random.nextLong()).how())
                        .isNotEmpty();
            }
        }
    }

    @Test
    void almostEveryMutationChangesTheFileAndAtLeastThirtyInAHundredReachPixels() {
        DrawnPicture picture = DrawnPicture.of(random.nextLong(), 120, 90);
        List<byte[]> files = List.of(
                PictureFiles.jpeg(picture, 0.9f),
                PictureFiles.jpegProgressive(picture, 0.9f),
                PictureFiles.png(picture),
                PictureFiles.gif(picture),
                PictureFiles.bmp(picture),
                PictureFiles.tiff(picture));
        int tries = 600;
        int changed = 0;
        int reached = 0;
        for (int i = 0; i < tries; i++) {
            byte[] file = files.get(i % files.size());
            byte[] mutated = Mutator.mutate(file, random.nextLong()).bytes();
            changed += Arrays.equals(file, mutated) ? 0 : 1;
            reached += reachesPixels(mutated) ? 1 : 0;
        }

        assertThat(changed).isGreaterThan(tries * 80 / 100);
        assertThat(reached).isGreaterThan(tries * 30 / 100);
    }

    /// Breadth is needed here: the JDK's readers throw many kinds of exceptions on damaged files.
    @SuppressWarnings("CatchingUnchecked")
    private static boolean reachesPixels(byte[] file) {
        try {
            return ImageIO.read(new ByteArrayInputStream(file)) != null;
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            return false;
        }
    }
}
