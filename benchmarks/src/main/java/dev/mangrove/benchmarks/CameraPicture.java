package dev.mangrove.benchmarks;

import java.util.SplittableRandom;

/// A harmless picture with what makes a camera's file large: texture on all scales and the noise of a sensor. Drawn
/// row by row, so that size costs no memory.
final class CameraPicture {

    /// From shapes as wide as a quarter of the picture down to texture of two pixels.
    private static final int[] CELLS_ACROSS = {4, 9, 23, 61, 160, 420, 1_100};

    private static final double[] HEIGHTS = {70, 40, 26, 16, 10, 6, 4};

    private final int width;
    private final int height;
    private final double noise;
    private final long seed;

    /// @param noise standard deviation of the sensor's noise, in steps of 255
    CameraPicture(long seed, int width, int height, double noise) {
        this.seed = seed;
        this.width = width;
        this.height = height;
        this.noise = noise;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /// One row, three bytes a pixel.
    void row(int y, byte[] rgb) {
        double[] light = new double[width];
        for (int octave = 0; octave < CELLS_ACROSS.length; octave++) {
            add(octave, y, light);
        }
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + y);
        double grainBefore = 0;
        for (int x = 0; x < width; x++) {
            // A sensor's neighbours share some of their noise, because colours are interpolated between them.
            double grain = 0.6 * normal(random) + 0.4 * grainBefore;
            grainBefore = grain;
            double value = 128 + light[x] + noise * grain;
            double warmth = 12 * Math.sin(x * 0.002 + y * 0.003 + seed);
            rgb[3 * x] = channel(value + warmth);
            rgb[3 * x + 1] = channel(value);
            rgb[3 * x + 2] = channel(value - warmth);
        }
    }

    private void add(int octave, int y, double[] light) {
        double cell = Math.max(2, (double) width / CELLS_ACROSS[octave]);
        int row = (int) (y / cell);
        double down = smooth(y / cell - row);
        for (int x = 0; x < width; x++) {
            double at = x / cell;
            int column = (int) at;
            double along = smooth(at - column);
            double above = lattice(octave, row, column) * (1 - along) + lattice(octave, row, column + 1) * along;
            double below =
                    lattice(octave, row + 1, column) * (1 - along) + lattice(octave, row + 1, column + 1) * along;
            light[x] += HEIGHTS[octave] * (above * (1 - down) + below * down);
        }
    }

    private static double smooth(double t) {
        return t * t * (3 - 2 * t);
    }

    /// -1 to 1, the same for the same place.
    private double lattice(int octave, int row, int column) {
        long mixed = seed * 0x9E3779B97F4A7C15L + octave * 0xC2B2AE3D27D4EB4FL + row * 0x165667B19E3779F9L + column;
        mixed = (mixed ^ mixed >>> 31) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 29) * 0x94D049BB133111EBL;
        return (mixed >> 11) * 0x1.0p-52;
    }

    /// Nearly normal: four even draws, scaled to a deviation of one.
    private static double normal(SplittableRandom random) {
        long bits = random.nextLong();
        int sum =
                (int) (bits & 0xffff) + (int) (bits >> 16 & 0xffff) + (int) (bits >> 32 & 0xffff) + (int) (bits >>> 48);
        return (sum - 2 * 65_535) * (1.732 / 65_535);
    }

    private static byte channel(double value) {
        return (byte) Math.clamp((long) value, 0, 255);
    }
}
