package dev.mangrove.index;

import static dev.mangrove.index.ListLayout.INT;
import static dev.mangrove.index.ListLayout.LONG;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/// How the records of a list's entries are cut into fields: of each field its least number in the list, and how many
/// bits what is added to it takes (frame of reference coding). A field that is the same in all entries takes none. A
/// record is a whole number of bytes, so that an entry is found by multiplying, and lies on one cache line or two.
///
/// A list of ten million PDQ hashes and nothing else has 3 bytes an entry, where plain numbers took 40.
final class EntryShape {

    /// Of the shape in a file's header: 16 for each field.
    static final int BYTES = 16 * EntryField.COUNT;

    private static final int WIDTH_BITS_MAX = Long.SIZE;
    private static final int READ_BITS_MAX = 32;

    private final long[] least = new long[EntryField.COUNT];
    private final int[] widthBits = new int[EntryField.COUNT];
    private final int[] firstBit = new int[EntryField.COUNT + 1];

    private EntryShape() {}

    /// @param ranges what occurs in each field
    static EntryShape of(FieldRanges ranges) {
        EntryShape shape = new EntryShape();
        for (EntryField field : EntryField.values()) {
            long span = ranges.most(field) - ranges.least(field);
            shape.least[field.ordinal()] = ranges.least(field);
            shape.widthBits[field.ordinal()] = Long.SIZE - Long.numberOfLeadingZeros(span);
        }
        shape.layOut();
        return shape;
    }

    private void layOut() {
        for (int field = 0; field < EntryField.COUNT; field++) {
            firstBit[field + 1] = firstBit[field] + widthBits[field];
        }
    }

    /// @return with widths that [#isSound] tells of
    static EntryShape read(MemorySegment header, long offset) {
        EntryShape shape = new EntryShape();
        for (int field = 0; field < EntryField.COUNT; field++) {
            shape.least[field] = header.get(LONG, offset + 16L * field);
            shape.widthBits[field] = header.get(INT, offset + 16L * field + 8);
        }
        shape.layOut();
        return shape;
    }

    boolean isSound() {
        for (int width : widthBits) {
            if (width < 0 || width > WIDTH_BITS_MAX) {
                return false;
            }
        }
        return true;
    }

    void write(MemorySegment header, long offset) {
        for (int field = 0; field < EntryField.COUNT; field++) {
            header.set(LONG, offset + 16L * field, least[field]);
            header.set(INT, offset + 16L * field + 8, widthBits[field]);
        }
    }

    long recordBytes() {
        return (firstBit[EntryField.COUNT] + Byte.SIZE - 1) / Byte.SIZE;
    }

    /// Puts the next field of a record, each in its turn.
    void put(EntryField field, long value, PackedWriter out) throws IOException {
        out.put(value - least[field.ordinal()], widthBits[field.ordinal()]);
    }

    long get(Section entries, long ordinal, EntryField field) {
        int number = field.ordinal();
        int width = widthBits[number];
        long from = ordinal * recordBytes() * Byte.SIZE + firstBit[number];
        if (width <= READ_BITS_MAX) {
            return least[number] + entries.getBits(from, width);
        }
        long low = entries.getBits(from, READ_BITS_MAX);
        long high = entries.getBits(from + READ_BITS_MAX, width - READ_BITS_MAX);
        return least[number] + (high << READ_BITS_MAX | low);
    }
}
