package dev.mangrove.testkit;

import java.util.Arrays;
import java.util.SplittableRandom;

/// Draws into plain pixel arrays: no fonts, no graphics environment, nothing shared between threads.
final class Drawing {

    private static final int SHAPES_MIN = 14;
    private static final int SHAPES_MORE = 10;
    private static final int GRAIN = 2;

    private Drawing() {}

    static int[] draw(SplittableRandom random, int width, int height) {
        int[] pixels = new int[width * height];
        gradient(random, pixels, width, height);
        int shapes = SHAPES_MIN + random.nextInt(SHAPES_MORE);
        boolean bright = random.nextBoolean();
        for (int i = 0; i < shapes; i++) {
            // Light and dark in turn, so that edges stand out and the hash has something to hold on to.
            shape(random, pixels, width, height, colour(random, bright ^ (i & 1) == 0));
        }
        grain(random, pixels, GRAIN);
        return pixels;
    }

    private static void gradient(SplittableRandom random, int[] pixels, int width, int height) {
        int top = colour(random, random.nextBoolean());
        int bottom = colour(random, random.nextBoolean());
        int slantPermille = random.nextInt(700);
        int steps = 1_000 * (height + width);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int t = (int) (256L * 1_000 * (y + (long) x * slantPermille / 1_000) / steps);
                pixels[y * width + x] = mixed(top, bottom, t);
            }
        }
    }

    private static int mixed(int from, int to, int t) {
        int red = ((from >> 16 & 0xff) * (256 - t) + (to >> 16 & 0xff) * t) >> 8;
        int green = ((from >> 8 & 0xff) * (256 - t) + (to >> 8 & 0xff) * t) >> 8;
        int blue = ((from & 0xff) * (256 - t) + (to & 0xff) * t) >> 8;
        return 0xff000000 | red << 16 | green << 8 | blue;
    }

    private static int colour(SplittableRandom random, boolean bright) {
        int base = bright ? 150 : 0;
        int red = base + random.nextInt(105);
        int green = base + random.nextInt(105);
        int blue = base + random.nextInt(105);
        return 0xff000000 | red << 16 | green << 8 | blue;
    }

    /// A rectangle, an ellipse or a diamond somewhere, from a tenth to two fifths of each side.
    private static void shape(SplittableRandom random, int[] pixels, int width, int height, int colour) {
        int kind = random.nextInt(3);
        double centreX = random.nextDouble() * width;
        double centreY = random.nextDouble() * height;
        double reachX = (0.05 + 0.15 * random.nextDouble()) * width;
        double reachY = (0.05 + 0.15 * random.nextDouble()) * height;
        int from = Math.max(0, (int) (centreY - reachY));
        int to = Math.min(height, (int) (centreY + reachY) + 1);
        for (int y = from; y < to; y++) {
            double up = Math.min(1, Math.abs(y + 0.5 - centreY) / reachY);
            double half = switch (kind) {
                case 0 -> reachX;
                case 1 -> reachX * Math.sqrt(1 - up * up);
                default -> reachX * (1 - up);
            };
            int left = Math.clamp((long) (centreX - half), 0, width);
            int right = Math.clamp((long) (centreX + half) + 1, left, width);
            Arrays.fill(pixels, y * width + left, y * width + right, colour);
        }
    }

    /// Moves each pixel's brightness by up to `amplitude` either way.
    static void grain(SplittableRandom random, int[] pixels, int amplitude) {
        int range = 2 * amplitude + 1;
        long bits = 0;
        for (int i = 0; i < pixels.length; i++) {
            if ((i & 7) == 0) {
                bits = random.nextLong();
            }
            pixels[i] = shifted(pixels[i], (int) (bits & 0xff) * range / 256 - amplitude);
            bits >>>= 8;
        }
    }

    /// One pixel with the same amount added to each colour channel.
    static int shifted(int pixel, int amount) {
        int red = Math.clamp((pixel >> 16 & 0xff) + amount, 0, 255);
        int green = Math.clamp((pixel >> 8 & 0xff) + amount, 0, 255);
        int blue = Math.clamp((pixel & 0xff) + amount, 0, 255);
        return (pixel & 0xff000000) | red << 16 | green << 8 | blue;
    }

    static void text(int[] pixels, int width, int height, String text) {
        int cell = Math.max(1, height / 50);
        int top = Math.max(0, height - 8 * cell);
        for (int c = 0; c < text.length(); c++) {
            int marks = (text.charAt(c) * 0x9E3779B1) >>> 12;
            for (int mark = 0; mark < 15; mark++) {
                if ((marks >> mark & 1) == 1) {
                    int x = (2 + 4 * c + mark % 3) * cell;
                    block(pixels, width, height, x, top + mark / 3 * cell, cell);
                }
            }
        }
    }

    private static void block(int[] pixels, int width, int height, int x, int y, int side) {
        for (int row = y; row < Math.min(height, y + side); row++) {
            for (int column = x; column < Math.min(width, x + side); column++) {
                pixels[row * width + column] = 0xffffffff;
            }
        }
    }
}
