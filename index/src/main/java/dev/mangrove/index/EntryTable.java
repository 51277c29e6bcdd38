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
        int quality = entries.getByte(at + 33) & 0xff;
        String[] text = EntryTexts.read(texts, entries.getLong(at + 24));
        return new HashListEntry(
                text[0].isEmpty() ? idFor(found, hash) : text[0],
                found,
                hash,
                quality == ListLayout.QUALITY_NONE ? OptionalInt.empty() : OptionalInt.of(quality),
                size < 0 ? OptionalLong.empty() : OptionalLong.of(size),
                optional(text[1]),
                optional(text[2]),
                optional(text[3]),
                EntryRole.values()[(int) within(role, EntryRole.values().length)]);
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
