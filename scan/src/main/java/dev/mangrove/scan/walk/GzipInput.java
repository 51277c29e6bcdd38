package dev.mangrove.scan.walk;

import dev.mangrove.scan.item.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// A gzip file (RFC 1952): one member after the other, or one at a time. A wrong check sum does not stop
/// it; it is remembered.
final class GzipInput extends InputStream {

    private static final int FLAG_HEADER_CRC = 2;
    private static final int FLAG_EXTRA = 4;
    private static final int FLAG_NAME = 8;
    private static final int FLAG_COMMENT = 16;
    private static final int TEXT_BYTES_MAX = 64 << 10;

    private final PackedInput packed;
    private final boolean oneMember;
    private @Nullable InflateInput member;
    private CRC32 crc = new CRC32();
    private boolean wrongCheckSum;
    private boolean ended;
    private boolean trailingBytes;

    /// All members as one stream.
    GzipInput(PackedInput packed) throws IOException {
        this(packed, false);
    }

    GzipInput(PackedInput packed, boolean oneMember) throws IOException {
        this.packed = packed;
        this.oneMember = oneMember;
        if (!begin()) {
            throw new MemberException(Reason.DAMAGED, "no gzip header at offset " + packed.position());
        }
    }

    boolean hasWrongCheckSum() {
        return wrongCheckSum;
    }

    /// Whether something that is no gzip member follows.
    boolean hasTrailingBytes() {
        return trailingBytes;
    }

    private boolean begin() throws IOException {
        long start = packed.position();
        byte[] fixed = packed.readNBytes(10);
        if (fixed.length < 10 || (fixed[0] & 0xff) != 0x1f || (fixed[1] & 0xff) != 0x8b || fixed[2] != 8) {
            packed.position(start);
            return false;
        }
        int flags = fixed[3];
        if ((flags & FLAG_EXTRA) != 0) {
            int low = packed.read();
            int high = packed.read();
            packed.skip(Math.max(0, low) + (Math.max(0, high) << 8));
        }
        if ((flags & FLAG_NAME) != 0) {
            skipText();
        }
        if ((flags & FLAG_COMMENT) != 0) {
            skipText();
        }
        if ((flags & FLAG_HEADER_CRC) != 0) {
            packed.skip(2);
        }
        member = new InflateInput(packed, true);
        crc = new CRC32();
        return true;
    }

    private void skipText() throws IOException {
        for (int i = 0; i < TEXT_BYTES_MAX; i++) {
            if (packed.read() <= 0) {
                return;
            }
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!ended && member != null) {
            int count = member.read(target, offset, length);
            if (count >= 0) {
                crc.update(target, offset, count);
                return count;
            }
            endMember();
        }
        return -1;
    }

    private void endMember() throws IOException {
        byte[] trailer = packed.readNBytes(8);
        if (trailer.length < 8) {
            close();
            throw new MemberException(Reason.TRUNCATED, "the gzip member ends before its check sum");
        }
        long stated = ByteBuffer.wrap(trailer).order(ByteOrder.LITTLE_ENDIAN).getInt() & 0xffffffffL;
        wrongCheckSum |= stated != crc.getValue();
        close();
        ended = oneMember || !beginNext();
    }

    // Zeros may pad the file to a block; anything else behind the last member is not gzip.
    private boolean beginNext() throws IOException {
        int next = packed.read();
        while (next == 0) {
            next = packed.read();
        }
        if (next < 0) {
            return false;
        }
        packed.unread(1);
        if (!begin()) {
            trailingBytes = true;
            return false;
        }
        return true;
    }

    @Override
    public void close() {
        if (member != null) {
            member.close();
            member = null;
        }
    }
}
