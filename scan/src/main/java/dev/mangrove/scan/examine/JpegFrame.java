package dev.mangrove.scan.examine;

import dev.mangrove.scan.item.Reason;

/// A JPEG frame header.
///
/// @param marker the second byte of its marker, 0xC0 for baseline
/// @param header what follows the length
record JpegFrame(int marker, int precision, int width, int height, int components, byte[] header) {

    static JpegFrame parse(int marker, byte[] header) throws PictureRefusedException {
        Head h = new Head(header, header.length);
        int components = h.at(5);
        if (components < 1 || header.length < 6 + 3 * components) {
            throw new PictureRefusedException(
                    Reason.DAMAGED,
                    "the frame header has " + header.length + " bytes for " + components + " components");
        }
        return new JpegFrame(marker, h.at(0), h.uint16(3), h.uint16(1), components, header);
    }

    boolean isProgressive() {
        return marker == 0xC2;
    }

    int componentId(int component) {
        return header[6 + 3 * component] & 0xFF;
    }

    private int samplingFactors(int component) {
        return header[7 + 3 * component] & 0xFF;
    }

    /// Samples of all components together for each pixel, in hundredths: what stored coefficients cost.
    int samplesPerHundredPixels() {
        int largest = 1;
        int sum = 0;
        for (int i = 0; i < components; i++) {
            int area = Math.max(1, samplingFactors(i) >> 4) * Math.max(1, samplingFactors(i) & 15);
            largest = Math.max(largest, area);
            sum += area;
        }
        return Math.max(1, 100 * sum / largest);
    }

    /// The height that a file gives behind its first scan, where the header says 0.
    JpegFrame withHeight(int lines) {
        byte[] changed = header.clone();
        changed[1] = (byte) (lines >> 8);
        changed[2] = (byte) lines;
        return new JpegFrame(marker, precision, width, lines, components, changed);
    }

    /// The whole segment, marker and length included.
    byte[] segment() {
        byte[] segment = new byte[4 + header.length];
        segment[0] = (byte) 0xFF;
        segment[1] = (byte) marker;
        segment[2] = (byte) ((header.length + 2) >> 8);
        segment[3] = (byte) (header.length + 2);
        System.arraycopy(header, 0, segment, 4, header.length);
        return segment;
    }

    /// @throws PictureRefusedException where no decoder here can read this kind of frame
    void requireDecodable() throws PictureRefusedException {
        if (marker != 0xC0 && marker != 0xC1 && marker != 0xC2) {
            throw new PictureRefusedException(
                    Reason.UNSUPPORTED,
                    "the JPEG is of kind SOF" + (marker - 0xC0) + "; baseline, extended and progressive can be read");
        }
        if (precision != 8) {
            throw new PictureRefusedException(
                    Reason.UNSUPPORTED, "the JPEG has " + precision + " bits a sample; 8 can be read");
        }
        if (components != 1 && components != 3 && components != 4) {
            throw new PictureRefusedException(
                    Reason.UNSUPPORTED, "the JPEG has " + components + " components; 1, 3 or 4 can be read");
        }
    }
}
