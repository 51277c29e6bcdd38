package dev.mangrove.scan.examine;

/// Turns one pixel of an unfiltered PNG row into a sample, with alpha flattened on black and 16 bits
/// reduced to their high byte.
final class PngPixels {

    private final PngHeader header;
    private final byte[] palette;
    private final byte[] transparency;
    private final boolean apple;
    private final int depth;

    PngPixels(PngHeader header, byte[] palette, byte[] transparency, boolean apple) {
        this.header = header;
        this.palette = palette;
        this.transparency = transparency;
        this.apple = apple;
        this.depth = header.bitDepth();
    }

    boolean hasAlpha() {
        return header.colourType() >= 4 || transparency.length > 0;
    }

    void put(byte[] row, int x, SampleGrid grid, int rowSlot, int columnSlot) {
        switch (header.colourType()) {
            case 0 -> {
                int value = depth < 8 ? packed(row, x) : whole(row, x, 0);
                boolean transparent = transparency.length >= 2 && value == key(0);
                grid.setGrey(rowSlot, columnSlot, transparent ? 0 : eightBits(value));
            }
            case 2 -> {
                int red = whole(row, x, 0);
                int green = whole(row, x, 1);
                int blue = whole(row, x, 2);
                boolean transparent = transparency.length >= 6 && red == key(0) && green == key(1) && blue == key(2);
                putRgb(grid, rowSlot, columnSlot, red, green, blue, transparent ? 0 : 255);
            }
            case 3 -> {
                int index = packed(row, x);
                int alpha = index < transparency.length ? transparency[index] & 0xFF : 255;
                grid.setRgb(
                        rowSlot,
                        columnSlot,
                        flatten(colour(index, 0), alpha),
                        flatten(colour(index, 1), alpha),
                        flatten(colour(index, 2), alpha));
            }
            case 4 -> {
                int alpha = eightBits(whole(row, x, 1));
                grid.setGrey(rowSlot, columnSlot, flatten(eightBits(whole(row, x, 0)), alpha));
            }
            default -> {
                int alpha = eightBits(whole(row, x, 3));
                putRgb(grid, rowSlot, columnSlot, whole(row, x, 0), whole(row, x, 1), whole(row, x, 2), alpha);
            }
        }
    }

    private void putRgb(SampleGrid grid, int rowSlot, int columnSlot, int red, int green, int blue, int alpha) {
        if (apple) {
            // Blue first, and multiplied by alpha already: that is a picture on black.
            grid.setRgb(rowSlot, columnSlot, eightBits(blue), eightBits(green), eightBits(red));
        } else {
            grid.setRgb(
                    rowSlot,
                    columnSlot,
                    flatten(eightBits(red), alpha),
                    flatten(eightBits(green), alpha),
                    flatten(eightBits(blue), alpha));
        }
    }

    /// A colour of the palette; an index beyond it is black.
    private int colour(int index, int channel) {
        int at = index * 3 + channel;
        return at < palette.length ? palette[at] & 0xFF : 0;
    }

    private int packed(byte[] row, int x) {
        long bit = (long) x * depth;
        int value = row[1 + (int) (bit >> 3)] & 0xFF;
        return value >> (8 - depth - (int) (bit & 7)) & ((1 << depth) - 1);
    }

    private int whole(byte[] row, int x, int channel) {
        int at = x * header.channels() + channel;
        return depth == 8 ? row[1 + at] & 0xFF : (row[1 + 2 * at] & 0xFF) << 8 | row[2 + 2 * at] & 0xFF;
    }

    private int key(int channel) {
        int value = (transparency[2 * channel] & 0xFF) << 8 | transparency[2 * channel + 1] & 0xFF;
        return value & (depth == 16 ? 0xFFFF : (1 << depth) - 1);
    }

    private int eightBits(int value) {
        return switch (depth) {
            case 1 -> value * 255;
            case 2 -> value * 85;
            case 4 -> value * 17;
            case 16 -> value >> 8;
            default -> value;
        };
    }

    static int flatten(int value, int alpha) {
        return (value * alpha + 127) / 255;
    }
}
