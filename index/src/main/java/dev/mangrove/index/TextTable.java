package dev.mangrove.index;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The texts of a list: the ids of its entries one behind the other, and the categories, series and comments, each of
/// which many entries may share.
///
/// @param idStarts where the ids of each group of [EntriesDraft#GROUP] entries begin, and where the last end
/// @param idBytes without what fills the section up; so `labelBytes`
record TextTable(Section idStarts, Section ids, long idBytes, Section labels, long labelBytes) {

    /// Where the ids of a group begin.
    ///
    /// @throws IndexOutOfBoundsException where there is no such group
    long idStart(long group) {
        return idStarts.getLong(group * Long.BYTES);
    }

    /// @throws IndexOutOfBoundsException where the id does not lie within its section
    String id(long from, long to) {
        if (from < 0 || from > to || to > idBytes) {
            throw new IndexOutOfBoundsException("an id from " + from + " to " + to + " of " + idBytes);
        }
        return from == to ? "" : text(ids, from, to - from);
    }

    /// @param place one more than the label's offset, or 0 where there is none
    /// @throws IndexOutOfBoundsException where the label does not lie within its section
    Optional<String> label(long place) {
        if (place == 0) {
            return Optional.empty();
        }
        if (place < 0 || place > labelBytes) {
            throw new IndexOutOfBoundsException("a label at " + (place - 1) + " of " + labelBytes);
        }
        long at = place - 1;
        int length = 0;
        int shift = 0;
        byte digit;
        do {
            digit = labels.getByte(at++);
            length |= (digit & 0x7f) << shift;
            shift += 7;
        } while (digit < 0 && shift <= 21);
        if (length > labelBytes - at) {
            throw new IndexOutOfBoundsException("a label ends after its section");
        }
        return Optional.of(text(labels, at, length));
    }

    private static String text(Section section, long from, long length) {
        if (length > EntryTexts.TEXT_BYTES_MAX) {
            throw new IndexOutOfBoundsException("a text of " + length + " bytes");
        }
        byte[] utf8 = new byte[(int) length];
        section.copy(from, utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
