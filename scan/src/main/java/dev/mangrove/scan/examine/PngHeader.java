package dev.mangrove.scan.examine;

import dev.mangrove.scan.item.Reason;

/// The `IHDR` chunk.
///
/// @param colourType 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGB and alpha
record PngHeader(long width, long height, int bitDepth, int colourType, boolean interlaced) {

    static PngHeader parse(byte[] bytes) throws PictureRefusedException {
        if (bytes.length < 13) {
            throw new PictureRefusedException(Reason.DAMAGED, "the header has " + bytes.length + " bytes, not 13");
        }
        Head h = new Head(bytes, bytes.length);
        PngHeader header = new PngHeader(h.uint32(0), h.uint32(4), h.at(8), h.at(9), h.at(12) == 1);
        if (header.width < 1
                || header.height < 1
                || header.width > Integer.MAX_VALUE
                || header.height > Integer.MAX_VALUE) {
            throw new PictureRefusedException(
                    Reason.DAMAGED, "the header declares " + header.width + " x " + header.height + " pixels");
        }
        boolean depthFits = switch (header.colourType) {
            case 0 -> header.bitDepth == 1 || header.bitDepth == 2 || header.bitDepth == 4 || header.isWholeBytes();
            case 3 -> header.bitDepth == 1 || header.bitDepth == 2 || header.bitDepth == 4 || header.bitDepth == 8;
            case 2, 4, 6 -> header.isWholeBytes();
            default -> false;
        };
        if (!depthFits || h.at(10) != 0 || h.at(11) != 0 || h.at(12) > 1) {
            throw new PictureRefusedException(
                    Reason.DAMAGED,
                    "the header declares colour type " + header.colourType + " with " + header.bitDepth
                            + " bits, compression " + h.at(10) + ", filter " + h.at(11) + ", interlace " + h.at(12));
        }
        return header;
    }

    private boolean isWholeBytes() {
        return bitDepth == 8 || bitDepth == 16;
    }

    int channels() {
        return switch (colourType) {
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> 1;
        };
    }

    int bitsPerPixel() {
        return channels() * bitDepth;
    }
}
