package dev.mangrove.hash;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// The coded bytes of a JPEG's scan without stuffed bytes, a window at a time. The window ends at a marker or at
/// the end of the file, and zeros lie behind its end, as libjpeg goes on with zeros there. Used by one thread.
final class JpegBytes {

    /// [#marker] where none has been met.
    static final int NO_MARKER = 0;

    /// [#marker] at the end of the file.
    static final int END_OF_FILE = 0x100;

    /// More than one block can take: 64 codes of 16 bits with values of 15, and the eight bytes that are read at
    /// once.
    static final int BLOCK_BYTES_MAX = 320;

    static final int RST0 = 0xD0;
    static final int RST7 = 0xD7;

    private static final int WINDOW_BYTES = 16 * 1024;
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long TOPS = 0x8080_8080_8080_8080L;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] file;
    private final int end;

    /// The window.
    final byte[] window = new byte[WINDOW_BYTES + Long.BYTES + 2 * BLOCK_BYTES_MAX];

    private int filled;
    private int position;
    private int marker = NO_MARKER;

    /// @param end behind the last byte
    JpegBytes(byte[] file, int end) {
        this.file = file;
        this.end = end;
    }

    /// Begins a scan, or goes on behind a marker. The window is new.
    void begin(int newPosition) {
        position = newPosition;
        marker = NO_MARKER;
        filled = 0;
        fill();
    }

    /// Bytes of the file in the window.
    int filled() {
        return filled;
    }

    /// The marker behind the window's last byte, where one is known.
    int marker() {
        return marker;
    }

    /// Where in the file the known marker's code ends, or else the window's last byte.
    int position() {
        return position;
    }

    /// Moves the window on so that a whole block can be read from it.
    ///
    /// @param from the first byte of the window that is still needed
    /// @return where that byte is now
    int slide(int from) {
        if (marker != NO_MARKER) {
            // Nothing follows but zeros: any of them is as good.
            return Math.min(from, filled + Long.BYTES);
        }
        System.arraycopy(window, from, window, 0, filled - from);
        filled -= from;
        fill();
        return 0;
    }

    private void fill() {
        byte[] to = window;
        int at = position;
        int into = filled;
        while (into < WINDOW_BYTES) {
            if (at + Long.BYTES <= end) {
                long next = (long) LONG.get(file, at);
                if ((~next - ONES & next & TOPS) == 0) {
                    LONG.set(to, into, next);
                    at += Long.BYTES;
                    into += Long.BYTES;
                    continue;
                }
            }
            if (at >= end) {
                marker = END_OF_FILE;
                break;
            }
            byte value = file[at++];
            if (value == (byte) 0xFF) {
                while (at < end && file[at] == (byte) 0xFF) {
                    at++;
                }
                int code = at < end ? file[at++] & 0xFF : END_OF_FILE;
                if (code != 0) {
                    marker = code;
                    break;
                }
            }
            to[into++] = value;
        }
        position = at;
        filled = into;
        if (marker != NO_MARKER) {
            Arrays.fill(to, into, Math.min(to.length, into + 2 * BLOCK_BYTES_MAX), (byte) 0);
        }
    }

    /// Where in the file a byte of the window stands; stuffed bytes before it counted.
    int fileOffset(int at) {
        int offset = marker == NO_MARKER || marker == END_OF_FILE ? position : position - 2;
        for (int i = filled - 1; i >= at; i--) {
            offset -= window[i] == (byte) 0xFF ? 2 : 1;
        }
        return Math.max(0, Math.min(offset, end));
    }

    /// Passes bytes up to and with the next marker of any kind, which is then known.
    ///
    /// @return whether there were any before it
    boolean passToMarker() {
        int at = position;
        while (at + 1 < end && !(file[at] == (byte) 0xFF && file[at + 1] != 0 && file[at + 1] != (byte) 0xFF)) {
            at++;
        }
        boolean any = at > position;
        if (at + 1 < end) {
            marker = file[at + 1] & 0xFF;
            position = at + 2;
        } else {
            marker = END_OF_FILE;
            position = end;
        }
        return any;
    }

    /// Where the next marker that is no restart marker begins, or the end of the file.
    int nextMarkerAt() {
        if (marker == END_OF_FILE) {
            return end;
        }
        int at = marker == NO_MARKER ? position : position - 2;
        while (at + 1 < end) {
            if (file[at] == (byte) 0xFF) {
                int code = file[at + 1] & 0xFF;
                if (code != 0 && code != 0xFF && (code < RST0 || code > RST7)) {
                    return at;
                }
            }
            at++;
        }
        return end;
    }
}
