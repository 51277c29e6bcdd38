package dev.mangrove.index;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// The texts of one entry as bytes, from which the version of a list follows: id, category, series and comment, each a
/// length plus one in base 128, lowest digits first, and UTF-8; a length of 0 means that there is none.
final class EntryTexts {

    /// Longest text of an entry, in bytes of UTF-8.
    static final int TEXT_BYTES_MAX = 1 << 20;

    private EntryTexts() {}

    static byte[] toBytes(HashListEntry entry) {
        Writer writer = new Writer();
        writer.put(entry);
        return Arrays.copyOf(writer.bytes(), writer.length());
    }

    /// Makes the texts of one entry after the other, in an array that is used again.
    static final class Writer {
        private byte[] bytes = new byte[256];
        private int length;
        private int idLength;
        private int idEnd;

        /// What [#put] has made, up to [#length].
        byte[] bytes() {
            return bytes;
        }

        int length() {
            return length;
        }

        /// Where in [#bytes] the UTF-8 of the id begins.
        int idStart() {
            return idEnd - idLength;
        }

        int idLength() {
            return idLength;
        }

        void put(HashListEntry entry) {
            length = 0;
            idLength = put("id", entry.id(), entry);
            idEnd = length;
            put("category", entry.category(), entry);
            put("series", entry.series(), entry);
            put("comment", entry.comment(), entry);
        }

        private void put(String what, Optional<String> text, HashListEntry entry) {
            if (text.isPresent()) {
                put(utf8(what, text.get(), entry));
            } else {
                putByte(0);
            }
        }

        private int put(String what, String id, HashListEntry entry) {
            if (id.isEmpty()) {
                putByte(0);
                return 0;
            }
            return put(utf8(what, id, entry));
        }

        private int put(byte[] utf8) {
            int left = utf8.length + 1;
            while (left > 0x7f) {
                putByte(left & 0x7f | 0x80);
                left >>>= 7;
            }
            putByte(left);
            room(utf8.length);
            System.arraycopy(utf8, 0, bytes, length, utf8.length);
            length += utf8.length;
            return utf8.length;
        }

        private void putByte(int value) {
            room(1);
            bytes[length++] = (byte) value;
        }

        private void room(int more) {
            if (length + more > bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * (length + more));
            }
        }
    }

    private static byte[] utf8(String what, String text, HashListEntry entry) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (utf8.length > TEXT_BYTES_MAX) {
            String id = entry.id().length() > 80 ? entry.id().substring(0, 80) + "..." : entry.id();
            throw new IllegalArgumentException("the " + what + " of entry " + id + " has " + utf8.length
                    + " bytes; at most " + TEXT_BYTES_MAX + " are allowed; shorten it in the source");
        }
        return utf8;
    }
}
