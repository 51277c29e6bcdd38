package dev.mangrove.formats.encase;

import dev.mangrove.formats.row.HashListFormatException;
import dev.mangrove.formats.row.RowBuilder;
import dev.mangrove.formats.row.RowSink;
import dev.mangrove.hash.DigestKind;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// Reads an EnCase hash set: a header of 1152 bytes, then records of 18, of which the first 16 are an MD5.
public final class EncaseReader {

    private static final byte[] MAGIC = {'H', 'A', 'S', 'H', '\r', '\n', (byte) 0xFF, 0};
    private static final int HEADER_BYTES = 1152;
    private static final int RECORD_BYTES = 18;

    private EncaseReader() {}

    /// Whether a file with these first bytes is EnCase's.
    public static boolean isEncase(byte[] head) {
        return head.length >= MAGIC.length && Arrays.equals(head, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    public static void read(Path file, RowSink sink) throws IOException {
        RowBuilder row = new RowBuilder(sink);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            if (in.readNBytes(HEADER_BYTES).length < HEADER_BYTES) {
                throw new HashListFormatException(file + " breaks off within the " + HEADER_BYTES
                        + " bytes of its header. Ask its sender for an undamaged copy.");
            }
            long number = 0;
            for (byte[] next = in.readNBytes(RECORD_BYTES); next.length > 0; next = in.readNBytes(RECORD_BYTES)) {
                long place = number++;
                row.begin(() -> "record " + place);
                if (next.length < RECORD_BYTES) {
                    row.refuse("the file breaks off within it");
                } else {
                    row.digest(DigestKind.MD5, Arrays.copyOf(next, DigestKind.MD5.bytes()));
                    row.end();
                }
            }
        }
    }
}
