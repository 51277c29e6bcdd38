package dev.mangrove.benchmarks;

import dev.mangrove.hash.HashProfile;
import dev.mangrove.hash.LumaSource;
import dev.mangrove.hash.Pdq;
import dev.mangrove.hash.PdqFingerprint;
import dev.mangrove.hash.PdqHash;
import dev.mangrove.testkit.DrawnPicture;
import dev.mangrove.testkit.PlainPdq;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Luma to hash and quality, against the step-by-step form of the algorithm. Ours gives all eight orientations in its
/// time, the other one.
final class PdqBench {

    /// Pictures that take turns, so that nothing is learnt by heart.
    private static final int PICTURES = 8;

    private PdqBench() {}

    static void run(Options options) throws IOException {
        for (int[] sides : new int[][] {{512, 512}, {500, 375}}) {
            measure(options, sides[0], sides[1]);
        }
    }

    private static void measure(Options options, int width, int height) throws IOException {
        byte[][] grey = new byte[PICTURES][];
        float[][][] luma = new float[PICTURES][height][width];
        int distanceMax = 0;
        for (int i = 0; i < PICTURES; i++) {
            grey[i] = grey(i, width, height);
            for (int at = 0; at < width * height; at++) {
                luma[i][at / width][at % width] = grey[i][at] & 0xff;
            }
            distanceMax = Math.max(distanceMax, distance(ours(grey[i], width, height), PlainPdq.of(luma[i], true)));
        }
        Rounds rounds = Rounds.run(
                options.rounds(7),
                options.seconds(2),
                List.of(
                        Rounds.repeated("mangrove", PICTURES, () -> {
                            for (byte[] picture : grey) {
                                Sink.take(ours(picture, width, height).quality());
                            }
                        }),
                        Rounds.repeated("step by step", PICTURES, () -> {
                            for (float[][] picture : luma) {
                                Sink.take(PlainPdq.of(picture, true).quality());
                            }
                        })));
        Report.rounds(options, "pdq", width + " x " + height, rounds, Map.of("distanceBitsMax", distanceMax));
    }

    static byte[] grey(long seed, int width, int height) {
        int[] pixels =
                DrawnPicture.of(seed, width, height).withNoise(seed, 20).grey().pixels();
        byte[] grey = new byte[pixels.length];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = (byte) pixels[i];
        }
        return grey;
    }

    static PdqFingerprint ours(byte[] grey, int width, int height) {
        return Pdq.fingerprint(LumaSource.ofGrey(grey, width, height), HashProfile.REFERENCE);
    }

    static int distance(PdqFingerprint ours, PlainPdq plain) {
        long[] words = plain.words();
        if (Math.abs(ours.quality() - plain.quality()) > 1) {
            throw new IllegalStateException("quality " + ours.quality() + ", step by step " + plain.quality());
        }
        return ours.hash().distanceBits(new PdqHash(words[0], words[1], words[2], words[3]));
    }
}
