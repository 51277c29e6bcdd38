package dev.mangrove.hash;

import dev.mangrove.testkit.PlainPdq;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.util.stream.IntStream;

/// Decoded pictures as the hash wants them.
final class Pictures {

    private Pictures() {}

    /// Grey samples as they are stored, anything else as the RGB that the JDK makes of it, alpha on black.
    static LumaSource luma(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        if (picture.getRaster().getNumBands() == 1 && picture.getType() == BufferedImage.TYPE_BYTE_GRAY) {
            Raster raster = picture.getRaster();
            int[] samples = raster.getSamples(0, 0, width, height, 0, (int[]) null);
            byte[] grey = new byte[samples.length];
            for (int i = 0; i < grey.length; i++) {
                grey[i] = (byte) samples[i];
            }
            return LumaSource.ofGrey(grey, width, height);
        }
        int[] pixels = picture.getRGB(0, 0, width, height, null, 0, width);
        if (picture.getColorModel().hasAlpha()) {
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = onBlack(pixels[i]);
            }
        }
        return LumaSource.ofRgb(pixels, width, height);
    }

    /// The hash by the plain algorithm, of the whole picture in memory.
    static PdqHash plain(LumaSource picture, HashProfile profile) {
        int[] columns = IntStream.range(0, picture.width()).toArray();
        float[][] luma = new float[picture.height()][picture.width()];
        for (int y = 0; y < luma.length; y++) {
            picture.readRow(y, columns, luma[y], 0);
        }
        long[] words = PlainPdq.of(luma, profile == HashProfile.REFERENCE).words();
        return new PdqHash(words[0], words[1], words[2], words[3]);
    }

    private static int onBlack(int argb) {
        int alpha = argb >>> 24;
        int red = (argb >> 16 & 0xff) * alpha / 255;
        int green = (argb >> 8 & 0xff) * alpha / 255;
        int blue = (argb & 0xff) * alpha / 255;
        return red << 16 | green << 8 | blue;
    }
}
