package dev.mangrove.index;

import static dev.mangrove.index.ListLayout.ENTRY_BYTES;

import dev.mangrove.hash.Digest;
import dev.mangrove.hash.PdqHash;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/// The entries: a record of 40 bytes each, which points at the entry's texts and at its places in the
/// sorted sections.
///
/// @param digests the tables of MD5, SHA-1 and SHA-256
record EntryTable(Section entries, Section texts, List<DigestTable> digests, HashColumns hashes, long pdq) {

    EntryTable {
        digests = List.copyOf(digests);
    }

    /// @throws IndexOutOfBoundsException where a record points outside the list
    HashListEntry entry(long ordinal) {
        long at = ordinal * ENTRY_BYTES;
        Set<Digest> found = new LinkedHashSet<>();
        for (int kind = 0; kind < digests.size(); kind++) {
            int place = entries.getInt(at + 4L * kind);
            if (place != ListLayout.NONE) {
                found.add(
                        digests.get(kind).digest(within(place, digests.get(kind).count())));
            }
        }
        int pdqPlace = entries.getInt(at + 12);
        Optional<PdqHash> hash =
                pdqPlace == ListLayout.NONE ? Optional.empty() : Optional.of(hashes.hash(within(pdqPlace, pdq)));
        long size = entries.getLong(at + 16);
        int role = entries.getByte(at + 32);
        Optional<EntryFrame> frame = frame(ordinal);
        int quality = entries.getByte(at + 33) & 0xff;
        String[] text = EntryTexts.read(texts, entries.getLong(at + 24));
        return new HashListEntry(
                text[0].isEmpty() ? idFor(found, hash) : text[0],
                found,
                hash,
                quality == ListLayout.QUALITY_NONE ? OptionalInt.empty() : OptionalInt.of(quality),
                size < 0 || frame.isPresent() ? OptionalLong.empty() : OptionalLong.of(size),
                optional(text[1]),
                optional(text[2]),
                optional(text[3]),
                frame,
                EntryRole.values()[(int) within(role, EntryRole.values().length)]);
    }

    /// What makes an entry a frame of a video, without its texts.
    Optional<EntryFrame> frame(long ordinal) {
        int mark = mark(ordinal);
        return EntryFrame.isFrame(mark)
                ? Optional.of(EntryFrame.of(mark, entries.getInt(ordinal * ENTRY_BYTES + 36)))
                : Optional.empty();
    }

    boolean startsVideo(long ordinal) {
        return EntryFrame.starts(mark(ordinal));
    }

    private int mark(long ordinal) {
        long at = ordinal * ENTRY_BYTES + 34;
        return entries.getByte(at) & 0xff | (entries.getByte(at + 1) & 0xff) << 8;
    }

    /// The first entry of the video that a frame belongs to.
    long videoStart(long ordinal) {
        return within((int) entries.getLong(ordinal * ENTRY_BYTES + 16), ordinal + 1);
    }

    /// Whether the stored hash of an entry can take part in near matching: those that can come first.
    boolean isNear(long ordinal, long nearMatchable) {
        int place = entries.getInt(ordinal * ENTRY_BYTES + 12);
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

    private static Optional<String> optional(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private static long within(int place, long count) {
        if (place < 0 || place >= count) {
            throw new IndexOutOfBoundsException("place " + place + " of " + count);
        }
        return place;
    }
}
