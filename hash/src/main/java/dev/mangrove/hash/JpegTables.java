package dev.mangrove.hash;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What a JPEG's segments define (ITU-T T.81, annex B): tables, frame, restart interval and what tells colours.
/// Later definitions replace earlier ones. Used by one thread.
final class JpegTables {

    static final int SOS = 0xDA;
    static final int EOI = 0xD9;
    static final int SOI = 0xD8;

    private static final int DHT = 0xC4;
    private static final int JPG = 0xC8;
    private static final int DAC = 0xCC;
    private static final int DQT = 0xDB;
    private static final int DRI = 0xDD;
    private static final int APP0 = 0xE0;
    private static final int APP14 = 0xEE;
    private static final int SOF0 = 0xC0;
    private static final int SOF2 = 0xC2;
    private static final int SOF15 = 0xCF;
    private static final int NO_ADOBE = -1;
    private static final int ADOBE_RGB = 0;
    private static final int TABLES = 4;

    private final byte[] data;
    private final int end;
    private final JpegHuffman[] dc = new JpegHuffman[TABLES];
    private final JpegHuffman[] ac = new JpegHuffman[TABLES];
    private final int[][] quantization = new int[TABLES][];
    private JpegFrameHeader frame = new JpegFrameHeader(false, 0, 0, List.of());
    private int restartInterval;
    private boolean jfif;
    private int adobe = NO_ADOBE;
    private boolean endOfImage;

    JpegTables(byte[] data, int end) {
        this.data = data;
        this.end = end;
    }

    /// Reads segments up to the next scan.
    ///
    /// @param from at or before a marker
    /// @return where the scan's header begins, behind its marker; or -1 where no scan comes before the end of the
    ///     image, of the file, or the begin of another image
    int toNextScan(int from) throws UnsupportedJpegException {
        int at = from;
        while (true) {
            at = marker(at);
            if (at + 1 >= end) {
                return -1;
            }
            int code = data[at + 1] & 0xFF;
            at += 2;
            if (code == EOI) {
                endOfImage = true;
                return -1;
            }
            if (code == SOI && hasFrame()) {
                return -1;
            }
            if (code == SOI || code == 0x01 || (code >= 0xD0 && code <= 0xD7)) {
                continue;
            }
            if (at + 2 > end) {
                return -1;
            }
            int length = uint16(at);
            if (length < 2) {
                // No segment: the marker was junk.
                continue;
            }
            if (at + length > end) {
                return -1;
            }
            if (code == SOS) {
                return at;
            }
            segment(code, at + 2, at + length);
            at += length;
        }
    }

    boolean endOfImageSeen() {
        return endOfImage;
    }

    private int marker(int from) {
        int at = from;
        while (at + 1 < end && !(data[at] == (byte) 0xFF && data[at + 1] != 0 && data[at + 1] != (byte) 0xFF)) {
            at++;
        }
        return at;
    }

    private void segment(int code, int from, int to) throws UnsupportedJpegException {
        switch (code) {
            case DQT -> quantizationTables(from, to);
            case DHT -> huffmanTables(from, to);
            case DAC -> throw new UnsupportedJpegException("arithmetic coding");
            case DRI -> restartInterval = to - from >= 2 ? uint16(from) : 0;
            case APP0 -> jfif |= to - from >= 14 && startsWith(from, "JFIF\0");
            case APP14 -> {
                if (to - from >= 12 && startsWith(from, "Adobe")) {
                    adobe = data[from + 11] & 0xFF;
                }
            }
            default -> {
                if (code >= SOF0 && code <= SOF15 && code != JPG && !hasFrame()) {
                    frame(code, from, to);
                }
            }
        }
    }

    private boolean startsWith(int from, String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            if (data[from + i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void quantizationTables(int from, int to) throws UnsupportedJpegException {
        int at = from;
        while (at < to) {
            int number = data[at] & 0x0F;
            int bytes = (data[at] & 0xF0) == 0 ? 1 : 2;
            at++;
            if (number >= TABLES || at + 64 * bytes > to) {
                throw new UnsupportedJpegException("a damaged quantization table");
            }
            int[] table = new int[64];
            for (int k = 0; k < 64; k++, at += bytes) {
                table[k] = bytes == 1 ? data[at] & 0xFF : uint16(at);
            }
            quantization[number] = table;
        }
    }

    private void huffmanTables(int from, int to) throws UnsupportedJpegException {
        int at = from;
        while (at + 17 <= to) {
            int number = data[at] & 0x0F;
            boolean forAc = (data[at] & 0xF0) != 0;
            int[] counts = new int[17];
            int total = 0;
            for (int length = 1; length <= 16; length++) {
                counts[length] = data[at + length] & 0xFF;
                total += counts[length];
            }
            at += 17;
            if (number >= TABLES || total > 256 || at + total > to) {
                throw new UnsupportedJpegException("a damaged Huffman table");
            }
            JpegHuffman table = JpegHuffman.of(counts, Arrays.copyOfRange(data, at, at + total));
            if (!forAc && !table.fitsDc()) {
                throw new UnsupportedJpegException("a Huffman table of impossible DC values");
            }
            (forAc ? ac : dc)[number] = table;
            at += total;
        }
    }

    private void frame(int code, int from, int to) throws UnsupportedJpegException {
        if (code > SOF2) {
            throw new UnsupportedJpegException("a frame of kind SOF" + (code - SOF0));
        }
        int count = to - from >= 6 ? data[from + 5] & 0xFF : 0;
        if (count == 0 || to - from < 6 + 3 * count) {
            throw new UnsupportedJpegException("a damaged frame header");
        }
        if (data[from] != 8 || (count != 1 && count != 3)) {
            throw new UnsupportedJpegException(count + " components of " + data[from] + " bits");
        }
        List<JpegFrameHeader.Component> components = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int at = from + 6 + 3 * i;
            int factors = data[at + 1] & 0xFF;
            int horizontal = count == 1 ? 1 : factors >> 4;
            int vertical = count == 1 ? 1 : factors & 15;
            if (horizontal < 1 || horizontal > 4 || vertical < 1 || vertical > 4) {
                throw new UnsupportedJpegException("a sampling factor out of 1..4");
            }
            components.add(new JpegFrameHeader.Component(data[at] & 0xFF, horizontal, vertical, data[at + 2] & 0xFF));
        }
        JpegFrameHeader found = new JpegFrameHeader(code == SOF2, uint16(from + 3), uint16(from + 1), components);
        if (found.width() == 0 || found.height() == 0) {
            throw new UnsupportedJpegException("a frame of " + found.width() + " x " + found.height());
        }
        if (components.getFirst().horizontal() < found.horizontalMax()
                || components.getFirst().vertical() < found.verticalMax()) {
            throw new UnsupportedJpegException("luma at less than the full resolution");
        }
        frame = found;
    }

    boolean hasFrame() {
        return frame.width() > 0;
    }

    JpegFrameHeader frame() {
        return frame;
    }

    /// Whether the first component is luma, decided as libjpeg decides it.
    boolean isLumaFirst() {
        List<JpegFrameHeader.Component> components = frame.components();
        if (components.size() == 1 || jfif) {
            return true;
        }
        if (adobe != NO_ADOBE) {
            return adobe != ADOBE_RGB;
        }
        return components.get(0).id() != 'R'
                || components.get(1).id() != 'G'
                || components.get(2).id() != 'B';
    }

    /// Blocks or groups of blocks between restart markers; 0 for no such markers.
    int restartInterval() {
        return restartInterval;
    }

    JpegHuffman dc(int number) throws UnsupportedJpegException {
        return defined(dc, number);
    }

    JpegHuffman ac(int number) throws UnsupportedJpegException {
        return defined(ac, number);
    }

    private static JpegHuffman defined(JpegHuffman[] tables, int number) throws UnsupportedJpegException {
        if (number >= TABLES || tables[number] == null) {
            throw new UnsupportedJpegException("Huffman table " + number + " is not defined");
        }
        return tables[number];
    }

    /// In zigzag order.
    int[] quantization(int number) throws UnsupportedJpegException {
        if (number >= TABLES || quantization[number] == null) {
            throw new UnsupportedJpegException("quantization table " + number + " is not defined");
        }
        return quantization[number];
    }

    private int uint16(int at) {
        return (data[at] & 0xFF) << 8 | data[at + 1] & 0xFF;
    }
}
