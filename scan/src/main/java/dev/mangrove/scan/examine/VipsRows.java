package dev.mangrove.scan.examine;

import dev.mangrove.scan.examine.vips.VipsPicture;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Takes strips of rows as libvips gives them, and keeps the samples that a hash depends on: alpha flattened on
/// black, ink converted by plain multiplication, the high byte of wide samples.
final class VipsRows {

    private static final VarHandle FLOAT = MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.nativeOrder());
    private static final int HIGH_BYTE = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? 1 : 0;

    private final SampleGrid grid;
    private final VipsPicture.Sample sample;
    private final int pixelBytes;
    private final long rowBytes;
    private final int colours;
    private final boolean alpha;

    VipsRows(VipsPicture picture, int width, int height) {
        this.grid = new SampleGrid(width, height);
        this.sample = picture.sample();
        int bands = picture.bands();
        this.pixelBytes = bands * sample.bytes();
        this.rowBytes = (long) width * pixelBytes;
        this.colours = picture.isInk() && bands >= 4 ? 4 : bands >= 3 ? 3 : 1;
        this.alpha = bands > colours;
    }

    SampleGrid grid() {
        return grid;
    }

    long rowBytes() {
        return rowBytes;
    }

    boolean hasAlpha() {
        return alpha;
    }

    boolean isInk() {
        return colours == 4;
    }

    void take(int top, int count, byte[] strip) {
        for (int row = 0; row < count; row++) {
            int slot = grid.rowSlot(top + row);
            if (slot >= 0) {
                takeRow(slot, strip, (int) (row * rowBytes));
            }
        }
    }

    private void takeRow(int slot, byte[] strip, int start) {
        int[] columns = grid.columns();
        for (int i = 0; i < columns.length; i++) {
            int at = start + columns[i] * pixelBytes;
            int opacity = alpha ? value(strip, at, colours) : 255;
            switch (colours) {
                case 1 -> grid.setGrey(slot, i, PngPixels.flatten(value(strip, at, 0), opacity));
                case 3 ->
                    grid.setRgb(
                            slot,
                            i,
                            PngPixels.flatten(value(strip, at, 0), opacity),
                            PngPixels.flatten(value(strip, at, 1), opacity),
                            PngPixels.flatten(value(strip, at, 2), opacity));
                default -> {
                    int light = PngPixels.flatten(255 - value(strip, at, 3), opacity);
                    grid.setRgb(
                            slot,
                            i,
                            PngPixels.flatten(255 - value(strip, at, 0), light),
                            PngPixels.flatten(255 - value(strip, at, 1), light),
                            PngPixels.flatten(255 - value(strip, at, 2), light));
                }
            }
        }
    }

    private int value(byte[] strip, int pixel, int band) {
        int at = pixel + band * sample.bytes();
        return switch (sample) {
            case BYTE -> strip[at] & 0xFF;
            case SHORT -> strip[at + HIGH_BYTE] & 0xFF;
            case FLOAT -> {
                float value = (float) FLOAT.get(strip, at);
                // Not a number is black.
                yield value > 0 ? Math.round(255 * Math.min(1, value)) : 0;
            }
            case OTHER -> 0;
        };
    }
}
