package dev.mangrove.testkit;

import java.util.Arrays;
import java.util.SplittableRandom;

/// A harmless picture drawn from a number: shapes on a gradient under a little grain. The same number
/// and size always give the same pixels; other numbers give pictures that no perceptual hash mistakes
/// for this one. Immutable; each edit gives a new picture.
///
/// ```java
/// DrawnPicture picture = DrawnPicture.of(42, 160, 120);
/// byte[] file = PictureFiles.jpeg(picture.rotated90(), 0.85f);
/// ```
public final class DrawnPicture {

    private final int width;
    private final int height;
    private final int[] argb;

    private DrawnPicture(int width, int height, int[] argb) {
        this.width = width;
        this.height = height;
        this.argb = argb;
    }

    /// Draws. Costs about two passes over the pixels, so that millions of small ones can be drawn.
    public static DrawnPicture of(long seed, int width, int height) {
        if (width < 1 || height < 1 || (long) width * height > 1 << 28) {
            throw new IllegalArgumentException(
                    "sides of at least 1 and at most 2^28 pixels can be drawn, not " + width + " x " + height);
        }
        return new DrawnPicture(width, height, Drawing.draw(new SplittableRandom(seed), width, height));
    }

    /// A picture of given pixels, `0xAARRGGBB` row by row.
    public static DrawnPicture ofPixels(int[] argb, int width, int height) {
        if (width < 1 || height < 1 || argb.length != (long) width * height) {
            throw new IllegalArgumentException(argb.length + " pixels are no picture of " + width + " x " + height);
        }
        return new DrawnPicture(width, height, argb.clone());
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /// `0xAARRGGBB` row by row; a copy.
    public int[] pixels() {
        return argb.clone();
    }

    public int pixel(int x, int y) {
        return argb[y * width + x];
    }

    /// Another size: the mean of what falls on a pixel when smaller, linear between pixels when larger.
    public DrawnPicture resized(int newWidth, int newHeight) {
        return new DrawnPicture(newWidth, newHeight, Resizing.resize(argb, width, height, newWidth, newHeight));
    }

    public DrawnPicture cropped(int x, int y, int newWidth, int newHeight) {
        if (x < 0 || y < 0 || newWidth < 1 || newHeight < 1 || x + newWidth > width || y + newHeight > height) {
            throw new IllegalArgumentException(newWidth + " x " + newHeight + " at " + x + ", " + y
                    + " does not lie in a picture of " + width + " x " + height);
        }
        int[] out = new int[newWidth * newHeight];
        for (int row = 0; row < newHeight; row++) {
            System.arraycopy(argb, (y + row) * width + x, out, row * newWidth, newWidth);
        }
        return new DrawnPicture(newWidth, newHeight, out);
    }

    /// Cuts the same share off each edge, e.g. 0.05.
    public DrawnPicture cropped(double share) {
        int x = (int) (width * share);
        int y = (int) (height * share);
        return cropped(x, y, width - 2 * x, height - 2 * y);
    }

    /// A quarter turn clockwise.
    public DrawnPicture rotated90() {
        int[] out = new int[argb.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                out[x * height + height - 1 - y] = argb[y * width + x];
            }
        }
        return new DrawnPicture(height, width, out);
    }

    public DrawnPicture rotated180() {
        int[] out = new int[argb.length];
        for (int i = 0; i < argb.length; i++) {
            out[argb.length - 1 - i] = argb[i];
        }
        return new DrawnPicture(width, height, out);
    }

    /// A quarter turn anticlockwise.
    public DrawnPicture rotated270() {
        return rotated180().rotated90();
    }

    /// Left and right exchanged.
    public DrawnPicture mirrored() {
        int[] out = new int[argb.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                out[y * width + width - 1 - x] = argb[y * width + x];
            }
        }
        return new DrawnPicture(width, height, out);
    }

    /// Adds to each of red, green and blue, within 0..255.
    public DrawnPicture brightened(int amount) {
        int[] out = new int[argb.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = Drawing.shifted(argb[i], amount);
        }
        return new DrawnPicture(width, height, out);
    }

    /// Grain of up to `amplitude` either way on every pixel.
    public DrawnPicture withNoise(long seed, int amplitude) {
        int[] out = argb.clone();
        Drawing.grain(new SplittableRandom(seed), out, amplitude);
        return new DrawnPicture(width, height, out);
    }

    /// Marks for the characters of `text` in one line near the lower edge, a tenth of the height high.
    /// They need no font; they are as good as letters to a hash.
    public DrawnPicture withText(String text) {
        int[] out = argb.clone();
        Drawing.text(out, width, height, text);
        return new DrawnPicture(width, height, out);
    }

    /// A small drawing in the upper right corner, an eighth of each side.
    public DrawnPicture withLogo(long seed) {
        int logoWidth = Math.max(1, width / 8);
        int logoHeight = Math.max(1, height / 8);
        int[] logo = Drawing.draw(new SplittableRandom(seed), logoWidth, logoHeight);
        int[] out = argb.clone();
        for (int y = 0; y < logoHeight; y++) {
            System.arraycopy(logo, y * logoWidth, out, y * width + width - logoWidth, logoWidth);
        }
        return new DrawnPicture(width, height, out);
    }

    /// Without colour: the three channels are equal.
    public DrawnPicture grey() {
        int[] out = new int[argb.length];
        for (int i = 0; i < out.length; i++) {
            int pixel = argb[i];
            int grey = (299 * (pixel >> 16 & 0xff) + 587 * (pixel >> 8 & 0xff) + 114 * (pixel & 0xff)) / 1000;
            out[i] = (pixel & 0xff000000) | grey * 0x010101;
        }
        return new DrawnPicture(width, height, out);
    }

    /// Only the 216 colours whose channels are multiples of 51, so that a palette holds them exactly.
    public DrawnPicture in216Colours() {
        int[] out = new int[argb.length];
        for (int i = 0; i < out.length; i++) {
            int pixel = argb[i];
            out[i] = (pixel & 0xff000000)
                    | nearest51(pixel >> 16 & 0xff) << 16
                    | nearest51(pixel >> 8 & 0xff) << 8
                    | nearest51(pixel & 0xff);
        }
        return new DrawnPicture(width, height, out);
    }

    private static int nearest51(int channel) {
        return (channel + 25) / 51 * 51;
    }

    /// Alpha that falls from opaque at the left to transparent at the right.
    public DrawnPicture withAlpha() {
        int[] out = new int[argb.length];
        for (int i = 0; i < out.length; i++) {
            int alpha = 255 - i % width * 255 / Math.max(1, width - 1);
            out[i] = alpha << 24 | (argb[i] & 0xffffff);
        }
        return new DrawnPicture(width, height, out);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DrawnPicture that && width == that.width && Arrays.equals(argb, that.argb);
    }

    @Override
    public int hashCode() {
        return 31 * width + Arrays.hashCode(argb);
    }

    @Override
    public String toString() {
        return "drawn picture of " + width + " x " + height;
    }
}
