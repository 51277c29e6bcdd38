package dev.mangrove.scan.walk;

import dev.mangrove.scan.item.ItemOrigin;
import dev.mangrove.scan.item.RawName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/// One member as a ZIP's central directory or its local header describes it (APPNOTE 4.3.7, 4.3.12).
///
/// @param length bytes of the header with name, extra fields and comment
/// @param packed bytes of its packed data; 0 where a data descriptor tells it
/// @param localOffset as the directory states it; 0 in a local header
/// @param unixMode file type and permissions as a Unix system recorded them, else 0
record ZipHeader(
        int length,
        int versionNeeded,
        int flags,
        int method,
        long crc,
        long packed,
        long unpacked,
        RawName name,
        long localOffset,
        int disk,
        int unixMode,
        Optional<Instant> modifiedAt) {

    static final int LOCAL_SIGNATURE = 0x04034b50;
    static final int CENTRAL_SIGNATURE = 0x02014b50;
    static final int LOCAL_BYTES = 30;
    static final int CENTRAL_BYTES = 46;

    static final int STORED = 0;
    static final int DEFLATED = 8;
    static final int AES = 99;

    private static final int FLAG_ENCRYPTED = 1;
    private static final int FLAG_DESCRIPTOR = 1 << 3;
    private static final int FLAG_STRONG_ENCRYPTION = 1 << 6;
    private static final int FLAG_MASKED = 1 << 13;
    private static final int UNIX_TYPE = 0170000;
    private static final int UNIX_FILE = 0100000;
    private static final int UNIX_FOLDER = 0040000;
    private static final int UNIX_LINK = 0120000;
    private static final long IN_ZIP64 = 0xffffffffL;

    boolean isEncrypted() {
        return (flags & (FLAG_ENCRYPTED | FLAG_STRONG_ENCRYPTION | FLAG_MASKED)) != 0 || method == AES;
    }

    boolean hasDescriptor() {
        return (flags & FLAG_DESCRIPTOR) != 0;
    }

    /// A folder holds no data: what claims to be one and holds some is a file.
    boolean isFolder() {
        byte[] bytes = name.bytes();
        return bytes.length > 0 && bytes[bytes.length - 1] == '/' && packed <= 2 && unpacked == 0;
    }

    /// A link, device, socket or pipe, if the directory is to be believed.
    boolean isSpecial() {
        int type = unixMode & UNIX_TYPE;
        return type != 0 && type != UNIX_FILE && type != UNIX_FOLDER;
    }

    /// Devices, sockets and pipes hold no data, and a link no more than the path that it leads to.
    boolean mayHoldAFile() {
        boolean link = (unixMode & UNIX_TYPE) == UNIX_LINK;
        return link || packed > 0 || unpacked > 0 || hasDescriptor();
    }

    ItemOrigin origin() {
        return new ItemOrigin(modifiedAt, Optional.empty());
    }

    /// Whether these fields could be a real header's, for one found by its signature alone.
    boolean isPlausible() {
        return (versionNeeded & 0xff) <= 63 && (method <= 20 || (method >= 93 && method <= 99)) && name.length() > 0;
    }

    /// Reads a local header; empty where there is none.
    static Optional<ZipHeader> local(PackedInput input, long position) throws IOException {
        byte[] fixed = input.stretch(position, Long.MAX_VALUE).readNBytes(LOCAL_BYTES);
        ByteBuffer view = ByteBuffer.wrap(fixed).order(ByteOrder.LITTLE_ENDIAN);
        if (fixed.length < LOCAL_BYTES || view.getInt(0) != LOCAL_SIGNATURE) {
            return Optional.empty();
        }
        byte[] name = input.readNBytes(view.getShort(26) & 0xffff);
        byte[] extra = input.readNBytes(view.getShort(28) & 0xffff);
        Extra more = Extra.of(extra);
        long unpacked = view.getInt(22) & IN_ZIP64;
        long packed = view.getInt(18) & IN_ZIP64;
        ZipHeader plain = new ZipHeader(
                LOCAL_BYTES + name.length + extra.length,
                view.getShort(4) & 0xffff,
                view.getShort(6) & 0xffff,
                view.getShort(8) & 0xffff,
                view.getInt(14) & IN_ZIP64,
                packed,
                unpacked,
                RawName.of(name),
                0,
                0,
                0,
                more.modifiedAt().or(() -> dosTime(view.getShort(12), view.getShort(10))));
        return Optional.of(plain.withZip64(more));
    }

    /// Reads the directory's record at the input's position; empty where there is none.
    static Optional<ZipHeader> central(PackedInput input) throws IOException {
        byte[] fixed = input.readNBytes(CENTRAL_BYTES);
        ByteBuffer view = ByteBuffer.wrap(fixed).order(ByteOrder.LITTLE_ENDIAN);
        if (fixed.length < CENTRAL_BYTES || view.getInt(0) != CENTRAL_SIGNATURE) {
            return Optional.empty();
        }
        int nameBytes = view.getShort(28) & 0xffff;
        int extraBytes = view.getShort(30) & 0xffff;
        int commentBytes = view.getShort(32) & 0xffff;
        byte[] name = input.readNBytes(nameBytes);
        byte[] extra = input.readNBytes(extraBytes);
        if (name.length < nameBytes || extra.length < extraBytes) {
            return Optional.empty();
        }
        input.position(input.position() + commentBytes);
        Extra more = Extra.of(extra);
        int madeBy = view.getShort(4) & 0xffff;
        boolean unix = madeBy >> 8 == 3 || madeBy >> 8 == 19;
        ZipHeader plain = new ZipHeader(
                CENTRAL_BYTES + nameBytes + extraBytes + commentBytes,
                view.getShort(6) & 0xffff,
                view.getShort(8) & 0xffff,
                view.getShort(10) & 0xffff,
                view.getInt(16) & IN_ZIP64,
                view.getInt(20) & IN_ZIP64,
                view.getInt(24) & IN_ZIP64,
                RawName.of(name),
                view.getInt(42) & IN_ZIP64,
                view.getShort(34) & 0xffff,
                unix ? view.getInt(38) >>> 16 : 0,
                more.modifiedAt().or(() -> dosTime(view.getShort(14), view.getShort(12))));
        return Optional.of(plain.withZip64(more));
    }

    // The ZIP64 field holds, in this order, just those values that do not fit their own fields.
    private ZipHeader withZip64(Extra extra) {
        ByteBuffer wide = extra.zip64();
        long widerUnpacked = unpacked == IN_ZIP64 && wide.remaining() >= 8 ? wide.getLong() : unpacked;
        long widerPacked = packed == IN_ZIP64 && wide.remaining() >= 8 ? wide.getLong() : packed;
        long widerOffset = localOffset == IN_ZIP64 && wide.remaining() >= 8 ? wide.getLong() : localOffset;
        return new ZipHeader(
                length,
                versionNeeded,
                flags,
                method,
                crc,
                Math.max(0, widerPacked),
                Math.max(0, widerUnpacked),
                name,
                Math.max(0, widerOffset),
                disk,
                unixMode,
                modifiedAt);
    }

    // Local time in an unstated zone; taken as UTC so that the answer is the same on every machine.
    private static Optional<Instant> dosTime(int date, int time) {
        try {
            return Optional.of(LocalDateTime.of(
                            1980 + ((date >> 9) & 0x7f),
                            (date >> 5) & 0xf,
                            date & 0x1f,
                            (time >> 11) & 0x1f,
                            (time >> 5) & 0x3f,
                            (time & 0x1f) * 2)
                    .toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /// The extra fields that matter here (APPNOTE 4.5): ZIP64 and the times in UTC.
    private record Extra(ByteBuffer zip64, Optional<Instant> modifiedAt) {

        private static final int ZIP64 = 0x0001;
        private static final int NTFS = 0x000a;
        private static final int UNIX_TIME = 0x5455;
        private static final long NTFS_TO_UNIX_SECONDS = 11_644_473_600L;

        static Extra of(byte[] bytes) {
            ByteBuffer fields = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            ByteBuffer zip64 = ByteBuffer.allocate(0);
            Optional<Instant> modifiedAt = Optional.empty();
            while (fields.remaining() >= 4) {
                int id = fields.getShort() & 0xffff;
                int size = Math.min(fields.getShort() & 0xffff, fields.remaining());
                ByteBuffer field = fields.slice(fields.position(), size).order(ByteOrder.LITTLE_ENDIAN);
                fields.position(fields.position() + size);
                if (id == ZIP64) {
                    zip64 = field;
                } else if (id == UNIX_TIME && size >= 5 && (field.get(0) & 1) != 0) {
                    modifiedAt = Optional.of(Instant.ofEpochSecond(field.getInt(1)));
                } else if (id == NTFS && size >= 16 && field.getShort(4) == 1 && modifiedAt.isEmpty()) {
                    long ticks = field.getLong(8);
                    modifiedAt = Optional.of(Instant.ofEpochSecond(
                            Math.floorDiv(ticks, 10_000_000L) - NTFS_TO_UNIX_SECONDS,
                            Math.floorMod(ticks, 10_000_000L) * 100));
                }
            }
            return new Extra(zip64, modifiedAt);
        }
    }
}
