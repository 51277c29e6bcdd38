package dev.mangrove.hash;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// The codes and values in a JPEG's scan. A block that ends behind the data has read zeros. Used by one thread.
///
/// All that is known of the bits is where in the window the next one stands; eight bytes are loaded from there
/// again and again, which keeps the loops over coefficients in registers.
final class JpegBits {

    private static final int SOF0 = 0xC0;

    /// Whole bytes before a marker that encoders do not leave.
    private static final int LEFT_BYTES_MAX = 7;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final JpegBytes bytes;
    private final byte[] window;

    /// Of the window, the next bit.
    private int next;

    /// Up to which byte of the window a block may begin without a look at it.
    private int blockLimit;

    private boolean starved;
    private boolean anyBlock;
    private int faultAt = -1;

    /// @param end behind the last byte
    JpegBits(byte[] file, int end) {
        this.bytes = new JpegBytes(file, end);
        this.window = bytes.window;
    }

    /// Begins a scan.
    void seek(int position) {
        beginAt(position);
        starved = false;
    }

    private void beginAt(int position) {
        bytes.begin(position);
        next = 0;
        noteLimit();
    }

    private void noteLimit() {
        blockLimit =
                bytes.marker() == JpegBytes.NO_MARKER ? bytes.filled() - JpegBytes.BLOCK_BYTES_MAX : bytes.filled();
    }

    /// To be called before each block or group of values that may take as much as a block.
    void beginBlock() {
        if (next >>> 3 > blockLimit) {
            next = bytes.slide(next >>> 3) << 3 | next & 7;
            noteLimit();
        }
    }

    /// Whether the scan's data ended before this: what comes is not in the file.
    boolean isStarved() {
        return starved;
    }

    /// Where the first fault lies, or -1.
    int faultAt() {
        return faultAt;
    }

    private void fault(int at) {
        if (faultAt < 0) {
            faultAt = at;
        }
    }

    private void faultHere() {
        if (faultAt < 0) {
            fault(bytes.fileOffset(Math.min(next >>> 3, bytes.filled())));
        }
    }

    /// Where the next marker that is no restart marker begins, or the end of the file.
    int nextMarkerAt() {
        return bytes.nextMarkerAt();
    }

    /// After a block: whether bits were taken that are not in the file.
    void endBlock() {
        if (next > 8 * bytes.filled()) {
            starved = true;
            faultHere();
        } else {
            anyBlock = true;
        }
    }

    /// Whether a whole block was read since the file's beginning.
    boolean hasReadABlock() {
        return anyBlock;
    }

    /// Passes a restart marker, as libjpeg does: `expected` is its number, 0..7. Where another marker stands there,
    /// it is passed over as junk or left for the data after it, by how far it lies from the expected one.
    void restart(int expected) {
        if (bytes.filled() - (next >>> 3) > LEFT_BYTES_MAX) {
            faultHere();
        }
        if (bytes.marker() == JpegBytes.NO_MARKER) {
            passToMarker();
        }
        while (bytes.marker() != JpegBytes.RST0 + expected) {
            fault(bytes.position());
            int marker = bytes.marker();
            if (marker == JpegBytes.END_OF_FILE) {
                starve();
                return;
            }
            int ahead = marker - JpegBytes.RST0 - expected & 7;
            if (marker < SOF0) {
                passToMarker();
            } else if (marker < JpegBytes.RST0 || marker > JpegBytes.RST7 || ahead == 1 || ahead == 2) {
                // The data after it, if any, belongs to later blocks.
                starve();
                return;
            } else if (ahead >= 6) {
                passToMarker();
            } else {
                break;
            }
        }
        beginAt(bytes.position());
        starved = false;
    }

    private void passToMarker() {
        if (bytes.passToMarker()) {
            fault(bytes.position());
        }
    }

    /// Nothing but zeros until a marker that is expected.
    private void starve() {
        next = 8 * bytes.filled();
        noteLimit();
    }

    /// The coming bits from the top, at least 57 of them.
    long peek() {
        return peek(window, next);
    }

    /// The same of a window and a place that are held in variables.
    static long peek(byte[] window, int next) {
        return (long) LONG.get(window, next >>> 3) << (next & 7);
    }

    /// What the code at the top says, of any length.
    int entry(JpegHuffman table, long coming) {
        int entry = table.look[(int) (coming >>> JpegHuffman.LOOK_SHIFT)];
        return entry != 0 ? entry : longEntry(table, coming);
    }

    /// What a code longer than a look says; bits that are no code are a fault here.
    int longEntry(JpegHuffman table, long coming) {
        int entry = table.longCode(coming);
        if ((entry & 0x1F) == JpegHuffman.INVALID_LENGTH && next < 8 * bytes.filled()) {
            faultHere();
        }
        return entry;
    }

    /// The value at the top, of the size that an entry tells. A leading 0 means a negative one.
    static int value(long from, int entry) {
        int size = entry >>> 8;
        int negative = (int) (~from >> 63);
        return (int) (from >>> -size) + (negative & ((-1 << size) + 1));
    }

    /// Reads a block's DC difference.
    int dc(JpegHuffman table) {
        long coming = peek();
        int entry = entry(table, coming);
        next += entry >>> 24;
        return (entry & 0xF00) == 0 ? 0 : value(coming << entry, entry);
    }

    /// Passes over a DC difference.
    void skipDc(JpegHuffman table) {
        next += entry(table, peek()) >>> 24;
    }

    /// One bit.
    int bit() {
        int bit = window[next >>> 3] >> (7 - (next & 7)) & 1;
        next++;
        return bit;
    }

    /// The bytes in which [#next] counts, always the same array.
    byte[] window() {
        return window;
    }

    /// Where in the window the next bit stands.
    int next() {
        return next;
    }

    /// Goes on at a place to which a loop has read by itself.
    void goOnAt(int newNext) {
        next = newNext;
    }

    /// As a number of `length` bits, at most 15.
    int number(int length) {
        int number = (int) (peek() >>> 1 >>> (63 - length));
        next += length;
        return number;
    }

    /// Reads a symbol, and its value where it has one: `value << 8`, `run << 4`, and 1 for a value or else 0.
    int symbolAndValue(JpegHuffman table) {
        long coming = peek();
        int entry = table.values[(int) (coming >>> JpegHuffman.LOOK_SHIFT)];
        if (entry != 0) {
            next += entry & 0x1F;
            return entry >> 16 << 8 | entry >>> 4 & 0xF0 | 1;
        }
        entry = entry(table, coming);
        int run = entry >>> 12 & 0xF0;
        next += entry >>> 24;
        return (entry & 0xF00) == 0 ? run : value(coming << entry, entry) << 8 | run | 1;
    }
}
