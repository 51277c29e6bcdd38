package dev.mangrove.formats.sqlite;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;

/// One record of an [OrderedIndex]: the values of its columns. Not safe for use by several threads.
public final class IndexRecord {

    private static final int TEXT_TYPE_MIN = 13;
    private static final byte[] NIBBLES = nibbles();

    private final int usableBytes;
    private final int localMax;
    private final int localMin;
    private final int[] types;
    private final int[] offsets;
    private byte[] page = new byte[0];
    private int localEnd;

    IndexRecord(int columns, int usableBytes) {
        this.types = new int[columns];
        this.offsets = new int[columns];
        this.usableBytes = usableBytes;
        this.localMax = (usableBytes - 12) * 64 / 255 - 23;
        this.localMin = (usableBytes - 12) * 32 / 255 - 23;
    }

    private static byte[] nibbles() {
        byte[] nibbles = new byte[256];
        for (int c = 0; c < nibbles.length; c++) {
            nibbles[c] = (byte) (c < 0x80 ? Character.digit(c, 16) : -1);
        }
        return nibbles;
    }

    /// Goes to the record whose cell lies at `at`.
    ///
    /// @return whether it is an ordinary one
    boolean read(byte[] ofPage, int at) {
        page = ofPage;
        long size = varint(at, usableBytes);
        if (size < 0) {
            return false;
        }
        int payload = at + (int) (size >>> 32);
        int bytes = (int) size;
        localEnd = payload + local(bytes);
        if (localEnd + (local(bytes) < bytes ? Integer.BYTES : 0) > usableBytes) {
            return false;
        }
        long header = varint(payload, localEnd);
        if (header < 0) {
            return false;
        }
        int headerEnd = payload + (int) header;
        int typeAt = payload + (int) (header >>> 32);
        if (headerEnd > localEnd) {
            return false;
        }
        int valueAt = headerEnd;
        for (int column = 0; column < types.length; column++) {
            long type = varint(typeAt, headerEnd);
            if (type < 0) {
                return false;
            }
            typeAt += (int) (type >>> 32);
            types[column] = (int) type;
            offsets[column] = valueAt;
            valueAt += bytesOf((int) type);
            if (valueAt - payload > bytes) {
                return false;
            }
        }
        return typeAt == headerEnd && valueAt - payload == bytes;
    }

    /// How much of a record lies on its own page.
    private int local(int bytes) {
        if (bytes <= localMax) {
            return bytes;
        }
        int local = localMin + (bytes - localMin) % (usableBytes - Integer.BYTES);
        return local <= localMax ? local : localMin;
    }

    /// A number below 2^28 in the lower half, its length in the upper one; -1 for another.
    private long varint(int at, int end) {
        int value = 0;
        for (int i = 0; i < 4 && at + i < end; i++) {
            byte b = page[at + i];
            value = value << 7 | b & 0x7f;
            if (b >= 0) {
                return (i + 1L) << 32 | value;
            }
        }
        return -1;
    }

    private static int bytesOf(int type) {
        return switch (type) {
            case 0, 8, 9, 10, 11 -> 0;
            case 1, 2, 3, 4 -> type;
            case 5 -> 6;
            case 6, 7 -> 8;
            default -> (type - 12) / 2;
        };
    }

    public boolean isNull(int column) {
        return types[column] == 0;
    }

    /// The value of a column that holds a whole number.
    public OptionalLong integer(int column) {
        int type = types[column];
        if (type == 8 || type == 9) {
            return OptionalLong.of(type - 8);
        }
        int length = bytesOf(type);
        int at = offsets[column];
        if (type < 1 || type > 6 || at + length > localEnd) {
            return OptionalLong.empty();
        }
        long value = page[at];
        for (int i = 1; i < length; i++) {
            value = value << 8 | page[at + i] & 0xff;
        }
        return OptionalLong.of(value);
    }

    /// The bytes that a text of pairs of hex digits stands for; empty where it is none, or has no digits at all.
    public Optional<byte[]> hex(int column) {
        int length = textLength(column);
        if (length <= 0 || length % 2 != 0) {
            return Optional.empty();
        }
        byte[] bytes = new byte[length / 2];
        int at = offsets[column];
        int wrong = 0;
        for (int i = 0; i < bytes.length; i++) {
            int high = NIBBLES[page[at + 2 * i] & 0xff];
            int low = NIBBLES[page[at + 2 * i + 1] & 0xff];
            wrong |= high | low;
            bytes[i] = (byte) (high << 4 | low);
        }
        return wrong < 0 ? Optional.empty() : Optional.of(bytes);
    }

    /// A text of one or more printable ASCII characters; empty where the value is none.
    public Optional<String> ascii(int column) {
        int length = textLength(column);
        int at = offsets[column];
        for (int i = at; i < at + length; i++) {
            if (page[i] < 0x20 || page[i] == 0x7f) {
                return Optional.empty();
            }
        }
        return length <= 0 ? Optional.empty() : Optional.of(new String(page, at, length, StandardCharsets.US_ASCII));
    }

    /// -1 where it is no text, or does not lie on the page as a whole.
    private int textLength(int column) {
        int type = types[column];
        int length = bytesOf(type);
        return type >= TEXT_TYPE_MIN && type % 2 == 1 && offsets[column] + length <= localEnd ? length : -1;
    }

    static int uint16(byte[] page, int at) {
        return (page[at] & 0xff) << 8 | page[at + 1] & 0xff;
    }

    static long uint32(byte[] page, int at) {
        return (long) uint16(page, at) << 16 | uint16(page, at + 2);
    }
}
