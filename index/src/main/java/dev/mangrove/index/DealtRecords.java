package dev.mangrove.index;

import java.io.EOFException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Records of one fixed width, dealt out to buckets by their first bits, in memory that does not grow with them.
///
/// They are collected in a chunk. A full one is dealt out, so that the records of each bucket lie together in it, and
/// written to a file with one write; where its buckets begin is remembered. A bucket is then read with one read for
/// each chunk. The last chunk stays in memory, so that few records never touch the disk.
final class DealtRecords implements AutoCloseable {

    private static final int FIRST_CHUNK_BYTES = 1 << 14;

    static final VarHandle BIG_ENDIAN = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final Path path;
    private final int recordBytes;
    private final int bucketShift;
    private final int buckets;
    private final Spill spill;
    private final int chunkRecordsMax;
    private final long[] counts;

    /// For each chunk, where its buckets begin, counted in records.
    private final List<int[]> starts = new ArrayList<>();

    private @Nullable FileChannel file;
    private byte[] chunk = new byte[0];
    private int chunkRecords;
    private int written;
    private long count;
    private boolean ended;

    /// @param path of the file; made when it is needed
    /// @param recordBytes at least 8
    /// @param bucketBits the first bits of a record, as a number, are its bucket
    /// @param buckets how many there are; no record has a higher number
    DealtRecords(Path path, int recordBytes, int bucketBits, int buckets, Spill spill) {
        this.path = path;
        this.recordBytes = recordBytes;
        this.bucketShift = Long.SIZE - bucketBits;
        this.buckets = buckets;
        this.spill = spill;
        this.chunkRecordsMax = spill.chunkBytes() / recordBytes;
        this.counts = new long[buckets];
    }

    long count() {
        return count;
    }

    int buckets() {
        return buckets;
    }

    /// Known after [#end].
    long count(int bucket) {
        return counts[bucket];
    }

    /// Adds a copy of the first bytes of `record`.
    void add(byte[] record) throws IOException {
        int at = room();
        System.arraycopy(record, 0, chunk, at, recordBytes);
    }

    /// Adds a record of 8 bytes.
    void add(long record) throws IOException {
        int at = room();
        BIG_ENDIAN.set(chunk, at, record);
    }

    private int room() throws IOException {
        if (chunkRecords == chunkRecordsMax) {
            writeChunk();
        }
        int at = chunkRecords * recordBytes;
        if (at + recordBytes > chunk.length) {
            int bytes = Math.max(Math.max(FIRST_CHUNK_BYTES, recordBytes), 4 * chunk.length);
            chunk = Arrays.copyOf(chunk, Math.min(bytes, spill.chunkBytes()));
        }
        chunkRecords++;
        count++;
        return at;
    }

    private void writeChunk() throws IOException {
        if (file == null) {
            file = FileChannel.open(
                    path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        }
        FileChannel out = file;
        int records = chunkRecords;
        long offset = (long) written++ * chunkRecordsMax * recordBytes;
        chunk = spill.exchange(chunk, (full, dealt) -> {
            starts.add(deal(full, records, dealt));
            ByteBuffer bytes = ByteBuffer.wrap(dealt, 0, records * recordBytes);
            while (bytes.hasRemaining()) {
                out.write(bytes, offset + bytes.position());
            }
        });
        chunkRecords = 0;
    }

    private int[] deal(byte[] from, int records, byte[] to) {
        int[] begins = new int[buckets + 1];
        int end = records * recordBytes;
        for (int at = 0; at < end; at += recordBytes) {
            begins[bucket(from, at) + 1]++;
        }
        for (int bucket = 0; bucket < buckets; bucket++) {
            counts[bucket] += begins[bucket + 1];
            begins[bucket + 1] += begins[bucket];
        }
        int[] next = begins.clone();
        for (int at = 0; at < end; at += recordBytes) {
            System.arraycopy(from, at, to, next[bucket(from, at)]++ * recordBytes, recordBytes);
        }
        return begins;
    }

    private int bucket(byte[] records, int at) {
        return (int) ((long) BIG_ENDIAN.get(records, at) >>> bucketShift);
    }

    /// Ends adding; to be called before the first bucket is read.
    void end() throws IOException {
        if (!ended) {
            ended = true;
            spill.await();
            byte[] dealt = new byte[chunkRecords * recordBytes];
            starts.add(deal(chunk, chunkRecords, dealt));
            chunk = dealt;
        }
    }

    /// All records of one bucket in the order in which they were added. May be called by several threads.
    byte[] read(int bucket) throws IOException {
        byte[] records = new byte[Math.toIntExact(counts[bucket] * recordBytes)];
        int at = 0;
        for (int run = 0; run < starts.size(); run++) {
            at += read(bucket, run, records, at);
        }
        return records;
    }

    /// How many bytes there may be in a chunk.
    int chunkBytesMax() {
        return chunkRecordsMax * recordBytes;
    }

    int chunks() {
        return starts.size();
    }

    /// How many bytes of a bucket came with one chunk.
    int bytes(int bucket, int run) {
        int[] begins = starts.get(run);
        return (begins[bucket + 1] - begins[bucket]) * recordBytes;
    }

    /// Those records of a bucket that came with one chunk.
    ///
    /// @return how many bytes
    int read(int bucket, int run, byte[] into, int at) throws IOException {
        int from = starts.get(run)[bucket] * recordBytes;
        int length = bytes(bucket, run);
        if (run == written) {
            System.arraycopy(chunk, from, into, at, length);
            return length;
        }
        ByteBuffer bytes = ByteBuffer.wrap(into, at, length);
        long offset = (long) run * chunkRecordsMax * recordBytes + from;
        while (bytes.hasRemaining()) {
            if (file == null || file.read(bytes, offset + bytes.position() - at) < 0) {
                throw new EOFException("a temporary file has become shorter");
            }
        }
        return length;
    }

    /// Gives memory and file back.
    @Override
    public void close() throws IOException {
        chunk = new byte[0];
        if (file != null) {
            spill.await();
            file.close();
            Files.deleteIfExists(path);
            file = null;
        }
    }
}
