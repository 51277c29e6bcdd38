package dev.mangrove.scan.examine;

import java.util.Arrays;

/// The logical screen of a GIF, as far as a hash depends on it: at most 512 x 512 pixels that are
/// drawn, left, cleared or restored as each frame says.
final class GifScreen implements GifLzw.Sink {

    private static final int RESTORE_BACKGROUND = 2;
    private static final int RESTORE_PREVIOUS = 3;
    private static final int OPAQUE = 0xFF000000;

    private final int width;
    private final int height;
    private final SampleGrid shape;
    private final int[] pixels;
    private int[] saved = new int[0];

    private Area area = new Area(0, 0, 0, 0, false);
    private int[] columnSlots = new int[0];
    private int disposal;
    private int[] colours = new int[0];
    private int transparentIndex;
    private int x;
    private int y;
    private int step;
    private int rowSlot;
    private boolean anyPixel;

    /// Where a frame draws.
    record Area(int left, int top, int width, int height, boolean interlaced) {}

    GifScreen(int width, int height) {
        this.width = width;
        this.height = height;
        this.shape = new SampleGrid(width, height);
        this.pixels = new int[shape.columns().length * shape.rows().length];
    }

    void beginFrame(Area where, int how, int[] palette, int transparent) {
        area = where;
        disposal = how;
        colours = palette;
        transparentIndex = transparent;
        if (how == RESTORE_PREVIOUS) {
            saved = pixels.clone();
        }
        columnSlots = new int[where.width];
        Arrays.fill(columnSlots, -1);
        for (int slot = 0; slot < shape.columns().length; slot++) {
            int within = shape.columns()[slot] - where.left;
            if (within >= 0 && within < where.width) {
                columnSlots[within] = slot;
            }
        }
        x = 0;
        y = 0;
        step = 0;
        anyPixel = false;
        rowSlot = shape.rowSlot(where.top);
    }

    @Override
    public void pixel(int colourIndex) {
        anyPixel = true;
        if (rowSlot >= 0 && columnSlots[x] >= 0 && colourIndex != transparentIndex) {
            int colour = colourIndex < colours.length ? colours[colourIndex] : 0;
            pixels[rowSlot * shape.columns().length + columnSlots[x]] = OPAQUE | colour;
        }
        x++;
        if (x == area.width) {
            x = 0;
            nextRow();
        }
    }

    private void nextRow() {
        if (!area.interlaced) {
            y++;
        } else {
            y += step == 0 ? 8 : 16 >> step;
            while (y >= area.height && step < 3) {
                step++;
                y = 8 >> step;
            }
        }
        rowSlot = shape.rowSlot(area.top + y);
    }

    boolean hasPixels() {
        return anyPixel;
    }

    /// Whether some sample of the screen has never been drawn, or has been cleared.
    boolean showsBackground() {
        for (int pixel : pixels) {
            if (pixel == 0) {
                return true;
            }
        }
        return false;
    }

    /// The screen as it is seen now.
    SampleGrid compose() {
        SampleGrid seen = new SampleGrid(width, height);
        int count = shape.columns().length;
        for (int i = 0; i < pixels.length; i++) {
            seen.setRgb(i / count, i % count, pixels[i]);
        }
        return seen;
    }

    /// Leaves, clears or restores what the frame has drawn.
    void endFrame() {
        if (disposal == RESTORE_PREVIOUS) {
            System.arraycopy(saved, 0, pixels, 0, pixels.length);
        } else if (disposal == RESTORE_BACKGROUND) {
            int count = shape.columns().length;
            for (int i = 0; i < pixels.length; i++) {
                int column = shape.columns()[i % count] - area.left;
                int row = shape.rows()[i / count] - area.top;
                if (column >= 0 && column < area.width && row >= 0 && row < area.height) {
                    pixels[i] = 0;
                }
            }
        }
    }
}
