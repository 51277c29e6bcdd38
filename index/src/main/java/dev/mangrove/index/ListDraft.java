package dev.mangrove.index;

import dev.mangrove.hash.Digest;
import dev.mangrove.hash.DigestKind;
import dev.mangrove.hash.PdqHash;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongToIntFunction;

/// A list file in the making. Texts go into the file as they come; digests and hashes go into sorters;
/// the rest of each entry goes into a temporary file. In the end the sorted sections are written, and
/// while they are, each entry's place in them is sorted back into the order of the entries.
final class ListDraft implements AutoCloseable {

    private static final int PDQ_RECORD_BYTES = 1 + 32 + Integer.BYTES;

    private final BuildFolder folder;
    private final HashListBuilder.Description description;
    private final LongToIntFunction substringsFor;
    private final ListWriter file;
    private final SectionWriter texts;
    private final Path plainEntries;
    private final DataOutputStream plain;
    private final Map<SectionKind, RecordSorter> sorters = new EnumMap<>(SectionKind.class);
    private final Map<SectionKind, RecordSorter> places = new EnumMap<>(SectionKind.class);
    private final Map<EntryRole, Long> roles = new EnumMap<>(EntryRole.class);
    private final ContentDigest content;
    private final ByteBuffer record = ByteBuffer.allocate(64);

    private long entries;
    private int videoStart;
    /// Of the entry before, where that is a frame.
    private Optional<String> videoId = Optional.empty();
    private long nearMatchable;

    ListDraft(BuildFolder folder, HashListBuilder.Description description, LongToIntFunction substringsFor)
            throws IOException {
        this.folder = folder;
        this.description = description;
        this.substringsFor = substringsFor;
        this.content = new ContentDigest(description);
        this.plainEntries = folder.folder().resolve("entries");
        this.plain = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(plainEntries), 1 << 16));
        this.file = new ListWriter(folder.draft());
        this.texts = file.begin();
        for (DigestKind kind : DigestKind.values()) {
            sorters.put(section(kind), new RecordSorter(folder.folder(), kind.name(), kind.bytes() + Integer.BYTES));
            places.put(section(kind), new RecordSorter(folder.folder(), kind.name() + "-places", 8));
        }
        sorters.put(SectionKind.PDQ_ENTRIES, new RecordSorter(folder.folder(), "PDQ", PDQ_RECORD_BYTES));
        places.put(SectionKind.PDQ_ENTRIES, new RecordSorter(folder.folder(), "PDQ-places", 8));
    }

    void add(Accepted accepted) throws IOException {
        HashListEntry entry = accepted.entry();
        Map<DigestKind, Digest> digests = accepted.digests();
        Optional<PdqHash> pdq = accepted.pdq();
        if (entries == ListLayout.ENTRIES_MAX) {
            throw new IOException("a list has at most " + ListLayout.ENTRIES_MAX + " entries; split it into several");
        }
        int quality = entry.quality().orElse(ListLayout.QUALITY_NONE);
        byte[] text = EntryTexts.toBytes(entry);
        int ordinal = (int) entries++;
        roles.merge(entry.role(), 1L, Long::sum);
        for (Digest digest : digests.values()) {
            record.clear().put(digest.bytes()).putInt(ordinal);
            sorter(section(digest.kind())).add(record.array());
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
        plain.writeLong(frame.isPresent() ? videoStart : entry.sizeBytes().orElse(ListLayout.NONE));
        plain.writeLong(texts.bytes());
        plain.writeByte(entry.role().ordinal());
        plain.writeByte(quality);
        plain.writeShort(frame.map(found -> found.mark(starts)).orElse(0));
        plain.writeInt(frame.map(found -> (int) found.atMillis()).orElse(0));
        texts.put(text, 0, text.length);
        content.add(entry.role(), quality, entry.sizeBytes(), digests, pdq, text);
        frame.ifPresent(found -> content.add(found, starts));
    }

    HashListHeader finish(List<HashListHeader.Source> sources) throws IOException {
        plain.close();
        file.end(SectionKind.TEXTS, texts);
        for (DigestKind kind : DigestKind.values()) {
            writeDigests(kind);
        }
        writePdq();
        writeEntries();
        int substrings = substringsFor.applyAsInt(nearMatchable);
        long nearDifferent = file.writeTables(new SubstringCut(substrings), nearMatchable);
        HashListHeader header = writeMetadata(sources);
        file.finish(header, nearDifferent, substrings);
        return header;
    }

    private void writeDigests(DigestKind kind) throws IOException {
        SectionKind section = section(kind);
        long count = sorter(section).count();
        SectionWriter out = file.begin();
        SectionWriter filterOut = file.beginBehind(out, count * (kind.bytes() + Integer.BYTES));
        FilterWriter filter = new FilterWriter(filterOut, count);
        try (SortedRecords sorted = sorter(section).sorted()) {
            for (int place = 0; sorted.next(); place++) {
                out.put(sorted.bytes(), sorted.offset(), kind.bytes());
                ByteBuffer digest = ByteBuffer.wrap(sorted.bytes());
                filter.add(digest.getLong(sorted.offset()));
                int ordinal = digest.getInt(sorted.offset() + kind.bytes());
                out.putInt(ordinal);
                addPlace(section, ordinal, place);
            }
        }
        filter.finish();
        file.end(section, out);
        file.end(section.filter(), filterOut);
        sorter(section).close();
    }

    private void writePdq() throws IOException {
        RecordSorter sorter = sorter(SectionKind.PDQ_ENTRIES);
        long columnBytes = sorter.count() * HashColumns.HASH_BYTES;
        SectionWriter upper = file.begin();
        SectionWriter lower = file.beginBehind(upper, columnBytes);
        SectionWriter owners = file.beginBehind(lower, columnBytes);
        try (SortedRecords sorted = sorter.sorted()) {
            for (int place = 0; sorted.next(); place++) {
                ByteBuffer hash = ByteBuffer.wrap(sorted.bytes(), sorted.offset() + 1, PDQ_RECORD_BYTES - 1);
                upper.putLong(hash.getLong());
                upper.putLong(hash.getLong());
                lower.putLong(hash.getLong());
                lower.putLong(hash.getLong());
                int ordinal = hash.getInt();
                owners.putInt(ordinal);
                addPlace(SectionKind.PDQ_ENTRIES, ordinal, place);
            }
        }
        file.end(SectionKind.PDQ_UPPER, upper);
        file.end(SectionKind.PDQ_LOWER, lower);
        file.end(SectionKind.PDQ_ENTRIES, owners);
        sorter.close();
    }

    private void addPlace(SectionKind section, int ordinal, int place) throws IOException {
        record.clear().putInt(ordinal).putInt(place);
        places(section).add(record.array());
    }

    private void writeEntries() throws IOException {
        SectionWriter out = file.begin();
        try (DataInputStream in =
                        new DataInputStream(new BufferedInputStream(Files.newInputStream(plainEntries), 1 << 16));
                PlaceReader md5 = new PlaceReader(places(SectionKind.MD5).sorted());
                PlaceReader sha1 = new PlaceReader(places(SectionKind.SHA1).sorted());
                PlaceReader sha256 = new PlaceReader(places(SectionKind.SHA256).sorted());
                PlaceReader pdq =
                        new PlaceReader(places(SectionKind.PDQ_ENTRIES).sorted())) {
            for (int ordinal = 0; ordinal < entries; ordinal++) {
                out.putInt(md5.placeOf(ordinal));
                out.putInt(sha1.placeOf(ordinal));
                out.putInt(sha256.placeOf(ordinal));
                out.putInt(pdq.placeOf(ordinal));
                out.putLong(in.readLong());
                out.putLong(in.readLong());
                out.putByte(in.readByte());
                out.putByte(in.readByte());
                int mark = in.readUnsignedShort();
                out.putByte(mark & 0xff);
                out.putByte(mark >>> 8);
                out.putInt(in.readInt());
            }
        }
        file.end(SectionKind.ENTRIES, out);
    }

    private HashListHeader writeMetadata(List<HashListHeader.Source> sources) throws IOException {
        Map<DigestKind, Long> digests = new EnumMap<>(DigestKind.class);
        for (DigestKind kind : DigestKind.values()) {
            digests.put(kind, sorter(section(kind)).count());
        }
        HashListHeader header = new HashListHeader(
                description.name(),
                description.version().orElse(content.version()),
                description.origin(),
                description.scheme(),
                description.profile(),
                entries,
                digests,
                sorter(SectionKind.PDQ_ENTRIES).count(),
                nearMatchable,
                roles,
                sources);
        byte[] bytes = Metadata.toBytes(header);
        SectionWriter out = file.begin();
        out.put(bytes, 0, bytes.length);
        file.end(SectionKind.METADATA, out);
        return header;
    }

    private RecordSorter sorter(SectionKind section) {
        return required(sorters, section);
    }

    private RecordSorter places(SectionKind section) {
        return required(places, section);
    }

    private static <T> T required(Map<SectionKind, T> map, SectionKind section) {
        T value = map.get(section);
        if (value == null) {
            throw new IllegalStateException("section " + section + " was not written");
        }
        return value;
    }

    private static SectionKind section(DigestKind kind) {
        return switch (kind) {
            case MD5 -> SectionKind.MD5;
            case SHA1 -> SectionKind.SHA1;
            case SHA256 -> SectionKind.SHA256;
        };
    }

    /// Closes what is open. On a full disk, closing the temporary file may fail; the other is closed all the same.
    @Override
    public void close() throws IOException {
        try (file) {
            plain.close();
        }
    }
}
