package dev.mangrove.scan.examine;

import dev.mangrove.scan.item.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where the parts of a JPEG (ITU-T T.81) lie, found by walking its markers without decoding anything.
///
/// Junk before and between markers is skipped, as libjpeg does. Application segments are looked at for
/// what decides colours and camera facts, and never reach a decoder.
///
/// @param tables the segments before the first scan that a decoder needs, ready to be decoded, from
///     behind the start of image to before the frame header's scan
/// @param huffmanTables whether any Huffman table is defined before the first scan; a frame of a motion
///     JPEG has none and means the standard's own
/// @param scanOffsets where each scan's header begins; the first is where the coded data begins
/// @param codedEnd where the coded data ends: behind the last marker, or the end of the content
/// @param endSeen whether an end of image marker stands there
record JpegLayout(
        JpegFrame frame,
        byte[] tables,
        boolean huffmanTables,
        List<Long> scanOffsets,
        long codedEnd,
        boolean endSeen,
        boolean jfif,
        int adobeTransform,
        Optional<byte[]> exif) {

    /// No Adobe segment.
    static final int NO_ADOBE = -1;

    /// libjpeg's own test programs stop here: a file of nothing but scan headers costs a pass over all
    /// coefficients for each.
    static final int SCANS_MAX = 500;

    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int DQT = 0xDB;
    private static final int DNL = 0xDC;
    private static final int DRI = 0xDD;
    private static final int DHT = 0xC4;
    private static final int DAC = 0xCC;
    private static final int APP0 = 0xE0;
    private static final int APP1 = 0xE1;
    private static final int APP14 = 0xEE;
    private static final int TABLES_BYTES_MAX = 1 << 20;

    static JpegLayout parse(Content content) throws IOException, PictureRefusedException {
        return new Walk(content).run();
    }

    /// The frame header alone; nothing behind the first scan's header is read.
    static JpegFrame frameOf(Content content) throws IOException, PictureRefusedException {
        return new Walk(content).header();
    }

    boolean hasTooManyScans() {
        return scanOffsets.size() > SCANS_MAX;
    }

    private static final class Walk {

        private final Content content;
        private final ContentReader reader;
        private final ByteArrayOutputStream tables = new ByteArrayOutputStream();
        private final List<Long> scans = new ArrayList<>();
        private Optional<JpegFrame> frame = Optional.empty();
        private Optional<byte[]> exif = Optional.empty();
        private boolean jfif;
        private boolean huffmanTables;
        private int adobeTransform = NO_ADOBE;
        private int linesDefinedLater;

        Walk(Content content) {
            this.content = content;
            this.reader = new ContentReader(content, 2);
        }

        /// Up to and with the first scan header.
        JpegFrame header() throws IOException, PictureRefusedException {
            boolean ended = walkHeader();
            if (scans.isEmpty()) {
                throw new PictureRefusedException(
                        ended ? Reason.DAMAGED : Reason.TRUNCATED,
                        frame.isEmpty() ? "no frame header was found" : "no scan was found");
            }
            return frame.orElseThrow(
                    () -> new PictureRefusedException(Reason.DAMAGED, "a scan comes before the frame header"));
        }

        JpegLayout run() throws IOException, PictureRefusedException {
            JpegFrame found = header();
            boolean endSeen = walkScans();
            long end = Math.min(reader.position(), content.size());
            if (found.height() == 0 && linesDefinedLater > 0) {
                found = found.withHeight(linesDefinedLater);
            }
            return new JpegLayout(
                    found,
                    tables.toByteArray(),
                    huffmanTables,
                    List.copyOf(scans),
                    end,
                    endSeen,
                    jfif,
                    adobeTransform,
                    exif);
        }

        /// Up to and with the first scan header. Returns whether an end of image came first.
        private boolean walkHeader() throws IOException, PictureRefusedException {
            while (true) {
                int marker = nextMarker();
                if (marker < 0) {
                    return false;
                }
                if (marker == EOI) {
                    return true;
                }
                if (marker == SOI || (marker >= 0xD0 && marker <= 0xD7) || marker == 0x01) {
                    continue;
                }
                long start = reader.position() - 2;
                int high = reader.read();
                int low = reader.read();
                int length = high << 8 | low;
                if (low < 0) {
                    return false;
                }
                if (length < 2) {
                    // No segment: the marker was junk, and so are its bytes.
                    continue;
                }
                if (marker == SOS) {
                    if (start + 2 + length > content.size()) {
                        return false;
                    }
                    scans.add(start);
                    reader.seek(start + 2 + length);
                    return false;
                }
                takeSegment(marker, start, length);
                reader.seek(start + 2 + length);
            }
        }

        private void takeSegment(int marker, long start, int length) throws IOException, PictureRefusedException {
            if (start + 2 + length > content.size()) {
                return;
            }
            switch (marker) {
                case DQT, DRI -> keep(start, length);
                case DHT -> {
                    huffmanTables = true;
                    keep(start, length);
                }
                case DAC -> throw new PictureRefusedException(Reason.UNSUPPORTED, "the JPEG is coded arithmetically");
                case APP0 -> jfif |= length >= 16 && startsWith(start, "JFIF\0");
                case APP1 -> {
                    if (exif.isEmpty() && startsWith(start, "Exif\0")) {
                        exif = Optional.of(content.bytes(start + 10, Math.max(0, length - 8)));
                    }
                }
                case APP14 -> {
                    if (length >= 14 && startsWith(start, "Adobe")) {
                        adobeTransform = content.bytes(start + 15, 1)[0] & 0xFF;
                    }
                }
                default -> {
                    if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC8 && frame.isEmpty()) {
                        frame = Optional.of(JpegFrame.parse(marker, content.bytes(start + 4, length - 2)));
                    }
                }
            }
        }

        private void keep(long start, int length) throws IOException {
            if (tables.size() + length + 2 <= TABLES_BYTES_MAX) {
                tables.writeBytes(content.bytes(start, length + 2));
            }
        }

        private boolean startsWith(long segment, String ascii) throws IOException {
            byte[] start = new byte[ascii.length()];
            int got = content.read(segment + 4, start, 0, start.length);
            return new Head(start, got).hasText(0, ascii);
        }

        /// From behind the first scan header to the end of image. Returns whether one was seen.
        private boolean walkScans() throws IOException {
            while (true) {
                int marker = nextMarker();
                if (marker < 0) {
                    return false;
                }
                if (marker == EOI) {
                    return true;
                }
                if (marker == SOI) {
                    // Another picture begins: this one was cut.
                    reader.seek(reader.position() - 2);
                    return false;
                }
                if (marker == SOS) {
                    scans.add(reader.position() - 2);
                    if (scans.size() > SCANS_MAX) {
                        return true;
                    }
                }
                if (marker == DNL && linesDefinedLater == 0) {
                    long start = reader.position();
                    byte[] lines = new byte[4];
                    if (content.read(start, lines, 0, 4) == 4 && new Head(lines, 4).uint16(0) == 4) {
                        linesDefinedLater = new Head(lines, 4).uint16(2);
                    }
                }
            }
        }

        /// The next marker's code, or -1 at the end. Bytes of coded data and restart markers are passed.
        private int nextMarker() throws IOException {
            while (reader.passFF()) {
                int value;
                do {
                    value = reader.read();
                } while (value == 0xFF);
                if (value > 0 && (value < 0xD0 || value > 0xD7)) {
                    return value;
                }
            }
            return -1;
        }
    }
}
