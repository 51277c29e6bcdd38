package dev.mangrove.testkit;

import java.util.Arrays;

/// Resizes plain pixel arrays, one axis at a time, all four channels alike.
final class Resizing {

    private Resizing() {}

    static int[] resize(int[] pixels, int width, int height, int newWidth, int newHeight) {
        if (newWidth < 1 || newHeight < 1) {
            throw new IllegalArgumentException("a picture cannot be resized to " + newWidth + " x " + newHeight);
        }
        float[] weights = new float[4];
        int[] wide = new int[newWidth * height];
        for (int x = 0; x < newWidth; x++) {
            for (int y = 0; y < height; y++) {
                wide[y * newWidth + x] = sample(pixels, y * width, 1, width, x, newWidth, weights);
            }
        }
        int[] out = new int[newWidth * newHeight];
        for (int y = 0; y < newHeight; y++) {
            for (int x = 0; x < newWidth; x++) {
                out[y * newWidth + x] = sample(wide, x, newWidth, height, y, newHeight, weights);
            }
        }
        return out;
    }

    /// Sample `target` of `newLength` along a line of `length` pixels that starts at `from`.
    private static int sample(
            int[] pixels, int from, int stride, int length, int target, int newLength, float[] channels) {
        double scale = (double) length / newLength;
        double low = target * scale;
        double high = low + scale;
        if (newLength > length) {
            double centre = Math.clamp((target + 0.5) * scale - 0.5, 0, length - 1);
            low = centre;
            high = centre + 1;
        }
        Arrays.fill(channels, 0);
        double total = 0;
        for (int i = (int) low; i < Math.min(length, Math.ceil(high)); i++) {
            double share = Math.min(high, i + 1) - Math.max(low, i);
            int pixel = pixels[from + i * stride];
            for (int c = 0; c < 4; c++) {
                channels[c] += (float) (share * ((pixel >>> (8 * c)) & 0xff));
            }
            total += share;
        }
        int out = 0;
        for (int c = 0; c < 4; c++) {
            out |= Math.clamp(Math.round(channels[c] / total), 0, 255) << (8 * c);
        }
        return out;
    }
}
