package dev.mangrove.index;

import java.util.Arrays;

/// The least and the greatest number that occurs in each field of a list's entries.
final class FieldRanges {

    private final long[] least = new long[EntryField.COUNT];
    private final long[] most = new long[EntryField.COUNT];

    FieldRanges() {
        Arrays.fill(least, Long.MAX_VALUE);
        Arrays.fill(most, Long.MIN_VALUE);
    }

    void note(EntryField field, long value) {
        int number = field.ordinal();
        least[number] = Math.min(least[number], value);
        most[number] = Math.max(most[number], value);
    }

    /// Places in a section: each from 0 on occurs, and "none" where not every entry has one.
    void notePlaces(EntryField field, long places, long entries) {
        if (places < entries) {
            note(field, ListLayout.NONE);
        }
        if (places > 0) {
            note(field, 0);
            note(field, places - 1);
        }
    }

    /// 0 where nothing was noted.
    long least(EntryField field) {
        return Math.min(least[field.ordinal()], most(field));
    }

    /// 0 where nothing was noted.
    long most(EntryField field) {
        long value = most[field.ordinal()];
        return value == Long.MIN_VALUE ? 0 : value;
    }
}
