package dev.mangrove.scan.examine;

import java.io.ByteArrayOutputStream;
import javax.imageio.plugins.jpeg.JPEGHuffmanTable;

/// The Huffman tables of ITU-T T.81, annex K.3, which a frame cut out of a motion JPEG relies on.
final class JpegStandardTables {

    private JpegStandardTables() {}

    /// The four tables as one segment.
    static byte[] segment() {
        ByteArrayOutputStream tables = new ByteArrayOutputStream();
        add(tables, 0x00, JPEGHuffmanTable.StdDCLuminance);
        add(tables, 0x10, JPEGHuffmanTable.StdACLuminance);
        add(tables, 0x01, JPEGHuffmanTable.StdDCChrominance);
        add(tables, 0x11, JPEGHuffmanTable.StdACChrominance);
        int length = tables.size() + 2;
        ByteArrayOutputStream segment = new ByteArrayOutputStream();
        segment.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xC4, (byte) (length >> 8), (byte) length});
        segment.writeBytes(tables.toByteArray());
        return segment.toByteArray();
    }

    private static void add(ByteArrayOutputStream tables, int place, JPEGHuffmanTable table) {
        tables.write(place);
        short[] lengths = table.getLengths();
        for (int i = 0; i < 16; i++) {
            tables.write(i < lengths.length ? lengths[i] : 0);
        }
        for (short value : table.getValues()) {
            tables.write(value);
        }
    }
}
