package dev.mangrove.scan.examine;

import java.io.EOFException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Reads a [Content] forwards through a buffer.
final class ContentReader {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final Content content;
    private final byte[] buffer = new byte[16 * 1024];
    private long bufferStart;
    private int bufferLength;
    private long position;

    ContentReader(Content content, long position) {
        this.content = content;
        this.position = position;
        this.bufferStart = position;
    }

    long position() {
        return position;
    }

    void seek(long newPosition) {
        position = newPosition;
    }

    /// The next byte, 0..255, or -1 at the end.
    int read() throws IOException {
        long within = position - bufferStart;
        if (within < 0 || within >= bufferLength) {
            bufferStart = position;
            bufferLength = content.read(position, buffer, 0, buffer.length);
            within = 0;
            if (bufferLength == 0) {
                return -1;
            }
        }
        position++;
        return buffer[(int) within] & 0xFF;
    }

    /// Passes bytes up to and with the next 0xFF, eight at a time.
    ///
    /// @return whether there was one
    boolean passFF() throws IOException {
        while (true) {
            int value = read();
            if (value == 0xFF) {
                return true;
            }
            if (value < 0) {
                return false;
            }
            int at = (int) (position - bufferStart);
            while (at + Long.BYTES <= bufferLength && !hasFF((long) LONG.get(buffer, at))) {
                at += Long.BYTES;
            }
            position = bufferStart + at;
        }
    }

    /// Whether one of eight bytes has all bits set: then its complement borrows.
    private static boolean hasFF(long bytes) {
        return (~bytes - 0x0101_0101_0101_0101L & bytes & 0x8080_8080_8080_8080L) != 0;
    }

    int uint8() throws IOException {
        int value = read();
        if (value < 0) {
            throw new EOFException("the content ends at " + position);
        }
        return value;
    }

    int uint16() throws IOException {
        return uint8() << 8 | uint8();
    }

    int uint16Little() throws IOException {
        return uint8() | uint8() << 8;
    }

    long uint32() throws IOException {
        return (long) uint16() << 16 | uint16();
    }

    /// Reads up to `length` bytes and returns how many there were.
    int read(byte[] into, int offset, int length) throws IOException {
        int done = 0;
        long within = position - bufferStart;
        if (within >= 0 && within < bufferLength) {
            done = (int) Math.min(length, bufferLength - within);
            System.arraycopy(buffer, (int) within, into, offset, done);
        }
        if (done < length) {
            done += content.read(position + done, into, offset + done, length - done);
        }
        position += done;
        return done;
    }
}
