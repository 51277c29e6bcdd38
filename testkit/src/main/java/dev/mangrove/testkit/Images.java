package dev.mangrove.testkit;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.awt.image.DataBufferUShort;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/// Drawn pictures in the pixel layouts that the JDK's encoders take, filled without Java 2D.
final class Images {

    private static final IndexColorModel COLOURS_216 = colours216();

    private Images() {}

    static BufferedImage rgb(DrawnPicture picture) {
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_3BYTE_BGR);
        byte[] out = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        int at = 0;
        for (int pixel : picture.pixels()) {
            out[at++] = (byte) pixel;
            out[at++] = (byte) (pixel >> 8);
            out[at++] = (byte) (pixel >> 16);
        }
        return image;
    }

    static BufferedImage argb(DrawnPicture picture) {
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_ARGB);
        int[] pixels = picture.pixels();
        System.arraycopy(pixels, 0, ((DataBufferInt) image.getRaster().getDataBuffer()).getData(), 0, pixels.length);
        return image;
    }

    static BufferedImage grey(DrawnPicture picture) {
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_BYTE_GRAY);
        byte[] out = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        int[] pixels = picture.grey().pixels();
        for (int i = 0; i < out.length; i++) {
            out[i] = (byte) pixels[i];
        }
        return image;
    }

    static BufferedImage grey16(DrawnPicture picture) {
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_USHORT_GRAY);
        short[] out = ((DataBufferUShort) image.getRaster().getDataBuffer()).getData();
        int[] pixels = picture.grey().pixels();
        for (int i = 0; i < out.length; i++) {
            out[i] = (short) ((pixels[i] & 0xff) * 257);
        }
        return image;
    }

    static BufferedImage rgb16(DrawnPicture picture) {
        ComponentColorModel model = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_sRGB), false, false, Transparency.OPAQUE, DataBuffer.TYPE_USHORT);
        WritableRaster raster =
                Raster.createInterleavedRaster(DataBuffer.TYPE_USHORT, picture.width(), picture.height(), 3, null);
        short[] out = ((DataBufferUShort) raster.getDataBuffer()).getData();
        int at = 0;
        for (int pixel : picture.pixels()) {
            out[at++] = (short) ((pixel >> 16 & 0xff) * 257);
            out[at++] = (short) ((pixel >> 8 & 0xff) * 257);
            out[at++] = (short) ((pixel & 0xff) * 257);
        }
        return new BufferedImage(model, raster, false, null);
    }

    static BufferedImage palette(DrawnPicture picture) {
        BufferedImage image =
                new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_BYTE_INDEXED, COLOURS_216);
        byte[] out = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        int[] pixels = picture.in216Colours().pixels();
        for (int i = 0; i < out.length; i++) {
            int pixel = pixels[i];
            out[i] = (byte) ((pixel >> 16 & 0xff) / 51 * 36 + (pixel >> 8 & 0xff) / 51 * 6 + (pixel & 0xff) / 51);
        }
        return image;
    }

    private static IndexColorModel colours216() {
        byte[] red = new byte[216];
        byte[] green = new byte[216];
        byte[] blue = new byte[216];
        for (int i = 0; i < 216; i++) {
            red[i] = (byte) (i / 36 * 51);
            green[i] = (byte) (i / 6 % 6 * 51);
            blue[i] = (byte) (i % 6 * 51);
        }
        return new IndexColorModel(8, 216, red, green, blue);
    }
}
