package dev.mangrove.index;

import dev.mangrove.hash.Digest;
import dev.mangrove.hash.DigestKind;
import dev.mangrove.hash.PdqHash;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongToIntFunction;

/// A list file in the making. Texts go into the file as they come; digests and hashes go into sorters; the rest of
/// each entry goes into a temporary file. In the end the sorted sections are written, and while they are, each
/// entry's place in them is noted for its record.
///
/// Memory: a chunk of 4 MiB for each kind of digest and hash and as much again for their places, two more for what is
/// being put away, and buckets in work, which take up to a third of the heap of a large list. Little else grows.
final class ListDraft implements AutoCloseable {

    private static final int PDQ_RECORD_BYTES = 1 + 32 + Integer.BYTES;

    private static final VarHandle INT_BIG_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final HashListBuilder.Description description;
    private final LongToIntFunction substringsFor;
    private final Path folder;
    private final ListWriter file;
    private final SectionWriter ids;
    private final LabelsDraft labels;
    private final EntriesDraft plain;
    private final Spill spill = new Spill(Spill.CHUNK_BYTES);
    private final Filters filters = new Filters();
    private final Map<SectionKind, RecordSorter> sorters = new EnumMap<>(SectionKind.class);
    private final Map<SectionKind, Places> places = new EnumMap<>(SectionKind.class);
    private final long[] roles = new long[EntryRole.values().length];
    private final Optional<ContentDigest> content;
    private final EntryTexts.Writer text = new EntryTexts.Writer();
    private final ByteBuffer record = ByteBuffer.allocate(64);

    private int videoStart;
    /// Of the entry before, where that is a frame.
    private Optional<String> videoId = Optional.empty();
    private long nearMatchable;

    ListDraft(BuildFolder folder, HashListBuilder.Description description, LongToIntFunction substringsFor)
            throws IOException {
        this.folder = folder.folder();
        this.description = description;
        this.substringsFor = substringsFor;
        this.content =
                description.version().isPresent() ? Optional.empty() : Optional.of(new ContentDigest(description));
        this.plain = new EntriesDraft(this.folder.resolve("entries"));
        this.file = new ListWriter(folder.draft());
        this.ids = file.begin();
        this.labels = new LabelsDraft(this.folder.resolve("labels"));
        for (DigestKind kind : DigestKind.values()) {
            sorters.put(SectionKind.of(kind), sorter(kind.name(), kind.bytes() + Integer.BYTES, 8, 256));
        }
        // The first byte is 0 or 1; the first of the hash follows.
        sorters.put(SectionKind.PDQ_ENTRIES, sorter("PDQ", PDQ_RECORD_BYTES, 16, 512));
    }

    private RecordSorter sorter(String name, int recordBytes, int bucketBits, int buckets) {
        return new RecordSorter(folder.resolve(name), recordBytes, bucketBits, buckets, spill);
    }

    void add(Accepted accepted) throws IOException {
        HashListEntry entry = accepted.entry();
        Map<DigestKind, Digest> digests = accepted.digests();
        Optional<PdqHash> pdq = accepted.pdq();
        if (plain.count() == ListLayout.ENTRIES_MAX) {
            throw new IOException("a list has at most " + ListLayout.ENTRIES_MAX + " entries; split it into several");
        }
        text.put(entry);
        int ordinal = (int) plain.count();
        roles[entry.role().ordinal()]++;
        content.ifPresent(digest -> digest.add(
                entry.role(),
                entry.quality().orElse(ListLayout.QUALITY_NONE),
                entry.sizeBytes(),
                digests.keySet(),
                pdq));
        for (Digest digest : digests.values()) {
            digest.put(record.clear());
            record.putInt(ordinal);
            sorter(SectionKind.of(digest.kind())).add(record.array());
            content.ifPresent(all -> all.add(record.array(), digest.kind().bytes()));
        }
        if (pdq.isPresent()) {
            boolean near = accepted.isNear();
            nearMatchable += near ? 1 : 0;
            PdqHash hash = pdq.get();
            record.clear().put((byte) (near ? 0 : 1)).putLong(hash.word0()).putLong(hash.word1());
            record.putLong(hash.word2()).putLong(hash.word3()).putInt(ordinal);
            sorter(SectionKind.PDQ_ENTRIES).add(record.array());
        }
        Optional<EntryFrame> frame = entry.frame();
        boolean starts = frame.isPresent() && !videoId.equals(Optional.of(entry.id()));
        if (starts) {
            videoStart = ordinal;
        }
        videoId = frame.map(found -> entry.id());
        plain.add(new EntriesDraft.Plain(
                entry.role(),
                entry.quality(),
                frame.isPresent() ? OptionalLong.of(videoStart) : entry.sizeBytes(),
                text.idLength(),
                labels.add(EntryField.CATEGORY, entry.category()),
                labels.add(EntryField.SERIES, entry.series()),
                labels.add(EntryField.COMMENT, entry.comment()),
                frame.isPresent() ? frame.get().mark(starts) : 0,
                frame.isPresent() ? (int) frame.get().atMillis() : 0));
        ids.put(text.bytes(), text.idStart(), text.idLength());
        content.ifPresent(digest -> {
            digest.add(text.bytes(), text.length());
            frame.ifPresent(found -> digest.add(found, starts));
        });
    }

    HashListHeader finish(List<HashListHeader.Source> sources) throws IOException {
        for (SectionKind section : sorters.keySet()) {
            places.put(section, new Places(folder.resolve(section + "-places"), plain.count(), spill));
        }
        file.end(SectionKind.IDS, ids);
        SectionWriter shared = file.begin();
        labels.write(shared);
        file.end(SectionKind.LABELS, shared);
        for (DigestKind kind : DigestKind.values()) {
            writeDigests(kind);
        }
        writePdq();
        EntryShape shape = writeEntries();
        int substrings = substringsFor.applyAsInt(nearMatchable);
        long nearDifferent = file.writeTables(new SubstringCut(substrings), nearMatchable);
        HashListHeader header = writeMetadata(sources);
        filters.end(file);
        file.finish(header, shape, nearDifferent, substrings);
        return header;
    }

    private void writeDigests(DigestKind kind) throws IOException {
        SectionKind section = SectionKind.of(kind);
        Places noted = places(section);
        int recordBytes = kind.bytes() + Integer.BYTES;
        long count = sorter(section).count();
        SectionWriter out = file.begin();
        SectionWriter filterOut = file.beginBehind(out, count * recordBytes);
        FilterWriter filter = filters.begin(section.filter(), filterOut, count);
        int[] place = {0};
        sorter(section).sort((records, sorted) -> {
            for (int at = 0; at < sorted * recordBytes; at += recordBytes) {
                filter.add((long) DealtRecords.BIG_ENDIAN.get(records, at));
                int ordinal = (int) INT_BIG_ENDIAN.get(records, at + kind.bytes());
                noted.add(ordinal, place[0]++);
                INT_BIG_ENDIAN.set(records, at + kind.bytes(), Integer.reverseBytes(ordinal));
            }
            out.put(records, 0, sorted * recordBytes);
        });
        file.end(section, out);
        file.leaveRoom(filterOut, filter.end());
        sorter(section).close();
    }

    private void writePdq() throws IOException {
        RecordSorter sorter = sorter(SectionKind.PDQ_ENTRIES);
        Places noted = places(SectionKind.PDQ_ENTRIES);
        long columnBytes = sorter.count() * HashColumns.HASH_BYTES;
        SectionWriter upper = file.begin();
        SectionWriter lower = file.beginBehind(upper, columnBytes);
        SectionWriter ownersOut = file.beginBehind(lower, columnBytes);
        PackedWriter owners = new PackedWriter(ownersOut);
        int ordinalBits = PackedNumbers.widthBits(plain.count());
        int[] place = {0};
        sorter.sort((records, count) -> {
            for (int at = 1; at < count * PDQ_RECORD_BYTES; at += PDQ_RECORD_BYTES) {
                upper.putLong((long) DealtRecords.BIG_ENDIAN.get(records, at));
                upper.putLong((long) DealtRecords.BIG_ENDIAN.get(records, at + 8));
                lower.putLong((long) DealtRecords.BIG_ENDIAN.get(records, at + 16));
                lower.putLong((long) DealtRecords.BIG_ENDIAN.get(records, at + 24));
                int ordinal = (int) INT_BIG_ENDIAN.get(records, at + 32);
                owners.put(ordinal, ordinalBits);
                noted.add(ordinal, place[0]++);
            }
        });
        owners.finish();
        if (place[0] > 0) {
            ownersOut.put(new byte[PackedNumbers.SPARE_BYTES], 0, PackedNumbers.SPARE_BYTES);
        }
        file.end(SectionKind.PDQ_UPPER, upper);
        file.end(SectionKind.PDQ_LOWER, lower);
        file.end(SectionKind.PDQ_ENTRIES, ownersOut);
        sorter.close();
    }

    private EntryShape writeEntries() throws IOException {
        FieldRanges ranges = plain.ranges();
        ranges.notePlaces(EntryField.MD5, sorter(SectionKind.MD5).count(), plain.count());
        ranges.notePlaces(EntryField.SHA1, sorter(SectionKind.SHA1).count(), plain.count());
        ranges.notePlaces(EntryField.SHA256, sorter(SectionKind.SHA256).count(), plain.count());
        ranges.notePlaces(EntryField.PDQ, sorter(SectionKind.PDQ_ENTRIES).count(), plain.count());
        EntryShape shape = EntryShape.of(ranges);
        SectionWriter out = file.begin();
        SectionWriter idStarts = file.beginBehind(out, plain.count() * shape.recordBytes());
        plain.write(
                shape,
                places(SectionKind.MD5),
                places(SectionKind.SHA1),
                places(SectionKind.SHA256),
                places(SectionKind.PDQ_ENTRIES),
                out,
                idStarts);
        file.end(SectionKind.ENTRIES, out);
        file.end(SectionKind.ID_STARTS, idStarts);
        for (Places noted : places.values()) {
            noted.close();
        }
        return shape;
    }

    private HashListHeader writeMetadata(List<HashListHeader.Source> sources) throws IOException {
        Map<DigestKind, Long> digests = new EnumMap<>(DigestKind.class);
        for (DigestKind kind : DigestKind.values()) {
            digests.put(kind, sorter(SectionKind.of(kind)).count());
        }
        HashListHeader header = new HashListHeader(
                description.name(),
                content.map(ContentDigest::version).orElseGet(description.version()::get),
                description.origin(),
                description.scheme(),
                description.profile(),
                plain.count(),
                digests,
                sorter(SectionKind.PDQ_ENTRIES).count(),
                nearMatchable,
                roles(),
                sources);
        byte[] bytes = Metadata.toBytes(header);
        SectionWriter out = file.begin();
        out.put(bytes, 0, bytes.length);
        file.end(SectionKind.METADATA, out);
        return header;
    }

    private Map<EntryRole, Long> roles() {
        Map<EntryRole, Long> counts = new EnumMap<>(EntryRole.class);
        for (EntryRole role : EntryRole.values()) {
            if (roles[role.ordinal()] > 0) {
                counts.put(role, roles[role.ordinal()]);
            }
        }
        return counts;
    }

    private RecordSorter sorter(SectionKind section) {
        return required(sorters, section);
    }

    private Places places(SectionKind section) {
        return required(places, section);
    }

    private static <T> T required(Map<SectionKind, T> map, SectionKind section) {
        T value = map.get(section);
        if (value == null) {
            throw new IllegalStateException("section " + section + " was not written");
        }
        return value;
    }

    /// Closes what is open. On a full disk, closing one file may fail; the others are closed all the same.
    @Override
    public void close() throws IOException {
        try (file;
                plain;
                labels) {
            spill.close();
            filters.close();
            for (Places noted : places.values()) {
                noted.close();
            }
            for (RecordSorter sorter : sorters.values()) {
                sorter.close();
            }
        }
    }
}
