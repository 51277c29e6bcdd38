package dev.mangrove.hash;

import java.util.ArrayList;
import java.util.List;

/// A JPEG's scan header, with the tables that it names.
///
/// @param components of the frame, in the order in which their blocks come
/// @param luma the place of luma among them, or -1
/// @param spectralStart progressive: the first coefficient in zigzag order
/// @param spectralEnd progressive: the last
/// @param high progressive: the bit that an earlier scan gave last, 0 for a first scan
/// @param low progressive: the lowest bit that this scan gives
/// @param dataAt where the coded data begins
record JpegScan(List<Part> components, int luma, int spectralStart, int spectralEnd, int high, int low, int dataAt) {

    /// @param dc number of its table
    /// @param ac number of its table
    record Part(JpegFrameHeader.Component component, int dc, int ac) {}

    JpegScan {
        components = List.copyOf(components);
    }

    /// @param at where the header begins, behind its marker
    static JpegScan parse(byte[] data, int at, JpegFrameHeader frame) throws UnsupportedJpegException {
        int length = (data[at] & 0xFF) << 8 | data[at + 1] & 0xFF;
        int count = length > 2 ? data[at + 2] & 0xFF : 0;
        if (count < 1 || count > frame.components().size() || length < 6 + 2 * count) {
            throw new UnsupportedJpegException("a damaged scan header");
        }
        List<Part> parts = new ArrayList<>(count);
        int luma = -1;
        for (int i = 0; i < count; i++) {
            int id = data[at + 3 + 2 * i] & 0xFF;
            int tables = data[at + 4 + 2 * i] & 0xFF;
            JpegFrameHeader.Component component = frame.components().stream()
                    .filter(one -> one.id() == id)
                    .findFirst()
                    .orElseThrow(() -> new UnsupportedJpegException("a scan of component " + id + ", which is none"));
            if (component == frame.components().getFirst()) {
                luma = i;
            }
            parts.add(new Part(component, tables >> 4, tables & 15));
        }
        int tail = at + 3 + 2 * count;
        JpegScan scan = new JpegScan(
                parts,
                luma,
                data[tail] & 0xFF,
                data[tail + 1] & 0xFF,
                (data[tail + 2] & 0xFF) >> 4,
                data[tail + 2] & 15,
                at + length);
        if (frame.progressive()) {
            scan.requireProgression();
        }
        return scan;
    }

    private void requireProgression() throws UnsupportedJpegException {
        boolean dc = spectralStart == 0;
        boolean range =
                dc ? spectralEnd == 0 : spectralEnd >= spectralStart && spectralEnd <= 63 && components.size() == 1;
        if (!range || low > 13 || (high != 0 && high != low + 1)) {
            throw new UnsupportedJpegException(
                    "a scan of coefficients " + spectralStart + " to " + spectralEnd + ", bits " + high + " to " + low);
        }
    }

    /// Whether blocks of several components alternate.
    boolean isInterleaved() {
        return components.size() > 1;
    }
}
