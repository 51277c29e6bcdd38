package dev.mangrove.hash;

/// Pictures that already lie in an array.
final class ArrayLuma {

    private static final float RED = 0.299f;
    private static final float GREEN = 0.587f;
    private static final float BLUE = 0.114f;

    private ArrayLuma() {}

    static void check(int samples, int width, int height) {
        if (width < 1 || height < 1 || (long) width * height > samples) {
            throw new IllegalArgumentException(
                    "an array of " + samples + " pixels does not hold a picture of " + width + " x " + height);
        }
    }

    /// Whether the columns lie side by side.
    private static boolean isRun(int[] columns) {
        return columns[columns.length - 1] - columns[0] == columns.length - 1;
    }

    record Rgb(int[] pixels, int width, int height) implements LumaSource {
        @Override
        public void readRow(int y, int[] columns, float[] luma, int to) {
            int row = y * width;
            if (isRun(columns)) {
                int from = row + columns[0];
                for (int i = 0; i < columns.length; i++) {
                    luma[to + i] = luma(pixels[from + i]);
                }
                return;
            }
            for (int i = 0; i < columns.length; i++) {
                luma[to + i] = luma(pixels[row + columns[i]]);
            }
        }

        private static float luma(int pixel) {
            return RED * (pixel >> 16 & 0xff) + GREEN * (pixel >> 8 & 0xff) + BLUE * (pixel & 0xff);
        }
    }

    record Grey(byte[] samples, int width, int height) implements LumaSource {
        @Override
        public void readRow(int y, int[] columns, float[] luma, int to) {
            int row = y * width;
            if (isRun(columns)) {
                Arithmetic.ENGINE.widen(samples, row + columns[0], luma, to, columns.length);
                return;
            }
            for (int i = 0; i < columns.length; i++) {
                luma[to + i] = samples[row + columns[i]] & 0xff;
            }
        }
    }
}
