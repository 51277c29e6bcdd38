package dev.mangrove.scan.examine;

import dev.mangrove.hash.LumaSource;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;

/// The luma of a decoded picture, whatever its pixels look like in memory: no colour profile is applied
/// to grey and RGB, alpha is flattened on black, wide samples give their high byte.
final class BufferedImageLuma implements LumaSource {

    private final Raster raster;
    private final ColorModel model;
    private final Kind kind;
    private final boolean alpha;
    private final int shift;

    private enum Kind {
        GREY,
        RGB,
        INK,
        /// Left to the colour model, sample by sample.
        OTHER
    }

    /// @param bitsPerSample how many bits of a wide sample carry the value; 0 for all
    BufferedImageLuma(BufferedImage image, int bitsPerSample) {
        this.raster = image.getRaster();
        this.model = image.getColorModel();
        this.kind = kindOf(model, raster);
        this.alpha = model.hasAlpha();
        int sampleBits = raster.getSampleModel().getSampleSize(0);
        int bits = bitsPerSample > 8 && bitsPerSample < sampleBits ? bitsPerSample : sampleBits;
        this.shift = Math.max(0, bits - 8);
    }

    private static Kind kindOf(ColorModel model, Raster raster) {
        int type = raster.getTransferType();
        boolean wholeSamples = type == DataBuffer.TYPE_BYTE || type == DataBuffer.TYPE_USHORT;
        boolean wide = raster.getSampleModel().getSampleSize(0) >= 8;
        if (!(model instanceof ComponentColorModel) || !wholeSamples || !wide) {
            return Kind.OTHER;
        }
        int colours = model.getNumColorComponents();
        return switch (model.getColorSpace().getType()) {
            case ColorSpace.TYPE_GRAY -> colours == 1 ? Kind.GREY : Kind.OTHER;
            case ColorSpace.TYPE_RGB -> colours == 3 ? Kind.RGB : Kind.OTHER;
            case ColorSpace.TYPE_CMYK -> colours == 4 ? Kind.INK : Kind.OTHER;
            default -> Kind.OTHER;
        };
    }

    boolean hasAlpha() {
        return alpha;
    }

    boolean isInk() {
        return kind == Kind.INK;
    }

    @Override
    public int width() {
        return raster.getWidth();
    }

    @Override
    public int height() {
        return raster.getHeight();
    }

    @Override
    public void readRow(int y, int[] columns, float[] luma, int to) {
        int[] pixel = new int[raster.getNumBands()];
        for (int i = 0; i < columns.length; i++) {
            luma[to + i] = luma(columns[i], y, pixel);
        }
    }

    private float luma(int x, int y, int[] pixel) {
        if (kind == Kind.OTHER) {
            int argb = model.getRGB(raster.getDataElements(x, y, null));
            int opacity = alpha ? argb >>> 24 : 255;
            return weigh(
                    PngPixels.flatten(argb >> 16 & 0xFF, opacity),
                    PngPixels.flatten(argb >> 8 & 0xFF, opacity),
                    PngPixels.flatten(argb & 0xFF, opacity));
        }
        raster.getPixel(x, y, pixel);
        for (int i = 0; i < pixel.length; i++) {
            pixel[i] >>>= shift;
        }
        int opacity = alpha && !model.isAlphaPremultiplied() ? pixel[pixel.length - 1] : 255;
        return switch (kind) {
            case GREY -> PngPixels.flatten(pixel[0], opacity);
            case INK -> {
                int throughBlack = 255 - pixel[3];
                yield weigh(
                        PngPixels.flatten(PngPixels.flatten(255 - pixel[0], throughBlack), opacity),
                        PngPixels.flatten(PngPixels.flatten(255 - pixel[1], throughBlack), opacity),
                        PngPixels.flatten(PngPixels.flatten(255 - pixel[2], throughBlack), opacity));
            }
            default ->
                weigh(
                        PngPixels.flatten(pixel[0], opacity),
                        PngPixels.flatten(pixel[1], opacity),
                        PngPixels.flatten(pixel[2], opacity));
        };
    }

    private static float weigh(int red, int green, int blue) {
        return 0.299f * red + 0.587f * green + 0.114f * blue;
    }
}
