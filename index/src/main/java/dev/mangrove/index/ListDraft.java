package dev.mangrove.index;

import static dev.mangrove.index.ListLayout.HEADER_BYTES;

import dev.mangrove.hash.Digest;
import dev.mangrove.hash.DigestKind;
import dev.mangrove.hash.PdqHash;
import dev.mangrove.index.FileHeader.Extent;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongToIntFunction;
import java.util.zip.CRC32C;

/// A list file in the making. Texts go into the file as they come; digests and hashes go into sorters;
/// the rest of each entry goes into a temporary file. In the end the sorted sections are written, and
/// while they are, each entry's place in them is sorted back into the order of the entries.
final class ListDraft implements AutoCloseable {

    private static final int PDQ_RECORD_BYTES = 1 + 32 + Integer.BYTES;

    private final BuildFolder folder;
    private final HashListBuilder.Description description;
    private final LongToIntFunction substringsFor;
    private final FileChannel file;
    private final SectionWriter texts;
    private final Path plainEntries;
    private final DataOutputStream plain;
    private final Map<SectionKind, RecordSorter> sorters = new EnumMap<>(SectionKind.class);
    private final Map<SectionKind, RecordSorter> places = new EnumMap<>(SectionKind.class);
    private final Map<SectionKind, Extent> extents = new EnumMap<>(SectionKind.class);
    private final Map<SectionKind, int[]> checks = new EnumMap<>(SectionKind.class);
    private final Map<EntryRole, Long> roles = new EnumMap<>(EntryRole.class);
    private final ContentDigest content;
    private final ByteBuffer record = ByteBuffer.allocate(64);

    private long entries;
    private long nearMatchable;
    private long nextOffset = HEADER_BYTES;

    ListDraft(BuildFolder folder, HashListBuilder.Description description, LongToIntFunction substringsFor)
            throws IOException {
        this.folder = folder;
        this.description = description;
        this.substringsFor = substringsFor;
        this.content = new ContentDigest(description);
        this.plainEntries = folder.folder().resolve("entries");
        this.plain = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(plainEntries), 1 << 16));
        this.file = FileChannel.open(
                folder.draft(), StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        this.texts = new SectionWriter(file, nextOffset);
        for (DigestKind kind : DigestKind.values()) {
            sorters.put(section(kind), new RecordSorter(folder.folder(), kind.name(), kind.bytes() + Integer.BYTES));
            places.put(section(kind), new RecordSorter(folder.folder(), kind.name() + "-places", 8));
        }
        sorters.put(SectionKind.PDQ_ENTRIES, new RecordSorter(folder.folder(), "PDQ", PDQ_RECORD_BYTES));
        places.put(SectionKind.PDQ_ENTRIES, new RecordSorter(folder.folder(), "PDQ-places", 8));
    }

    void add(HashListEntry entry, Map<DigestKind, Digest> digests, Optional<PdqHash> pdq) throws IOException {
        if (entries == ListLayout.ENTRIES_MAX) {
            throw new IOException("a list has at most " + ListLayout.ENTRIES_MAX + " entries; split it into several");
        }
        int quality = entry.quality().orElse(ListLayout.QUALITY_NONE);
        if (entry.quality().isPresent() && (quality < 0 || quality > 100)) {
            throw new IllegalArgumentException("the quality of a PDQ hash is 0..100, not " + quality);
        }
        if (entry.sizeBytes().isPresent() && entry.sizeBytes().getAsLong() < 0) {
            throw new IllegalArgumentException("a file's size is not negative: " + entry.sizeBytes());
        }
        byte[] text = EntryTexts.toBytes(entry);
        int ordinal = (int) entries++;
        roles.merge(entry.role(), 1L, Long::sum);
        for (Digest digest : digests.values()) {
            record.clear().put(digest.bytes()).putInt(ordinal);
            sorter(section(digest.kind())).add(record.array());
        }
        if (pdq.isPresent()) {
            boolean near = entry.quality().isEmpty() || quality >= PdqHash.MATCHABLE_QUALITY_MIN;
            nearMatchable += near ? 1 : 0;
            PdqHash hash = pdq.get();
            record.clear().put((byte) (near ? 0 : 1)).putLong(hash.word0()).putLong(hash.word1());
            record.putLong(hash.word2()).putLong(hash.word3()).putInt(ordinal);
            sorter(SectionKind.PDQ_ENTRIES).add(record.array());
        }
        plain.writeLong(entry.sizeBytes().orElse(ListLayout.NONE));
        plain.writeLong(texts.bytes());
        plain.writeByte(entry.role().ordinal());
        plain.writeByte(quality);
        texts.put(text, 0, text.length);
        content.add(entry.role(), quality, entry.sizeBytes(), digests, pdq, text);
    }

    HashListHeader finish(List<HashListHeader.Source> sources) throws IOException {
        plain.close();
        end(SectionKind.TEXTS, texts);
        for (DigestKind kind : DigestKind.values()) {
            writeDigests(kind);
        }
        writePdq();
        writeEntries();
        int substrings = substringsFor.applyAsInt(nearMatchable);
        writeTables(new SubstringCut(substrings));
        HashListHeader header = writeMetadata(sources);
        writeChecks(substrings);
        file.force(true);
        return header;
    }

    private void writeDigests(DigestKind kind) throws IOException {
        SectionKind section = section(kind);
        SectionWriter out = new SectionWriter(file, nextOffset);
        try (SortedRecords sorted = sorter(section).sorted()) {
            for (int place = 0; sorted.next(); place++) {
                out.put(sorted.bytes(), sorted.offset(), kind.bytes());
                int ordinal = ByteBuffer.wrap(sorted.bytes()).getInt(sorted.offset() + kind.bytes());
                out.putInt(ordinal);
                addPlace(section, ordinal, place);
            }
        }
        end(section, out);
        sorter(section).close();
    }

    private void writePdq() throws IOException {
        RecordSorter sorter = sorter(SectionKind.PDQ_ENTRIES);
        long columnBytes = sorter.count() * HashColumns.HASH_BYTES;
        SectionWriter upper = new SectionWriter(file, nextOffset);
        SectionWriter lower = new SectionWriter(file, upper.offset() + ListLayout.aligned(columnBytes));
        SectionWriter owners = new SectionWriter(file, lower.offset() + ListLayout.aligned(columnBytes));
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
        end(SectionKind.PDQ_UPPER, upper);
        end(SectionKind.PDQ_LOWER, lower);
        end(SectionKind.PDQ_ENTRIES, owners);
        sorter.close();
    }

    private void addPlace(SectionKind section, int ordinal, int place) throws IOException {
        record.clear().putInt(ordinal).putInt(place);
        places(section).add(record.array());
    }

    private void writeEntries() throws IOException {
        SectionWriter out = new SectionWriter(file, nextOffset);
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
                out.putByte(0);
                out.putByte(0);
                out.putInt(0);
            }
        }
        end(SectionKind.ENTRIES, out);
    }

    /// Search tables are filled in place, through a mapping of the file; the file takes up its room first, so
    /// that a full disk is an error here and not a fault in the mapping.
    private void writeTables(SubstringCut cut) throws IOException {
        long startsOffset = nextOffset;
        long startsBytes = cut.startsBytes();
        long membersOffset = startsOffset + ListLayout.aligned(startsBytes);
        long membersBytes = cut.membersBytes(nearMatchable, true);
        long end = membersOffset + ListLayout.aligned(membersBytes);
        fillWithZeros(startsOffset, end);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment upper = map(extent(SectionKind.PDQ_UPPER), arena);
            MemorySegment lower = map(extent(SectionKind.PDQ_LOWER), arena);
            MemorySegment tables = file.map(MapMode.READ_WRITE, startsOffset, end - startsOffset, arena);
            MemorySegment starts = tables.asSlice(0, membersOffset - startsOffset);
            MemorySegment members = tables.asSlice(membersOffset - startsOffset);
            HashColumns hashes = new HashColumns(Section.ofOwn(upper), Section.ofOwn(lower));
            SearchTables.fill(hashes, nearMatchable, cut, true, starts, members);
            tables.force();
            extents.put(SectionKind.BUCKET_STARTS, new Extent(startsOffset, startsBytes, 0));
            checks.put(SectionKind.BUCKET_STARTS, SectionWriter.checks(starts));
            extents.put(SectionKind.BUCKET_MEMBERS, new Extent(membersOffset, membersBytes, 0));
            checks.put(SectionKind.BUCKET_MEMBERS, SectionWriter.checks(members));
        }
        nextOffset = end;
    }

    private MemorySegment map(Extent extent, Arena arena) throws IOException {
        return file.map(MapMode.READ_WRITE, extent.offset(), extent.end() - extent.offset(), arena);
    }

    private void fillWithZeros(long from, long to) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocate(1 << 16);
        long at = from;
        while (at < to) {
            zeros.clear().limit((int) Math.min(zeros.capacity(), to - at));
            at += file.write(zeros, at);
        }
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
        SectionWriter out = new SectionWriter(file, nextOffset);
        out.put(bytes, 0, bytes.length);
        end(SectionKind.METADATA, out);
        return header;
    }

    private void writeChecks(int substrings) throws IOException {
        SectionWriter out = new SectionWriter(file, nextOffset);
        CRC32C crc = new CRC32C();
        List<Extent> directory = new ArrayList<>();
        long firstBlock = 0;
        for (SectionKind kind : SectionKind.values()) {
            if (kind != SectionKind.BLOCK_CHECKS) {
                Extent extent = extent(kind);
                int[] blocks = checks.getOrDefault(kind, new int[0]);
                directory.add(new Extent(extent.offset(), extent.bytes(), firstBlock));
                firstBlock += blocks.length;
                for (int check : blocks) {
                    out.putInt(check);
                    crc.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, Integer.reverseBytes(check)));
                }
            }
        }
        long bytes = out.bytes();
        crc.update(new byte[(int) (ListLayout.aligned(bytes) - bytes)]);
        out.finish();
        directory.add(new Extent(nextOffset, bytes, 0));
        FileHeader header = new FileHeader(
                nextOffset + ListLayout.aligned(bytes),
                entries,
                sorter(SectionKind.MD5).count(),
                sorter(SectionKind.SHA1).count(),
                sorter(SectionKind.SHA256).count(),
                sorter(SectionKind.PDQ_ENTRIES).count(),
                nearMatchable,
                substrings,
                directory,
                (int) crc.getValue());
        ByteBuffer bytesOfHeader = ByteBuffer.wrap(header.toBytes());
        while (bytesOfHeader.hasRemaining()) {
            file.write(bytesOfHeader, bytesOfHeader.position());
        }
    }

    private void end(SectionKind kind, SectionWriter section) throws IOException {
        extents.put(kind, new Extent(section.offset(), section.bytes(), 0));
        checks.put(kind, section.finish());
        nextOffset = section.offset() + ListLayout.aligned(section.bytes());
    }

    private RecordSorter sorter(SectionKind section) {
        return required(sorters, section);
    }

    private RecordSorter places(SectionKind section) {
        return required(places, section);
    }

    private Extent extent(SectionKind section) {
        return required(extents, section);
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

    @Override
    public void close() throws IOException {
        plain.close();
        file.close();
        for (RecordSorter sorter : sorters.values()) {
            sorter.close();
        }
        for (RecordSorter sorter : places.values()) {
            sorter.close();
        }
    }
}
