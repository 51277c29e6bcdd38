package dev.mangrove.index;

import dev.mangrove.hash.Digest;
import dev.mangrove.hash.PdqHash;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/// The entries: a record each, which points at the entry's texts and at its places in the sorted sections.
///
/// @param count how many there are
/// @param digests the tables of MD5, SHA-1 and SHA-256
record EntryTable(
        Section entries,
        long count,
        EntryShape shape,
        TextTable texts,
        List<DigestTable> digests,
        HashColumns hashes,
        long pdq) {

    private static final List<EntryField> DIGESTS = List.of(EntryField.MD5, EntryField.SHA1, EntryField.SHA256);

    private static final List<EntryField> LABELS = List.of(EntryField.CATEGORY, EntryField.SERIES, EntryField.COMMENT);

    EntryTable {
        digests = List.copyOf(digests);
    }

    /// @throws IndexOutOfBoundsException where a record points outside the list
    HashListEntry entry(long ordinal) {
        Set<Digest> found = new LinkedHashSet<>();
        for (int kind = 0; kind < digests.size(); kind++) {
            long place = get(ordinal, DIGESTS.get(kind));
            if (place != ListLayout.NONE) {
                found.add(
                        digests.get(kind).digest(within(place, digests.get(kind).count())));
            }
        }
        long pdqPlace = get(ordinal, EntryField.PDQ);
        Optional<PdqHash> hash =
                pdqPlace == ListLayout.NONE ? Optional.empty() : Optional.of(hashes.hash(within(pdqPlace, pdq)));
        long size = get(ordinal, EntryField.SIZE_OR_START);
        long role = within(get(ordinal, EntryField.ROLE), EntryRole.values().length);
        long quality = get(ordinal, EntryField.QUALITY);
        Optional<EntryFrame> frame = frame(ordinal);
        String id = id(ordinal);
        return new HashListEntry(
                id.isEmpty() ? idFor(found, hash) : id,
                found,
                hash,
                quality == ListLayout.NONE ? OptionalInt.empty() : OptionalInt.of((int) quality),
                size < 0 || frame.isPresent() ? OptionalLong.empty() : OptionalLong.of(size),
                texts.label(get(ordinal, EntryField.CATEGORY)),
                texts.label(get(ordinal, EntryField.SERIES)),
                texts.label(get(ordinal, EntryField.COMMENT)),
                frame,
                EntryRole.values()[(int) role]);
    }

    /// Sees to it that an entry points at nothing outside the list.
    ///
    /// @throws IndexOutOfBoundsException where it does
    void require(long ordinal) {
        for (int kind = 0; kind < digests.size(); kind++) {
            within(get(ordinal, DIGESTS.get(kind)) + 1, digests.get(kind).count() + 1);
        }
        within(get(ordinal, EntryField.PDQ) + 1, pdq + 1);
        within(get(ordinal, EntryField.ROLE), EntryRole.values().length);
        id(ordinal);
        for (EntryField field : LABELS) {
            texts.label(get(ordinal, field));
        }
    }

    /// Empty where it has none of its own.
    private String id(long ordinal) {
        long group = ordinal / EntriesDraft.GROUP;
        long groupStart = texts.idStart(group);
        boolean endsGroup = (ordinal + 1) % EntriesDraft.GROUP == 0 || ordinal + 1 == count;
        long end = endsGroup ? texts.idStart(group + 1) : groupStart + get(ordinal + 1, EntryField.ID);
        return texts.id(groupStart + get(ordinal, EntryField.ID), end);
    }

    private long get(long ordinal, EntryField field) {
        return shape.get(entries, ordinal, field);
    }

    /// What makes an entry a frame of a video, without its texts.
    Optional<EntryFrame> frame(long ordinal) {
        int mark = mark(ordinal);
        return EntryFrame.isFrame(mark)
                ? Optional.of(EntryFrame.of(mark, (int) get(ordinal, EntryField.FRAME_AT_MILLIS)))
                : Optional.empty();
    }

    boolean startsVideo(long ordinal) {
        return EntryFrame.starts(mark(ordinal));
    }

    private int mark(long ordinal) {
        return (int) get(ordinal, EntryField.FRAME_MARK);
    }

    /// The first entry of the video that a frame belongs to.
    long videoStart(long ordinal) {
        return within(get(ordinal, EntryField.SIZE_OR_START), ordinal + 1);
    }

    /// Whether the stored hash of an entry can take part in near matching: those that can come first.
    boolean isNear(long ordinal, long nearMatchable) {
        long place = get(ordinal, EntryField.PDQ);
        return place >= 0 && place < nearMatchable;
    }

    /// The id of an entry whose source has none: its strongest digest, or else its PDQ hash, in hex.
    private static String idFor(Set<Digest> digests, Optional<PdqHash> hash) {
        String id = "";
        for (Digest digest : digests) {
            id = digest.toHex();
        }
        return id.isEmpty() ? hash.map(PdqHash::toHex).orElse("") : id;
    }

    private static long within(long place, long count) {
        if (place < 0 || place >= count) {
            throw new IndexOutOfBoundsException("place " + place + " of " + count);
        }
        return place;
    }
}
