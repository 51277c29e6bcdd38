package dev.mangrove.scan.examine;

import dev.mangrove.scan.item.Reason;
import java.io.IOException;

/// What a TIFF's first directory tells that a library reader does not.
///
/// @param bitsPerSample of the first channel; 8 where not told
/// @param compression of the pixels; 1, which is none, where not told
/// @param reducedResolution whether the first picture calls itself a smaller version of another one
record TiffHeader(int bitsPerSample, int compression, boolean reducedResolution) {

    private static final int NEW_SUBFILE_TYPE = 254;
    private static final int BITS_PER_SAMPLE = 258;
    private static final int COMPRESSION = 259;
    private static final int ENTRY_BYTES = 12;

    /// BigTIFF answers the defaults.
    ///
    /// @throws PictureRefusedException where the first directory lies beyond the end
    static TiffHeader parse(Content content) throws IOException, PictureRefusedException {
        byte[] start = content.bytes(0, 8);
        boolean little = start[0] == 'I';
        Head h = new Head(start, 8);
        if (h.at(2) == 43 || h.at(3) == 43) {
            return new TiffHeader(8, 1, false);
        }
        long directory = uint32(h, 4, little);
        byte[] count = new byte[2];
        if (content.read(directory, count, 0, 2) < 2) {
            throw new PictureRefusedException(
                    Reason.TRUNCATED,
                    "the directory of pictures lies at " + directory + ", the content ends at " + content.size());
        }
        int entries = uint16(new Head(count, 2), 0, little);
        byte[] bytes = new byte[entries * ENTRY_BYTES];
        Head d = new Head(bytes, content.read(directory + 2, bytes, 0, bytes.length));
        int bits = 8;
        int compression = 1;
        boolean reduced = false;
        for (int at = 0; at + ENTRY_BYTES <= d.length(); at += ENTRY_BYTES) {
            int tag = uint16(d, at, little);
            if (tag == NEW_SUBFILE_TYPE) {
                reduced = (uint32(d, at + 8, little) & 1) != 0;
            } else if (tag == BITS_PER_SAMPLE) {
                bits = bits(content, d, at, little);
            } else if (tag == COMPRESSION) {
                compression = uint16(d, at + 8, little);
            }
        }
        return new TiffHeader(bits, compression, reduced);
    }

    /// Up to two values stand in the entry itself, more behind an offset.
    private static int bits(Content content, Head d, int at, boolean little) {
        if (uint32(d, at + 4, little) <= 2) {
            return uint16(d, at + 8, little);
        }
        byte[] value = new byte[2];
        int got = content.read(uint32(d, at + 8, little), value, 0, 2);
        return got < 2 ? 8 : uint16(new Head(value, 2), 0, little);
    }

    private static int uint16(Head h, int at, boolean little) {
        return little ? h.uint16Little(at) : h.uint16(at);
    }

    private static long uint32(Head h, int at, boolean little) {
        return little ? h.uint32Little(at) : h.uint32(at);
    }
}
