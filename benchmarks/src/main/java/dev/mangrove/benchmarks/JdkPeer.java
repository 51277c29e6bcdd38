package dev.mangrove.benchmarks;

import dev.mangrove.testkit.PlainPdq;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/// What most Java programs do: the JDK's own reader, and PDQ step by step.
final class JdkPeer {

    private static final int SIDE_MAX = 512;

    private JdkPeer() {}

    static PlainPdq hash(byte[] file) throws IOException {
        BufferedImage picture = read(file);
        boolean reduced = Math.max(picture.getWidth(), picture.getHeight()) > SIDE_MAX;
        int width = reduced ? SIDE_MAX : picture.getWidth();
        int height = reduced ? SIDE_MAX : picture.getHeight();
        float[][] luma = new float[height][width];
        for (int y = 0; y < height; y++) {
            int row = reduced ? (int) ((long) y * picture.getHeight() / SIDE_MAX) : y;
            for (int x = 0; x < width; x++) {
                int rgb = picture.getRGB(reduced ? (int) ((long) x * picture.getWidth() / SIDE_MAX) : x, row);
                luma[y][x] = 0.299f * (rgb >> 16 & 0xff) + 0.587f * (rgb >> 8 & 0xff) + 0.114f * (rgb & 0xff);
            }
        }
        return PlainPdq.of(luma, true);
    }

    /// Other readers may be on the class path.
    private static BufferedImage read(byte[] file) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("jpeg");
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (reader.getClass().getName().startsWith("com.sun.")) {
                try {
                    reader.setInput(new MemoryCacheImageInputStream(new ByteArrayInputStream(file)), true, true);
                    return reader.read(0);
                } finally {
                    reader.dispose();
                }
            }
        }
        throw new IOException("this Java has no JPEG reader of its own");
    }
}
