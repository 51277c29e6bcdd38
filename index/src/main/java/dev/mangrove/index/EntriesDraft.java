package dev.mangrove.index;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// What the entries of a list in the making say themselves, in a temporary file of 24 bytes each; their places in
/// the sorted sections are known in the end only, and then make whole records of 40 bytes.
final class EntriesDraft implements AutoCloseable {

    private static final int PLAIN_BYTES = 24;
    private static final int BUFFERED = 4_096;

    private final FileChannel file;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFERED * PLAIN_BYTES);
    private final ByteBuffer records =
            ByteBuffer.allocate(BUFFERED * ListLayout.ENTRY_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private long entries;

    EntriesDraft(Path path) throws IOException {
        file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    long count() {
        return entries;
    }

    /// @param sizeOrStart its size, or for a frame the first ordinal of its video
    /// @param mark of a frame, or 0
    void add(long sizeOrStart, long textOffset, int role, int quality, int mark, int atMillis) throws IOException {
        buffer.putLong(sizeOrStart).putLong(textOffset);
        buffer.put((byte) role).put((byte) quality).putShort((short) mark).putInt(atMillis);
        entries++;
        if (!buffer.hasRemaining()) {
            writeBuffer();
        }
    }

    private void writeBuffer() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            file.write(buffer);
        }
        buffer.clear();
    }

    /// Ends adding, and writes the records.
    ///
    /// @param places in MD5, SHA1, SHA256 and PDQ_UPPER
    void write(SectionWriter out, Places md5, Places sha1, Places sha256, Places pdq) throws IOException {
        writeBuffer();
        buffer.position(buffer.limit());
        int range = md5.rangeSize();
        int[] md5Places = new int[range];
        int[] sha1Places = new int[range];
        int[] sha256Places = new int[range];
        int[] pdqPlaces = new int[range];
        for (long first = 0; first < entries; first += range) {
            md5.read((int) (first / range), md5Places);
            sha1.read((int) (first / range), sha1Places);
            sha256.read((int) (first / range), sha256Places);
            pdq.read((int) (first / range), pdqPlaces);
            int count = (int) Math.min(range, entries - first);
            for (int i = 0; i < count; i++) {
                if (!buffer.hasRemaining()) {
                    readBuffer((first + i) * PLAIN_BYTES);
                }
                records.putInt(md5Places[i]).putInt(sha1Places[i]);
                records.putInt(sha256Places[i]).putInt(pdqPlaces[i]);
                putPlain();
                if (!records.hasRemaining()) {
                    putRecords(out);
                }
            }
        }
        putRecords(out);
    }

    private void putPlain() {
        records.putLong(buffer.getLong()).putLong(buffer.getLong());
        records.put(buffer.get()).put(buffer.get());
        records.putShort(buffer.getShort()).putInt(buffer.getInt());
    }

    private void putRecords(SectionWriter out) throws IOException {
        out.put(records.array(), 0, records.position());
        records.clear();
    }

    private void readBuffer(long offset) throws IOException {
        buffer.clear().limit((int) Math.min(buffer.capacity(), entries * PLAIN_BYTES - offset));
        while (buffer.hasRemaining()) {
            if (file.read(buffer, offset + buffer.position()) < 0) {
                throw new EOFException("a temporary file has become shorter");
            }
        }
        buffer.flip();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
