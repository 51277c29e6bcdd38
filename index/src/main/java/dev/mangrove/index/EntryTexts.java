package dev.mangrove.index;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The texts of one entry as bytes: id, category, series and comment, each a length plus one in
/// base 128, lowest digits first, and UTF-8; a length of 0 means that there is none.
final class EntryTexts {

    /// Longest text of an entry, in bytes of UTF-8.
    static final int TEXT_BYTES_MAX = 1 << 20;

    static final int TEXTS = 4;

    private EntryTexts() {}

    static byte[] toBytes(HashListEntry entry) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        put(out, "id", entry.id().isEmpty() ? Optional.empty() : Optional.of(entry.id()), entry);
        put(out, "category", entry.category(), entry);
        put(out, "series", entry.series(), entry);
        put(out, "comment", entry.comment(), entry);
        return out.toByteArray();
    }

    private static void put(ByteArrayOutputStream out, String what, Optional<String> text, HashListEntry entry) {
        if (text.isEmpty()) {
            out.write(0);
            return;
        }
        byte[] utf8 = text.get().getBytes(StandardCharsets.UTF_8);
        if (utf8.length > TEXT_BYTES_MAX) {
            String id = entry.id().length() > 80 ? entry.id().substring(0, 80) + "..." : entry.id();
            throw new IllegalArgumentException("the " + what + " of entry " + id + " has " + utf8.length
                    + " bytes; at most " + TEXT_BYTES_MAX + " are allowed; shorten it in the source");
        }
        int length = utf8.length + 1;
        while (length > 0x7f) {
            out.write(length & 0x7f | 0x80);
            length >>>= 7;
        }
        out.write(length);
        out.writeBytes(utf8);
    }

    /// Reads the texts that begin at `offset`.
    ///
    /// @throws IndexOutOfBoundsException where they do not end within the section
    static String[] read(Section texts, long offset) {
        String[] read = new String[TEXTS];
        long at = offset;
        for (int i = 0; i < TEXTS; i++) {
            int length = 0;
            int shift = 0;
            byte digit;
            do {
                digit = texts.getByte(at++);
                length |= (digit & 0x7f) << shift;
                shift += 7;
            } while (digit < 0 && shift <= 21);
            if (length == 0) {
                read[i] = "";
                continue;
            }
            if (length - 1 > texts.byteSize() - at) {
                throw new IndexOutOfBoundsException("a text ends after its section");
            }
            byte[] utf8 = new byte[length - 1];
            texts.copy(at, utf8);
            at += utf8.length;
            read[i] = new String(utf8, StandardCharsets.UTF_8);
        }
        return read;
    }
}
