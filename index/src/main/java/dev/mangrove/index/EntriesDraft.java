package dev.mangrove.index;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What the entries of a list in the making say themselves, in a temporary file: a byte that tells what an entry has,
/// and that. In the end, when their places in the sorted sections are known and what occurs in each field, they make
/// whole records.
final class EntriesDraft implements AutoCloseable {

    /// Entries in a group, whose ids begin where one number says.
    static final int GROUP = 64;

    private static final int BUFFER_BYTES = 1 << 17;
    private static final int PLAIN_BYTES_MAX = 64;

    private static final int HAS_QUALITY = 1 << 2;
    private static final int HAS_SIZE = 1 << 3;
    private static final int HAS_ID = 1 << 4;
    private static final int HAS_LABELS = 1 << 5;
    private static final int IS_FRAME = 1 << 6;
    private static final int ROLE_MASK = 3;

    private final FileChannel file;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    private final FieldRanges ranges = new FieldRanges();
    private long entries;
    private long idBytes;
    private long groupIdBytes;
    private long readUpTo;

    EntriesDraft(Path path) throws IOException {
        file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    long count() {
        return entries;
    }

    /// What an entry says itself.
    ///
    /// @param sizeOrStart its size, or for a frame the first ordinal of its video
    /// @param category one more than its offset in the section LABELS, or 0; so the two that follow
    /// @param frameMark of a frame, or 0
    record Plain(
            EntryRole role,
            OptionalInt quality,
            OptionalLong sizeOrStart,
            int idBytes,
            long category,
            long series,
            long comment,
            int frameMark,
            int frameAtMillis) {

        boolean hasLabels() {
            return (category | series | comment) != 0;
        }
    }

    void add(Plain entry) throws IOException {
        if (buffer.remaining() < PLAIN_BYTES_MAX) {
            writeBuffer();
        }
        buffer.put((byte) (entry.role().ordinal()
                | (entry.quality().isPresent() ? HAS_QUALITY : 0)
                | (entry.sizeOrStart().isPresent() ? HAS_SIZE : 0)
                | (entry.idBytes() > 0 ? HAS_ID : 0)
                | (entry.hasLabels() ? HAS_LABELS : 0)
                | (entry.frameMark() != 0 ? IS_FRAME : 0)));
        entry.quality().ifPresent(quality -> buffer.put((byte) quality));
        entry.sizeOrStart().ifPresent(buffer::putLong);
        if (entry.idBytes() > 0) {
            buffer.putInt(entry.idBytes());
        }
        if (entry.hasLabels()) {
            buffer.putLong(entry.category()).putLong(entry.series()).putLong(entry.comment());
        }
        if (entry.frameMark() != 0) {
            buffer.putShort((short) entry.frameMark()).putInt(entry.frameAtMillis());
        }
        note(entry);
        entries++;
    }

    private void note(Plain entry) {
        if (entries % GROUP == 0) {
            groupIdBytes = idBytes;
        }
        ranges.note(EntryField.ROLE, entry.role().ordinal());
        ranges.note(EntryField.QUALITY, entry.quality().orElse(ListLayout.NONE));
        ranges.note(EntryField.SIZE_OR_START, entry.sizeOrStart().orElse(ListLayout.NONE));
        ranges.note(EntryField.ID, idBytes - groupIdBytes);
        ranges.note(EntryField.CATEGORY, entry.category());
        ranges.note(EntryField.SERIES, entry.series());
        ranges.note(EntryField.COMMENT, entry.comment());
        ranges.note(EntryField.FRAME_MARK, entry.frameMark());
        ranges.note(EntryField.FRAME_AT_MILLIS, Integer.toUnsignedLong(entry.frameAtMillis()));
        idBytes += entry.idBytes();
    }

    private void writeBuffer() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            file.write(buffer);
        }
        buffer.clear();
    }

    /// What occurs in the fields that entries say themselves.
    FieldRanges ranges() {
        return ranges;
    }

    /// Bytes of the section ID_STARTS.
    static long idStartsBytes(long entries) {
        return ((entries + GROUP - 1) / GROUP + 1) * Long.BYTES;
    }

    /// Ends adding, and writes the records.
    ///
    /// @param places in MD5, SHA1, SHA256 and PDQ_UPPER
    /// @param idStarts for where the ids of each group begin
    void write(
            EntryShape shape,
            Places md5,
            Places sha1,
            Places sha256,
            Places pdq,
            SectionWriter out,
            SectionWriter idStarts)
            throws IOException {
        writeBuffer();
        buffer.limit(0);
        PackedWriter records = new PackedWriter(out);
        int range = md5.rangeSize();
        int[][] places = new int[4][range];
        long idStart = 0;
        long groupStart = 0;
        for (long first = 0; first < entries; first += range) {
            md5.read((int) (first / range), places[0]);
            sha1.read((int) (first / range), places[1]);
            sha256.read((int) (first / range), places[2]);
            pdq.read((int) (first / range), places[3]);
            int count = (int) Math.min(range, entries - first);
            for (int i = 0; i < count; i++) {
                if ((first + i) % GROUP == 0) {
                    idStarts.putLong(idStart);
                    groupStart = idStart;
                }
                shape.put(EntryField.MD5, places[0][i], records);
                shape.put(EntryField.SHA1, places[1][i], records);
                shape.put(EntryField.SHA256, places[2][i], records);
                shape.put(EntryField.PDQ, places[3][i], records);
                idStart += putPlain(shape, idStart - groupStart, records);
            }
        }
        idStarts.putLong(idStart);
        records.finish();
    }

    /// @return how many bytes the entry's id has
    private int putPlain(EntryShape shape, long id, PackedWriter out) throws IOException {
        if (buffer.remaining() < PLAIN_BYTES_MAX) {
            readBuffer();
        }
        int has = buffer.get();
        int quality = (has & HAS_QUALITY) != 0 ? buffer.get() : ListLayout.NONE;
        shape.put(EntryField.SIZE_OR_START, (has & HAS_SIZE) != 0 ? buffer.getLong() : ListLayout.NONE, out);
        int length = (has & HAS_ID) != 0 ? buffer.getInt() : 0;
        boolean labels = (has & HAS_LABELS) != 0;
        shape.put(EntryField.ID, id, out);
        shape.put(EntryField.CATEGORY, labels ? buffer.getLong() : 0, out);
        shape.put(EntryField.SERIES, labels ? buffer.getLong() : 0, out);
        shape.put(EntryField.COMMENT, labels ? buffer.getLong() : 0, out);
        shape.put(EntryField.ROLE, has & ROLE_MASK, out);
        shape.put(EntryField.QUALITY, quality, out);
        boolean frame = (has & IS_FRAME) != 0;
        shape.put(EntryField.FRAME_MARK, frame ? Short.toUnsignedInt(buffer.getShort()) : 0, out);
        shape.put(EntryField.FRAME_AT_MILLIS, frame ? Integer.toUnsignedLong(buffer.getInt()) : 0, out);
        out.endByte();
        return length;
    }

    private void readBuffer() throws IOException {
        buffer.compact();
        long left = file.size() - readUpTo;
        int wanted = (int) Math.min(buffer.remaining(), left);
        buffer.limit(buffer.position() + wanted);
        while (buffer.hasRemaining()) {
            int read = file.read(buffer, readUpTo);
            if (read < 0) {
                throw new EOFException("a temporary file has become shorter");
            }
            readUpTo += read;
        }
        buffer.flip();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
