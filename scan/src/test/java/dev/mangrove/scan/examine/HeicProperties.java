package dev.mangrove.scan.examine;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/// Adds to files of boxes what their encoders cannot be asked for.
final class HeicProperties {

    private static final int BOX_HEAD_BYTES = 8;

    private HeicProperties() {}

    /// Gives the one picture of a file written by heif-enc one more property, behind the others.
    ///
    /// @param property its type in letters and its content in hexadecimal, as in `irot03`
    static byte[] add(byte[] file, String property) {
        byte[] box = box(property.substring(0, 4), HexFormat.of().parseHex(property.substring(4)));
        int meta = find(file, 0, "meta");
        int iprp = find(file, meta + BOX_HEAD_BYTES + 4, "iprp");
        int ipco = find(file, iprp + BOX_HEAD_BYTES, "ipco");
        int ipma = find(file, iprp + BOX_HEAD_BYTES, "ipma");
        int properties = 0;
        for (int at = ipco + BOX_HEAD_BYTES; at < ipco + size(file, ipco); at += size(file, at)) {
            properties++;
        }
        // Version and flags, count of items, item, count of its properties; then a byte for each property.
        int countAt = ipma + BOX_HEAD_BYTES + 4 + 4 + 2;
        int added = box.length + 1;
        byte[] changed = file.clone();
        changed[countAt]++;
        for (int grown : new int[] {meta, iprp}) {
            grow(changed, grown, added);
        }
        grow(changed, ipco, box.length);
        grow(changed, ipma, 1);
        moveExtents(changed, find(file, meta + BOX_HEAD_BYTES + 4, "iloc"), added);
        int ipcoEnd = ipco + size(file, ipco);
        int associationsEnd = countAt + 1 + file[countAt];
        return join(
                Arrays.copyOfRange(changed, 0, ipcoEnd),
                box,
                Arrays.copyOfRange(changed, ipcoEnd, associationsEnd),
                new byte[] {(byte) (0x80 | properties + 1)},
                Arrays.copyOfRange(changed, associationsEnd, changed.length));
    }

    /// heif-enc writes version 0 with offsets and lengths of four bytes, and one extent for each item.
    private static void moveExtents(byte[] file, int iloc, int by) {
        ByteBuffer buffer = ByteBuffer.wrap(file);
        int items = buffer.getShort(iloc + BOX_HEAD_BYTES + 6);
        boolean baseOffsets = (file[iloc + BOX_HEAD_BYTES + 5] & 0xF0) != 0;
        int itemBytes = 2 + 2 + (baseOffsets ? 4 : 0) + 2 + 8;
        for (int i = 0; i < items; i++) {
            int extent = iloc + BOX_HEAD_BYTES + 8 + i * itemBytes + itemBytes - 8;
            buffer.putInt(extent, buffer.getInt(extent) + by);
        }
    }

    static byte[] appendBox(byte[] file, String type, byte[] content) {
        return join(file, box(type, content));
    }

    private static byte[] box(String type, byte[] content) {
        return ByteBuffer.allocate(BOX_HEAD_BYTES + content.length)
                .putInt(BOX_HEAD_BYTES + content.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(content)
                .array();
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static int size(byte[] file, int box) {
        return ByteBuffer.wrap(file).getInt(box);
    }

    private static void grow(byte[] file, int box, int by) {
        ByteBuffer.wrap(file).putInt(box, size(file, box) + by);
    }

    private static int find(byte[] file, int from, String type) {
        for (int at = from; at < file.length; at += size(file, at)) {
            if (type.equals(new String(file, at + 4, 4, StandardCharsets.US_ASCII))) {
                return at;
            }
        }
        throw new IllegalArgumentException("no box " + type);
    }
}
