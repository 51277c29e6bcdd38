package dev.mangrove.scan.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;

/// Tells of a file of an NTFS volume whether its clusters are its bytes. They are not where the file is compressed,
/// encrypted or sparse, or where only its beginning was ever written: then it is read through `icat`. A file that
/// lies in its record is read from there.
///
/// Reads the master file table, whose place `fiwalk` tells. Whatever looks odd is left to `icat`.
///
/// Source: Linux-NTFS project, "NTFS Documentation": FILE record, attribute headers, fixups.
final class NtfsRecords {

    private static final int MFT_INODE = 0;
    private static final int FIXUP_BYTES = 512;
    private static final int RECORD_BYTES_MAX = 64 << 10;
    private static final int ATTRIBUTE_LIST = 0x20;
    private static final int DATA = 0x80;
    private static final int END = -1;
    private static final int RESIDENT_HEADER_BYTES = 24;
    private static final int NON_RESIDENT_HEADER_BYTES = 64;

    private final SeekableByteChannel image;
    private final long[] table;
    private final int recordBytes;

    private NtfsRecords(SeekableByteChannel image, long[] table, int recordBytes) {
        this.image = image;
        this.table = table;
        this.recordBytes = recordBytes;
    }

    static Optional<NtfsRecords> open(SeekableByteChannel image, FileRuns runs, long volumeStart) throws IOException {
        Optional<long[]> table = runs.of(volumeStart, MFT_INODE);
        ByteBuffer boot = read(image, volumeStart, FIXUP_BYTES);
        if (table.isEmpty() || boot.limit() < FIXUP_BYTES) {
            return Optional.empty();
        }
        int perRecord = boot.get(64);
        long clusterBytes = (boot.getShort(11) & 0xFFFFL) * (boot.get(13) & 0xFF);
        long bytes = perRecord < 0 ? perRecord > -17 ? 1L << -perRecord : 0 : perRecord * clusterBytes;
        return bytes >= FIXUP_BYTES && bytes <= RECORD_BYTES_MAX && bytes % FIXUP_BYTES == 0
                ? Optional.of(new NtfsRecords(image, table.get(), (int) bytes))
                : Optional.empty();
    }

    /// What a file's record says of its bytes.
    ///
    /// @param plain its clusters are its bytes
    /// @param resident its bytes themselves
    record Place(boolean plain, Optional<byte[]> resident) {
        private static final Place UNKNOWN = new Place(false, Optional.empty());
    }

    Place of(ListedFile file) throws IOException {
        long offset = offset(file.inode());
        int wanted = attribute(file.address());
        if (offset < 0 || wanted < 0) {
            return Place.UNKNOWN;
        }
        ByteBuffer record = read(image, offset, recordBytes);
        if (record.limit() < recordBytes || record.getInt(0) != 0x454C4946 || !fixUp(record)) {
            return Place.UNKNOWN;
        }
        Place place = Place.UNKNOWN;
        int at = record.getShort(20) & 0xFFFF;
        while (at <= recordBytes - RESIDENT_HEADER_BYTES && record.getInt(at) != END) {
            int length = record.getInt(at + 4);
            if (length < RESIDENT_HEADER_BYTES || length > recordBytes - at || record.getInt(at) == ATTRIBUTE_LIST) {
                return Place.UNKNOWN;
            }
            if (record.getInt(at) == DATA && (record.getShort(at + 14) & 0xFFFF) == wanted) {
                place = place(record, at, length, file.sizeBytes());
            }
            at += length;
        }
        return place;
    }

    private static Place place(ByteBuffer record, int at, int length, long size) {
        boolean compressedOrSparse = record.getShort(at + 12) != 0;
        if (record.get(at + 8) == 0) {
            int bytes = record.getInt(at + 16);
            int from = record.getShort(at + 20) & 0xFFFF;
            if (compressedOrSparse || bytes != size || from > length || bytes > length - from) {
                return Place.UNKNOWN;
            }
            byte[] content = new byte[bytes];
            record.get(at + from, content);
            return new Place(false, Optional.of(content));
        }
        boolean unnamed = record.get(at + 9) == 0;
        boolean plain = length >= NON_RESIDENT_HEADER_BYTES
                && unnamed
                && !compressedOrSparse
                && record.getLong(at + 16) == 0
                && record.getLong(at + 48) == size
                && record.getLong(at + 56) == size;
        return new Place(plain, Optional.empty());
    }

    /// The last two bytes of each sector stand in an array of their own; in their stead stands a number that must
    /// be the same everywhere.
    private boolean fixUp(ByteBuffer record) {
        int array = record.getShort(4) & 0xFFFF;
        int count = record.getShort(6) & 0xFFFF;
        if (count != recordBytes / FIXUP_BYTES + 1 || array + 2 * count > FIXUP_BYTES - 2) {
            return false;
        }
        for (int i = 1; i < count; i++) {
            int end = i * FIXUP_BYTES - 2;
            if (record.getShort(end) != record.getShort(array)) {
                return false;
            }
            record.putShort(end, record.getShort(array + 2 * i));
        }
        return true;
    }

    /// Where in the image a record lies, or -1.
    private long offset(long inode) {
        long left = inode * recordBytes;
        for (int i = 0; i < table.length && left >= 0; i += 2) {
            if (left < table[i + 1]) {
                boolean whole = table[i] >= 0 && left + recordBytes <= table[i + 1];
                return whole ? table[i] + left : -1;
            }
            left -= table[i + 1];
        }
        return -1;
    }

    /// The attribute's number in an address like `65-128-4`, or -1.
    private static int attribute(String address) {
        int dash = address.lastIndexOf('-');
        String digits = address.substring(dash + 1);
        return dash < 0 || digits.length() > 5 ? -1 : Integer.parseInt(digits);
    }

    private static ByteBuffer read(SeekableByteChannel image, long at, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        image.position(at);
        while (bytes.hasRemaining() && image.read(bytes) >= 0) {
            // A channel may give less than was asked for.
        }
        return bytes.flip();
    }
}
