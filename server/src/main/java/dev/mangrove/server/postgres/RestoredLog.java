package dev.mangrove.server.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Unpacks the write-ahead log of a backup and makes sure that it is whole.
///
/// PostgreSQL takes the first damaged or missing piece for the end of the log, and says nothing. So each piece is
/// checked before: its compression carries a checksum, its length is known, its first page names its own place,
/// and the numbers of a timeline follow each other.
final class RestoredLog {

    private static final Logger LOG = LoggerFactory.getLogger(RestoredLog.class);

    private static final int SEGMENT_BYTES = 16 << 20;
    private static final int SEGMENTS_OF_A_FILE_ID = 0x100; // 4 GB of 16 MB each
    private static final int NAME_CHARS = 24;

    private RestoredLog() {}

    /// Unpacks all pieces from the copy's first one on, and says how many there were.
    ///
    /// @param toTheBreak whether a break behind what the copy itself needs ends the log there: going back
    ///     to a time, PostgreSQL refuses by itself to end before it
    static int unpack(Path wal, Manifest base, Path target, boolean toTheBreak) throws IOException {
        String expected = base.firstSegment();
        boolean whole = false;
        int count = 0;
        for (Path piece : pieces(wal)) {
            String file = piece.getFileName().toString();
            String name = file.substring(0, file.length() - ".gz".length());
            if (name.endsWith(".history")) {
                unpackBytes(piece, target.resolve(name));
            }
            if (name.length() != NAME_CHARS || name.compareTo(base.firstSegment()) < 0) {
                continue;
            }
            try {
                if (timeline(name).equals(timeline(expected)) && !name.equals(expected)) {
                    throw missing(wal, expected);
                }
                unpackSegment(piece, name, target.resolve(name));
            } catch (PostgresException e) {
                if (whole && toTheBreak) {
                    LOG.warn("The log ends here: {}", e.getMessage());
                    Files.deleteIfExists(target.resolve(name));
                    return count;
                }
                throw e;
            }
            whole |= name.equals(base.lastSegment());
            expected = next(name);
            count++;
        }
        if (!whole) {
            throw missing(wal, expected);
        }
        return count;
    }

    private static List<Path> pieces(Path wal) throws IOException {
        try (Stream<Path> files = Files.list(wal)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".gz"))
                    .sorted()
                    .toList();
        }
    }

    /// The name of the piece after this one, on the same timeline.
    static String next(String name) {
        long file = Long.parseLong(name.substring(8, 16), 16);
        int segment = Integer.parseInt(name.substring(16), 16) + 1;
        if (segment == SEGMENTS_OF_A_FILE_ID) {
            segment = 0;
            file++;
        }
        return "%s%08X%08X".formatted(timeline(name), file, segment);
    }

    private static String timeline(String name) {
        return name.substring(0, 8);
    }

    private static PostgresException missing(Path wal, String name) {
        return new PostgresException("The piece " + name + ".gz of the write-ahead log is missing in " + wal
                + ". Changes after it cannot be restored; those before it can, with --until.");
    }

    private static void unpackSegment(Path piece, String name, Path target) throws IOException {
        long bytes;
        try {
            bytes = unpackBytes(piece, target);
        } catch (IOException e) {
            throw damaged(piece, "it cannot be unpacked (" + e.getMessage() + ")");
        }
        if (bytes != SEGMENT_BYTES) {
            throw damaged(piece, "it has " + bytes + " bytes and not " + SEGMENT_BYTES);
        }
        long address = address(target);
        if (!nameOf(timeline(name), address).equals(name)) {
            throw damaged(piece, "it holds another piece, " + nameOf(timeline(name), address));
        }
    }

    private static PostgresException damaged(Path piece, String how) {
        return new PostgresException("The piece " + piece + " of the write-ahead log is damaged: " + how
                + ". Changes after it cannot be restored; those before it can, with --until.");
    }

    private static long unpackBytes(Path piece, Path target) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(piece), 1 << 16);
                OutputStream out = Files.newOutputStream(target)) {
            return in.transferTo(out);
        }
    }

    /// Where the first page says that it belongs (`xlp_pageaddr`, 8 bytes after magic, flags and timeline).
    private static long address(Path segment) throws IOException {
        try (InputStream in = Files.newInputStream(segment)) {
            ByteBuffer header = ByteBuffer.wrap(in.readNBytes(16)).order(ByteOrder.nativeOrder());
            return header.getLong(8);
        }
    }

    private static String nameOf(String timeline, long address) {
        long number = address / SEGMENT_BYTES;
        return "%s%08X%08X".formatted(timeline, number / SEGMENTS_OF_A_FILE_ID, number % SEGMENTS_OF_A_FILE_ID);
    }
}
