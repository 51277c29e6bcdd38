package dev.mangrove.scan.examine;

import java.awt.Point;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/// A raster of the full size that keeps only the samples that matter.
///
/// The JDK's JPEG reader hands every row to the `setRect` of its destination. This one looks at the row
/// and forgets it, so that a picture of any size is decoded in the memory of a few rows, and what was
/// decoded before an error is not lost with the exception.
final class JpegRowSink extends WritableRaster {

    private final SampleGrid grid;
    private final JpegColour colour;
    private final int bands;
    private int rowsSeen;

    private JpegRowSink(SampleGrid grid, JpegColour colour, int bands) {
        super(
                new PixelInterleavedSampleModel(
                        DataBuffer.TYPE_BYTE, grid.width(), grid.height(), bands, grid.width() * bands, offsets(bands)),
                new DataBufferByte(1),
                new Point(0, 0));
        this.grid = grid;
        this.colour = colour;
        this.bands = bands;
    }

    static JpegRowSink of(SampleGrid grid, JpegColour colour, int bands) {
        return new JpegRowSink(grid, colour, bands);
    }

    int[] bandIndexes() {
        return offsets(bands);
    }

    private static int[] offsets(int bands) {
        int[] offsets = new int[bands];
        for (int i = 0; i < bands; i++) {
            offsets[i] = i;
        }
        return offsets;
    }

    /// An image over this raster, as the reader wants its destination. Four bands pose as RGB with
    /// alpha: nobody asks.
    BufferedImage asImage() {
        ColorSpace space = ColorSpace.getInstance(bands == 1 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB);
        boolean alpha = bands == 4;
        ComponentColorModel model = new ComponentColorModel(
                space, alpha, false, alpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE, DataBuffer.TYPE_BYTE);
        return new BufferedImage(model, this, false, null);
    }

    /// How many rows have arrived.
    int rowsSeen() {
        return rowsSeen;
    }

    @Override
    public void setRect(int left, int top, Raster row) {
        rowsSeen = Math.max(rowsSeen, top + 1);
        int rowSlot = grid.rowSlot(top);
        if (rowSlot < 0) {
            return;
        }
        byte[] samples = ((DataBufferByte) row.getDataBuffer()).getData();
        int[] columns = grid.columns();
        for (int slot = 0; slot < columns.length; slot++) {
            colour.put(samples, columns[slot] * bands, grid, rowSlot, slot);
        }
    }
}
