package dev.mangrove.scan.walk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/// Where a ZIP's central directory lies (APPNOTE 4.3.14 to 4.3.16), also behind a prefix such as a
/// self-extractor's program, and before trailing bytes.
///
/// @param start of the first record
/// @param end behind the last record
/// @param shift to be added to every stated offset: the length of an unaccounted prefix
/// @param count of members, as stated
/// @param split this file is one piece of several
/// @param trailerEnd behind the end record
record ZipDirectory(long start, long end, long shift, long count, boolean split, long trailerEnd) {

    private static final int END_SIGNATURE = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int END64_SIGNATURE = 0x06064b50;
    private static final int END64_BYTES = 56;
    private static final int LOCATOR_SIGNATURE = 0x07064b50;
    private static final int LOCATOR_BYTES = 20;

    /// A comment has up to 65,535 bytes; as much again for what others append.
    private static final int TAIL_BYTES = 128 << 10;

    /// Finds the directory; empty where the file has none that is sound.
    static Optional<ZipDirectory> find(Container container) throws IOException {
        long size = container.channel().size();
        long tailStart = Math.max(0, size - TAIL_BYTES);
        PackedInput input = new PackedInput(container);
        byte[] tail = input.stretch(tailStart, Long.MAX_VALUE).readNBytes((int) (size - tailStart));
        ByteBuffer view = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = tail.length - END_BYTES; at >= 0; at--) {
            if (view.getInt(at) == END_SIGNATURE && endsHere(view, at)) {
                Optional<ZipDirectory> found = read(input, view, at, tailStart + at);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    // Where a member's data is a ZIP itself, that one's end is followed by further members of this one.
    private static boolean endsHere(ByteBuffer tail, int at) {
        int commentBytes = tail.getShort(at + END_BYTES - 2) & 0xffff;
        if (at + END_BYTES + commentBytes == tail.limit()) {
            return true;
        }
        for (int i = at + END_BYTES; i + 4 <= tail.limit(); i++) {
            if (tail.get(i) == 'P' && tail.getInt(i) == ZipHeader.LOCAL_SIGNATURE) {
                return false;
            }
        }
        return true;
    }

    private static Optional<ZipDirectory> read(PackedInput input, ByteBuffer view, int at, long position)
            throws IOException {
        int disk = view.getShort(at + 4) & 0xffff;
        int directoryDisk = view.getShort(at + 6) & 0xffff;
        long count = view.getShort(at + 10) & 0xffff;
        long bytes = view.getInt(at + 12) & 0xffffffffL;
        long start = view.getInt(at + 16) & 0xffffffffL;
        boolean split = (disk != 0 && disk != 0xffff) || (directoryDisk != 0 && directoryDisk != 0xffff);
        long end = position;
        boolean wide = count == 0xffff || bytes == 0xffffffffL || start == 0xffffffffL;
        Optional<Wide> found = Wide.before(input, position);
        if (found.isPresent()) {
            // Some writers add the wide record where the narrow one would do.
            end = found.get().position();
        }
        if (wide && found.isPresent()) {
            count = found.get().count();
            bytes = found.get().bytes();
            start = found.get().start();
            split |= found.get().disks() > 1;
        }
        long actualStart = end - bytes;
        if (split) {
            return Optional.of(new ZipDirectory(end, end, 0, count, true, position + END_BYTES));
        }
        if (bytes == 0 && count == 0) {
            return Optional.of(new ZipDirectory(end, end, 0, 0, false, position + END_BYTES));
        }
        if (actualStart >= 0 && isRecord(input, actualStart)) {
            return Optional.of(
                    new ZipDirectory(actualStart, end, actualStart - start, count, false, position + END_BYTES));
        }
        if (start >= 0 && start < end && isRecord(input, start)) {
            return Optional.of(new ZipDirectory(start, end, 0, count, false, position + END_BYTES));
        }
        return Optional.empty();
    }

    private static boolean isRecord(PackedInput input, long position) throws IOException {
        return signatureAt(input, position) == ZipHeader.CENTRAL_SIGNATURE;
    }

    private static int signatureAt(PackedInput input, long position) throws IOException {
        byte[] bytes = input.stretch(position, Long.MAX_VALUE).readNBytes(4);
        return bytes.length < 4
                ? 0
                : ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt();
    }

    /// The ZIP64 end record.
    private record Wide(long position, long count, long bytes, long start, long disks) {

        static Optional<Wide> before(PackedInput input, long endPosition) throws IOException {
            long locator = endPosition - LOCATOR_BYTES;
            if (locator < 0 || signatureAt(input, locator) != LOCATOR_SIGNATURE) {
                return Optional.empty();
            }
            ByteBuffer fields = ByteBuffer.wrap(
                            input.stretch(locator, endPosition).readNBytes(LOCATOR_BYTES))
                    .order(ByteOrder.LITTLE_ENDIAN);
            long stated = fields.getLong(8);
            long disks = fields.getInt(16) & 0xffffffffL;
            for (long position : new long[] {stated, locator - END64_BYTES}) {
                if (position >= 0 && position < locator && signatureAt(input, position) == END64_SIGNATURE) {
                    byte[] record = input.stretch(position, endPosition).readNBytes(END64_BYTES);
                    if (record.length == END64_BYTES) {
                        ByteBuffer view = ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN);
                        return Optional.of(
                                new Wide(position, view.getLong(32), view.getLong(40), view.getLong(48), disks));
                    }
                }
            }
            return Optional.empty();
        }
    }
}
