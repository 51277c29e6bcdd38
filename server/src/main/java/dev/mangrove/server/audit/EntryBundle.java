package dev.mangrove.server.audit;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Up to 256 neighbouring entries in one file: each with its length in two bytes, most significant first, before
/// it. An entry of no bytes stands for one that the log has lost.
///
/// @param entries in order
/// @param whole false when the bytes ended inside an entry; what came before is here
record EntryBundle(List<byte[]> entries, boolean whole) {

    /// No honest bundle is longer.
    static final int BYTES_MAX = Tile.WIDTH * (2 + EntryText.BYTES_MAX);

    EntryBundle {
        entries = List.copyOf(entries);
    }

    static EntryBundle parse(byte[] bytes) {
        List<byte[]> entries = new ArrayList<>();
        int at = 0;
        while (at + 2 <= bytes.length) {
            int length = (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
            if (at + 2 + length > bytes.length) {
                return new EntryBundle(entries, false);
            }
            entries.add(Arrays.copyOfRange(bytes, at + 2, at + 2 + length));
            at += 2 + length;
        }
        return new EntryBundle(entries, at == bytes.length);
    }

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] entry : entries) {
            bytes.write(entry.length >> 8);
            bytes.write(entry.length);
            bytes.writeBytes(entry);
        }
        return bytes.toByteArray();
    }
}
