package dev.mangrove.index;

import dev.mangrove.hash.PdqHash;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A whole list beside its damaged copy: tells which entry a byte of the file bears on, and what the
/// right answers are.
///
/// @param entries what the list was built from
/// @param bytes the file
record SoundList(List<HashListEntry> entries, byte[] bytes) {

    static final SoundList NONE = new SoundList(List.of(), new byte[0]);
    static final int SUBSTRINGS = 32;
    private static final int WIDTH_BITS = PdqHash.BITS / SUBSTRINGS;
    private static final int GROUPS = (1 << WIDTH_BITS) / BucketGroup.BUCKETS;

    /// The entry that the byte at an offset in a section bears on.
    OptionalInt entryAt(SectionKind kind, int offset) {
        FileHeader header = header();
        if (offset >= header.section(kind).bytes()) {
            return OptionalInt.empty();
        }
        return switch (kind) {
            case ENTRIES -> OptionalInt.of(offset / (int) header.shape().recordBytes());
            case ID_STARTS -> OptionalInt.of(Math.min(offset / Long.BYTES * EntriesDraft.GROUP, entries.size() - 1));
            case IDS -> entryOfId(offset);
            case LABELS -> entryOfLabel(offset);
            case MD5 -> OptionalInt.of(number(kind, offset / 20 * 20 + 16));
            case SHA1 -> OptionalInt.of(number(kind, offset / 24 * 24 + 20));
            case SHA256 -> OptionalInt.of(number(kind, offset / 36 * 36 + 32));
            case PDQ_UPPER, PDQ_LOWER -> OptionalInt.of(entryOfHash(offset / HashColumns.HASH_BYTES));
            case PDQ_ENTRIES -> OptionalInt.of(entryOfHash(offset * Byte.SIZE / ordinalBits()));
            case BUCKET_MEMBERS -> entryOfMember(offset * Byte.SIZE / layout().widthBits());
            case BUCKET_STARTS -> entryOfGroup(offset / BucketGroup.BYTES);
            case BUCKET_CROWDED -> entryOfRow(offset / BucketGroup.ROW_BYTES);
            case METADATA, MD5_FILTER, SHA1_FILTER, SHA256_FILTER, BLOCK_CHECKS -> OptionalInt.empty();
        };
    }

    /// The piece whose table holds the byte.
    OptionalInt pieceAt(SectionKind kind, int offset) {
        if (offset >= header().section(kind).bytes()) {
            return OptionalInt.empty();
        }
        return switch (kind) {
            case BUCKET_STARTS -> OptionalInt.of(offset / BucketGroup.BYTES / GROUPS);
            case BUCKET_CROWDED -> OptionalInt.of(groupOfRow(offset / BucketGroup.ROW_BYTES) / GROUPS);
            case BUCKET_MEMBERS ->
                OptionalInt.of(1 + (int) (offset * Byte.SIZE / layout().widthBits() / layout().stride()));
            default -> OptionalInt.empty();
        };
    }

    /// A hash that differs from this one by a bit in every piece but the given, which alone can lead to it.
    PdqHash neighbourFoundIn(int piece, PdqHash hash) {
        long[] words = {0x0101010101010101L, 0x0101010101010101L, 0x0101010101010101L, 0x0101010101010101L};
        words[piece / 8] ^= 1L << (56 - piece % 8 * 8);
        return new PdqHash(
                hash.word0() ^ words[0], hash.word1() ^ words[1], hash.word2() ^ words[2], hash.word3() ^ words[3]);
    }

    /// The entries that a list finds within 31 bits through its tables.
    TreeMap<Long, Integer> nearly(HashList list, PdqHash query) {
        TreeMap<Long, Integer> found = new TreeMap<>();
        ((MultiIndex) list.near())
                .probe(
                        List.of(query),
                        31,
                        (number, place, distanceBits) -> found.put(list.nearEntry(place), distanceBits));
        return found;
    }

    TreeMap<Long, Integer> expected(PdqHash query) {
        TreeMap<Long, Integer> expected = new TreeMap<>();
        for (int i = 0; i < entries.size(); i++) {
            HashListEntry entry = entries.get(i);
            if (entry.pdq().isPresent() && entry.quality().orElse(50) >= 50) {
                int distance = entry.pdq().get().distanceBits(query);
                if (distance <= 31) {
                    expected.put((long) i, distance);
                }
            }
        }
        return expected;
    }

    private int entryOfHash(int place) {
        int entry = packed(SectionKind.PDQ_ENTRIES, place, ordinalBits());
        return Math.min(entry, entries.size() - 1);
    }

    private OptionalInt entryOfMember(int position) {
        int place = packed(SectionKind.BUCKET_MEMBERS, position, layout().widthBits());
        return place < header().nearMatchable() ? OptionalInt.of(entryOfHash(place)) : OptionalInt.empty();
    }

    private OptionalInt entryOfId(int offset) {
        int end = 0;
        for (int i = 0; i < entries.size(); i++) {
            end += entries.get(i).id().getBytes(StandardCharsets.UTF_8).length;
            if (offset < end) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    /// An entry with the category, series or comment there; all of them are shorter than 128 bytes.
    private OptionalInt entryOfLabel(int offset) {
        int at = (int) header().section(SectionKind.LABELS).offset();
        int end = at + offset;
        while (at + bytes[at] < end) {
            at += 1 + bytes[at];
        }
        String label = new String(bytes, at + 1, bytes[at], StandardCharsets.UTF_8);
        return IntStream.range(0, entries.size())
                .filter(i -> Stream.of(
                                entries.get(i).category(),
                                entries.get(i).series(),
                                entries.get(i).comment())
                        .anyMatch(Optional.of(label)::equals))
                .findFirst();
    }

    private int ordinalBits() {
        return PackedNumbers.widthBits(entries.size());
    }

    private MemberLayout layout() {
        FileHeader header = header();
        return MemberLayout.of(new SubstringCut(SUBSTRINGS), header.nearMatchable(), header.nearDifferent());
    }

    /// A number at a position, read bit by bit.
    private int packed(SectionKind kind, int position, int widthBits) {
        long first = header().section(kind).offset();
        int number = 0;
        for (int bit = 0; bit < widthBits; bit++) {
            int at = position * widthBits + bit;
            number |= (bytes[(int) first + at / Byte.SIZE] >> at % Byte.SIZE & 1) << bit;
        }
        return number;
    }

    private OptionalInt entryOfGroup(int group) {
        int piece = group / GROUPS;
        SubstringCut cut = new SubstringCut(SUBSTRINGS);
        for (int i = 0; i < entries.size(); i++) {
            PdqHash hash = entries.get(i).pdq().orElse(PdqHash.ZERO);
            int bucket = cut.key(piece, hash.word0(), hash.word1(), hash.word2(), hash.word3());
            if (bucket / BucketGroup.BUCKETS == group % GROUPS) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    private OptionalInt entryOfRow(int row) {
        return entryOfGroup(groupOfRow(row));
    }

    /// The crowded group that a row of starts belongs to.
    private int groupOfRow(int row) {
        int group = 0;
        while (number(SectionKind.BUCKET_STARTS, group * BucketGroup.BYTES) != (BucketGroup.CROWDED | row)) {
            group++;
        }
        return group;
    }

    private int number(SectionKind kind, int offset) {
        return MemorySegment.ofArray(bytes)
                .get(ListLayout.INT, header().section(kind).offset() + offset);
    }

    private FileHeader header() {
        return FileHeader.read(Arrays.copyOf(bytes, ListLayout.HEADER_BYTES)).orElseThrow();
    }
}
