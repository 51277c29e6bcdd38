package dev.mangrove.formats.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// An index whose columns answer a query alone, read in its order straight from the pages of its tree. Asking SQLite
/// for each value of each row takes several times as long.
///
/// It gives what SQLite would give, as far as it is sure of that: at the first page, record or value out of the
/// ordinary it stops, and its user goes on with SQLite, which then also tells of damage. What SQLite checks of a page
/// is checked here: its kind, its number, the places and lengths of its cells; besides, the depth of the tree and how
/// many pages it has.
///
/// Source: sqlite.org/fileformat2.html, "B-tree Pages" and "Record Format".
public final class OrderedIndex {

    private static final int HEADER_BYTES = 100;
    private static final int DEPTH_MAX = 20;
    private static final int INTERIOR = 2;
    private static final int LEAF = 10;

    private final Path file;
    private final List<String> columns;
    private final long root;

    /// @param columns of each record in lower case, in their order
    OrderedIndex(Path file, List<String> columns, long root) {
        this.file = file;
        this.columns = columns;
        this.root = root;
    }

    /// Of each record in lower case, in their order.
    public List<String> columns() {
        return columns;
    }

    /// Receives one record after the other.
    @FunctionalInterface
    public interface Sink {
        /// @param record valid during the call only
        /// @return whether it was taken, and reading goes on
        boolean accept(IndexRecord record) throws IOException;
    }

    /// Hands records to `sink` until it takes one no more, or one is out of the ordinary.
    ///
    /// @return whether that was all of them
    public boolean each(Sink sink) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            byte[] head = new byte[HEADER_BYTES];
            if (!read(channel, head, 0)) {
                return false;
            }
            int written = (head[16] & 0xff) << 8 | head[17] & 0xff;
            int pageBytes = written == 1 ? 1 << 16 : written;
            if (pageBytes < 512 || Integer.bitCount(pageBytes) != 1) {
                return false;
            }
            Walk walk = new Walk(channel, pageBytes, pageBytes - (head[20] & 0xff), columns.size(), sink);
            return walk.walk(root, 0);
        }
    }

    private static boolean read(FileChannel channel, byte[] into, long offset) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(into);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, offset + bytes.position()) < 0) {
                return false;
            }
        }
        return true;
    }

    private static final class Walk {
        private final FileChannel channel;
        private final int pageBytes;
        private final int usableBytes;
        private final long pages;
        private final IndexRecord record;
        private final Sink sink;
        private final byte[][] pageAtDepth = new byte[DEPTH_MAX][];
        private long visited;

        Walk(FileChannel channel, int pageBytes, int usableBytes, int columns, Sink sink) throws IOException {
            this.channel = channel;
            this.pageBytes = pageBytes;
            this.usableBytes = usableBytes;
            this.pages = channel.size() / pageBytes;
            this.record = new IndexRecord(columns, usableBytes);
            this.sink = sink;
        }

        /// @return whether all below a page was taken
        boolean walk(long number, int depth) throws IOException {
            if (depth == DEPTH_MAX || number < 2 || number > pages || ++visited > pages) {
                return false;
            }
            if (pageAtDepth[depth] == null) {
                pageAtDepth[depth] = new byte[pageBytes];
            }
            byte[] page = pageAtDepth[depth];
            if (!read(channel, page, (number - 1) * pageBytes)) {
                return false;
            }
            boolean leaf = page[0] == LEAF;
            int cells = IndexRecord.uint16(page, 3);
            if (!leaf && page[0] != INTERIOR || cells > (pageBytes - 8) / 6 || cells == 0 && depth > 0) {
                return false;
            }
            int cellsAt = leaf ? 8 : 12;
            int cellMin = cellsAt + 2 * cells;
            for (int i = 0; i < cells; i++) {
                int at = IndexRecord.uint16(page, cellsAt + 2 * i);
                if (at < cellMin || at > usableBytes - Integer.BYTES) {
                    return false;
                }
                if (!leaf) {
                    if (!walk(IndexRecord.uint32(page, at), depth + 1)) {
                        return false;
                    }
                    at += Integer.BYTES;
                }
                if (!record.read(page, at) || !sink.accept(record)) {
                    return false;
                }
            }
            return leaf || walk(IndexRecord.uint32(page, 8), depth + 1);
        }
    }
}
