package dev.mangrove.scan.disk;

import dev.mangrove.scan.disk.ExpertWitness.StoredDigests;
import dev.mangrove.scan.item.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// The chain of sections in the segments of an Expert Witness image: its geometry, its chunk tables, its digests.
final class EwfSections {

    private static final int FILE_HEADER_BYTES = 13;
    private static final int DESCRIPTOR_BYTES = 76;
    private static final int TABLE_HEADER_BYTES = 24;
    private static final int VOLUME_BYTES = 24;
    private static final int MD5_BYTES = 16;
    private static final int SHA1_BYTES = 20;
    private static final int SECTIONS_MAX = 1 << 20;
    private static final int ENTRIES_MAX = 1 << 20;
    private static final int CHUNK_BYTES_MAX = 64 << 20;

    private final List<Table> tables = new ArrayList<>();
    private long chunks;
    private long diskBytes = -1;
    private int chunkBytes;
    private long sectorsEnd;
    private boolean wantsNext;
    private boolean tableDamaged;
    private Optional<String> md5 = Optional.empty();
    private Optional<String> sha1 = Optional.empty();
    private Optional<String> failing = Optional.empty();

    /// Where the entries of consecutive chunks stand.
    ///
    /// @param chunksEnd behind the last byte of the last chunk
    record Table(int segment, long firstChunk, int count, long entriesAt, long base, long chunksEnd) {

        int[] entries(SeekableByteChannel channel) throws IOException {
            ByteBuffer bytes = ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
            readFully(channel, entriesAt, bytes);
            int[] entries = new int[count];
            bytes.flip().asIntBuffer().get(entries);
            return entries;
        }
    }

    /// Reads one segment's chain.
    void read(int segment, SeekableByteChannel channel) throws IOException {
        wantsNext = false;
        long size = channel.size();
        byte[] header = bytes(channel, 0, FILE_HEADER_BYTES, size);
        boolean known = new String(header, 0, 3, StandardCharsets.ISO_8859_1).equals("EVF") && header[3] == 9;
        if (!known) {
            throw new DiskException(
                    Reason.UNSUPPORTED, "an Expert Witness image of the second version (Ex01), which cannot be read");
        }
        int number = (header[9] & 0xFF) | (header[10] & 0xFF) << 8;
        if (number != segment + 1) {
            failing = Optional.of("segment " + (segment + 1) + " says that it is segment " + number);
            return;
        }
        long at = FILE_HEADER_BYTES;
        for (int i = 0; i < SECTIONS_MAX; i++) {
            if (at > size - DESCRIPTOR_BYTES) {
                failing = failing.or(() -> Optional.of("segment " + (segment + 1) + " ends early"));
                return;
            }
            ByteBuffer descriptor =
                    ByteBuffer.wrap(bytes(channel, at, DESCRIPTOR_BYTES, size)).order(ByteOrder.LITTLE_ENDIAN);
            String type = type(descriptor.array());
            long next = descriptor.getLong(16);
            if (type.equals("next") || type.equals("done")) {
                wantsNext = type.equals("next");
                return;
            }
            section(type, segment, channel, at + DESCRIPTOR_BYTES, next, size);
            if (next <= at) {
                failing =
                        failing.or(() -> Optional.of("the sections of segment " + (segment + 1) + " run in a circle"));
                return;
            }
            at = next;
        }
    }

    private void section(String type, int segment, SeekableByteChannel channel, long at, long end, long size)
            throws IOException {
        switch (type) {
            case "volume", "disk", "data" -> {
                if (diskBytes < 0) {
                    volume(bytes(channel, at, VOLUME_BYTES, size));
                }
            }
            case "sectors" -> sectorsEnd = Math.min(end, size);
            case "table" -> table(segment, bytes(channel, at, TABLE_HEADER_BYTES, size), at + TABLE_HEADER_BYTES, size);
            case "digest" -> {
                byte[] both = bytes(channel, at, MD5_BYTES + SHA1_BYTES, size);
                md5 = hex(both, 0, MD5_BYTES);
                sha1 = hex(both, MD5_BYTES, MD5_BYTES + SHA1_BYTES);
            }
            case "hash" -> md5 = hex(bytes(channel, at, MD5_BYTES, size), 0, MD5_BYTES);
            default -> {
                // Headers, second tables, sessions and errors change nothing of the bytes.
            }
        }
    }

    private void volume(byte[] bytes) throws DiskException {
        ByteBuffer volume = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long sectorsPerChunk = volume.getInt(8) & 0xFFFFFFFFL;
        long bytesPerSector = volume.getInt(12) & 0xFFFFFFFFL;
        long sectors = volume.getLong(16);
        boolean plausible = sectorsPerChunk > 0
                && bytesPerSector >= 512
                && sectorsPerChunk <= CHUNK_BYTES_MAX
                && bytesPerSector <= CHUNK_BYTES_MAX
                && sectorsPerChunk * bytesPerSector <= CHUNK_BYTES_MAX
                && sectors > 0
                && sectors <= Long.MAX_VALUE / bytesPerSector;
        if (!plausible) {
            throw new DiskException(Reason.DAMAGED, "the image's geometry contradicts itself");
        }
        chunkBytes = (int) (sectorsPerChunk * bytesPerSector);
        diskBytes = sectors * bytesPerSector;
    }

    private void table(int segment, byte[] bytes, long entriesAt, long size) {
        ByteBuffer table = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int count = table.getInt(0);
        long base = table.getLong(8);
        boolean plausible =
                count > 0 && count <= ENTRIES_MAX && base >= 0 && base < size && entriesAt + 4L * count <= size;
        if (!plausible || tableDamaged) {
            // The chunks behind it would be counted wrongly.
            tableDamaged |= count != 0;
            failing = failing.or(() -> Optional.of("a chunk table of segment " + (segment + 1) + " is damaged"));
            return;
        }
        tables.add(new Table(segment, chunks, count, entriesAt, base, sectorsEnd));
        chunks += count;
    }

    void missing(int number) {
        failing = failing.or(() -> Optional.of("segment " + number + " (." + SegmentNames.extension(number)
                + ") of the image is missing; put it beside the first"));
    }

    void requireVolume() throws DiskException {
        if (diskBytes < 0) {
            throw new DiskException(Reason.DAMAGED, failing.orElse("the image does not tell its geometry"));
        }
    }

    boolean wantsNext() {
        return wantsNext;
    }

    Optional<String> failing() {
        return failing;
    }

    StoredDigests stored() {
        return new StoredDigests(md5, sha1);
    }

    long diskBytes() {
        return diskBytes;
    }

    int chunkBytes() {
        return chunkBytes;
    }

    List<Table> tables() {
        return tables;
    }

    /// The index of the table that holds a chunk, or -1.
    int tableOf(long chunk) {
        int low = 0;
        int high = tables.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            Table table = tables.get(middle);
            if (chunk < table.firstChunk()) {
                high = middle - 1;
            } else if (chunk >= table.firstChunk() + table.count()) {
                low = middle + 1;
            } else {
                return middle;
            }
        }
        return -1;
    }

    private static String type(byte[] descriptor) {
        int length = 0;
        while (length < 16 && descriptor[length] != 0) {
            length++;
        }
        return new String(descriptor, 0, length, StandardCharsets.ISO_8859_1);
    }

    /// A digest of zeros was never computed.
    private static Optional<String> hex(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != 0) {
                return Optional.of(HexFormat.of().formatHex(bytes, from, to));
            }
        }
        return Optional.empty();
    }

    static int little(byte[] bytes, int at) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(at);
    }

    private static byte[] bytes(SeekableByteChannel channel, long at, int count, long size) throws IOException {
        if (at > size - count) {
            throw new DiskException(Reason.TRUNCATED, "the image ends within one of its sections");
        }
        ByteBuffer bytes = ByteBuffer.allocate(count);
        readFully(channel, at, bytes);
        return bytes.array();
    }

    static void readFully(SeekableByteChannel channel, long at, ByteBuffer into) throws IOException {
        channel.position(at);
        while (into.hasRemaining()) {
            if (channel.read(into) < 0) {
                throw new DiskException(Reason.TRUNCATED, "a segment of the image ends early");
            }
        }
    }
}
