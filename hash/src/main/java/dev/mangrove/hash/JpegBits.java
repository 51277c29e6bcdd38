package dev.mangrove.hash;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// The bits of a JPEG's scan, with stuffed bytes taken out, and what is coded in them. At a marker, or at the end
/// of the file, zeros come instead, as in libjpeg. Used by one thread.
final class JpegBits {

    /// [#marker] where none has been met.
    static final int NO_MARKER = 0;

    /// [#marker] at the end of the file.
    static final int END_OF_FILE = 0x100;

    private static final int RST0 = 0xD0;
    private static final int RST7 = 0xD7;
    private static final int SOF0 = 0xC0;

    /// A code of sixteen bits and a value of as many always fit.
    private static final int BITS_MIN = 32;

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long TOPS = 0x8080_8080_8080_8080L;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] data;
    private final int end;
    private int position;

    /// Up to where eight bytes may be read at once; before the file's beginning while a marker is known.
    private int quickEnd;

    /// The coming bits, from the top. Below the counted ones may lie bits of bytes that come again.
    private long bits;

    private int count;
    private int padding;
    private int marker = NO_MARKER;
    private boolean starved;
    private boolean anyBlock;
    private int faultAt = -1;

    /// What the last block had beside its DC value: places in zigzag order and values.
    final int[] places = new int[64];

    final int[] values = new int[64];

    /// @param end behind the last byte
    JpegBits(byte[] data, int end) {
        this.data = data;
        this.end = end;
    }

    /// Begins a scan.
    void seek(int newPosition) {
        position = newPosition;
        setMarker(NO_MARKER);
        discard();
        starved = false;
    }

    private void setMarker(int met) {
        marker = met;
        quickEnd = met == NO_MARKER ? end - Long.BYTES : -1;
    }

    private void discard() {
        bits = 0;
        count = 0;
        padding = 0;
    }

    /// Whether the scan's data ended before this: what comes is not in the file.
    boolean isStarved() {
        return starved;
    }

    /// Where the first fault lies, or -1.
    int faultAt() {
        return faultAt;
    }

    void fault() {
        if (faultAt < 0) {
            faultAt = Math.min(position, end);
        }
    }

    /// Where the next marker begins, or the end of the file.
    int nextMarkerAt() {
        if (marker == END_OF_FILE) {
            return end;
        }
        return marker == NO_MARKER ? markerFrom(position) : position - 2;
    }

    private int markerFrom(int from) {
        int at = from;
        while (at + 1 < end) {
            if (data[at] == (byte) 0xFF) {
                int code = data[at + 1] & 0xFF;
                if (code != 0 && code != 0xFF && (code < RST0 || code > RST7)) {
                    return at;
                }
            }
            at++;
        }
        return end;
    }

    private void refill() {
        if (position <= quickEnd) {
            long next = (long) LONG.get(data, position);
            if ((~next - ONES & next & TOPS) == 0) {
                bits |= next >>> count;
                position += (63 - count) >>> 3;
                count |= 56;
                return;
            }
        }
        while (count <= Long.SIZE - Byte.SIZE) {
            int next = marker == NO_MARKER ? nextByte() : -1;
            if (next < 0) {
                padding += Byte.SIZE;
                next = 0;
            }
            bits |= (long) next << (Long.SIZE - Byte.SIZE - count);
            count += Byte.SIZE;
        }
    }

    /// The next byte of coded data, or -1 at a marker, which is then known.
    private int nextByte() {
        if (position >= end) {
            setMarker(END_OF_FILE);
            return -1;
        }
        int value = data[position++] & 0xFF;
        if (value != 0xFF) {
            return value;
        }
        while (position < end && data[position] == (byte) 0xFF) {
            position++;
        }
        if (position >= end) {
            setMarker(END_OF_FILE);
            return -1;
        }
        int code = data[position++] & 0xFF;
        if (code == 0) {
            return 0xFF;
        }
        setMarker(code);
        return -1;
    }

    /// After a block: whether bits were taken that are not in the file.
    private void noteStarvation() {
        if (padding > count) {
            starved = true;
            fault();
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
        discard();
        if (marker == NO_MARKER) {
            readMarker();
        }
        while (marker != RST0 + expected) {
            fault();
            if (marker == END_OF_FILE) {
                break;
            }
            int ahead = marker - RST0 - expected & 7;
            if (marker < SOF0) {
                readMarker();
            } else if (marker < RST0 || marker > RST7 || ahead == 1 || ahead == 2) {
                // The data after it, if any, belongs to later blocks.
                return;
            } else if (ahead >= 6) {
                readMarker();
            } else {
                break;
            }
        }
        if (marker != END_OF_FILE) {
            setMarker(NO_MARKER);
            starved = false;
        }
    }

    /// Passes bytes up to and with the next marker of any kind.
    private void readMarker() {
        int at = position;
        while (at + 1 < end && !(data[at] == (byte) 0xFF && data[at + 1] != 0 && data[at + 1] != (byte) 0xFF)) {
            at++;
        }
        if (at > position) {
            fault();
        }
        if (at + 1 < end) {
            setMarker(data[at + 1] & 0xFF);
            position = at + 2;
        } else {
            setMarker(END_OF_FILE);
            position = end;
        }
    }

    /// Reads a block's DC difference.
    int dc(JpegHuffman table) {
        ensure();
        int entry = entry(table);
        int value = value(bits << (entry & 0x1F), entry >>> 8 & 0xF);
        take(entry >>> 24);
        return value;
    }

    /// Passes over a DC difference.
    void skipDc(JpegHuffman table) {
        ensure();
        take(entry(table) >>> 24);
    }

    private void ensure() {
        if (count < BITS_MIN) {
            refill();
        }
    }

    private int entry(JpegHuffman table) {
        int entry = table.look[(int) (bits >>> JpegHuffman.LOOK_SHIFT)];
        return entry != 0 ? entry : longEntry(table, bits);
    }

    private int longEntry(JpegHuffman table, long from) {
        int entry = table.longCode(from);
        if ((entry & 0x1F) == JpegHuffman.INVALID_LENGTH && padding == 0) {
            fault();
        }
        return entry;
    }

    private void take(int length) {
        bits <<= length;
        count -= length;
    }

    /// The value of `size` bits at the top: a leading 0 means a negative one.
    private static int value(long from, int size) {
        if (size == 0) {
            return 0;
        }
        int negative = (int) (~from >> 63);
        return (int) (from >>> (Long.SIZE - size)) + (negative & ((-1 << size) + 1));
    }

    /// One bit.
    int bit() {
        if (count < 1) {
            refill();
        }
        int bit = (int) (bits >>> 63);
        take(1);
        return bit;
    }

    /// As a number of `length` bits, at most 15.
    int number(int length) {
        if (length == 0) {
            return 0;
        }
        ensure();
        int number = (int) (bits >>> (Long.SIZE - length));
        take(length);
        return number;
    }

    /// The symbol's code alone is passed: its size in the low four bits, its run above.
    int symbol(JpegHuffman table) {
        ensure();
        int entry = entry(table);
        take(entry & 0x1F);
        return entry >>> 8 & 0xF | entry >>> 12 & 0xF0;
    }

    /// A value of `size` bits.
    int signed(int size) {
        ensure();
        int value = value(bits, size);
        take(size);
        return value;
    }

    /// Ends a block that was read piece by piece.
    void endBlock() {
        noteStarvation();
    }

    /// Reads the AC values of a sequential block into [#places] and [#values].
    ///
    /// @return how many there are
    int ac(JpegHuffman table) {
        int[] look = table.look;
        int[] place = places;
        int[] found = values;
        byte[] from = data;
        long b = bits;
        int n = count;
        int written = 0;
        for (int k = 1; k < 64; k++) {
            if (n < BITS_MIN) {
                long next;
                if (position <= quickEnd && ((~(next = (long) LONG.get(from, position)) - ONES) & next & TOPS) == 0) {
                    b |= next >>> n;
                    position += (63 - n) >>> 3;
                    n |= 56;
                } else {
                    bits = b;
                    count = n;
                    refill();
                    b = bits;
                    n = count;
                }
            }
            int entry = look[(int) (b >>> JpegHuffman.LOOK_SHIFT)];
            if (entry == 0) {
                entry = longEntry(table, b);
            }
            int size = entry >>> 8 & 0xF;
            int run = entry >>> 16 & 0xF;
            k += run;
            if (size == 0) {
                b <<= entry;
                n -= entry & 0x1F;
                if (run != 15) {
                    break;
                }
                continue;
            }
            long value = b << entry;
            b <<= entry >>> 24;
            n -= entry >>> 24;
            int negative = (int) (~value >> 63);
            place[written] = Math.min(k, 63);
            found[written++] = (int) (value >>> -size) + (negative & ((-1 << size) + 1));
        }
        bits = b;
        count = n;
        noteStarvation();
        return written;
    }

    /// Passes over the AC values of a sequential block. The loop of [#ac] again, on purpose: both run once for each
    /// coefficient of a picture with all of their state in registers, which a shared method would take from them.
    void skipAc(JpegHuffman table) {
        int[] look = table.look;
        byte[] from = data;
        long b = bits;
        int n = count;
        for (int k = 1; k < 64; k++) {
            if (n < BITS_MIN) {
                long next;
                if (position <= quickEnd && ((~(next = (long) LONG.get(from, position)) - ONES) & next & TOPS) == 0) {
                    b |= next >>> n;
                    position += (63 - n) >>> 3;
                    n |= 56;
                } else {
                    bits = b;
                    count = n;
                    refill();
                    b = bits;
                    n = count;
                }
            }
            int entry = look[(int) (b >>> JpegHuffman.LOOK_SHIFT)];
            if (entry == 0) {
                entry = longEntry(table, b);
            }
            b <<= entry >>> 24;
            n -= entry >>> 24;
            int run = entry >>> 16 & 0xF;
            k += run;
            if ((entry & 0xF00) == 0 && run != 15) {
                break;
            }
        }
        bits = b;
        count = n;
        noteStarvation();
    }
}
