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

    record Rgb(int[] pixels, int width, int height) implements LumaSource {
        @Override
        public void readRow(int y, int[] columns, float[] luma) {
            int row = y * width;
            for (int i = 0; i < columns.length; i++) {
                int pixel = pixels[row + columns[i]];
                luma[i] = RED * (pixel >> 16 & 0xff) + GREEN * (pixel >> 8 & 0xff) + BLUE * (pixel & 0xff);
            }
        }
    }

    record Grey(byte[] samples, int width, int height) implements LumaSource {
        @Override
        public void readRow(int y, int[] columns, float[] luma) {
            int row = y * width;
            for (int i = 0; i < columns.length; i++) {
                luma[i] = samples[row + columns[i]] & 0xff;
            }
        }
    }
}
