package dev.mangrove.index;

import dev.mangrove.hash.Digest;
import dev.mangrove.hash.DigestKind;
import dev.mangrove.hash.PdqHash;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;

/// A known list, opened from its `.mgl` file: immutable, memory-mapped, each block checked before its
/// first use. Safe for use by several threads. Any method but [#header] may throw
/// [DamagedHashListException]; after [#close] none may be called.
public final class HashList implements AutoCloseable {

    private final Arena arena;
    private final ListFile file;
    private final HashListHeader header;
    private final List<DigestTable> digests;
    private final EntryTable entries;
    private final Section pdqEntries;
    private final int ordinalBits;
    private final HammingIndex near;

    private HashList(Arena arena, ListFile file) {
        this.arena = arena;
        this.file = file;
        this.header = readHeader(file);
        this.digests = List.of(
                digestTable(SectionKind.MD5, DigestKind.MD5),
                digestTable(SectionKind.SHA1, DigestKind.SHA1),
                digestTable(SectionKind.SHA256, DigestKind.SHA256));
        HashColumns hashes = new HashColumns(file.section(SectionKind.PDQ_UPPER), file.section(SectionKind.PDQ_LOWER));
        this.entries = new EntryTable(
                file.section(SectionKind.ENTRIES),
                header.entries(),
                file.header().shape(),
                file.texts(),
                digests,
                hashes,
                header.pdq());
        this.pdqEntries = file.section(SectionKind.PDQ_ENTRIES);
        this.ordinalBits = PackedNumbers.widthBits(header.entries());
        this.near = near(hashes);
    }

    /// Opens a list; its header is checked, its blocks when they are first used.
    ///
    /// @throws DamagedHashListException naming the file, section and offset
    /// @throws UnsupportedHashListException where the file is no list of this format version
    public static HashList open(Path file) throws IOException {
        return open(ListBytes.map(file));
    }

    static HashList open(ListBytes list) throws IOException {
        boolean opened = false;
        try {
            HashList hashList = new HashList(list.arena(), ListFile.open(list.name(), list.bytes()));
            opened = true;
            return hashList;
        } finally {
            if (!opened) {
                list.arena().close();
            }
        }
    }

    public HashListHeader header() {
        return header;
    }

    /// Hands the ordinals of all entries with this digest to `sink`: complete, and confirmed byte by byte.
    public void exactMatches(Digest digest, LongConsumer sink) {
        DigestTable table = digests.get(digest.kind().ordinal());
        byte[] wanted = digest.bytes();
        if (mayHold(table, wanted)) {
            table.matches(wanted, sink);
        }
    }

    /// Near matching; its ordinals are those of [#nearEntry]. It holds the hashes that can take part: matchable
    /// ones whose quality is not known to be below 50.
    public HammingIndex near() {
        return near;
    }

    /// The entry that the stored hash `nearOrdinal` of [#near] belongs to.
    public long nearEntry(long nearOrdinal) {
        require(nearOrdinal, header.nearMatchable(), "stored hash");
        return pdqEntries.getBits(nearOrdinal * ordinalBits, ordinalBits);
    }

    /// The stored hash `nearOrdinal` of [#near].
    public PdqHash nearHash(long nearOrdinal) {
        require(nearOrdinal, header.nearMatchable(), "stored hash");
        return entries.hashes().hash(nearOrdinal);
    }

    /// One entry. An entry whose source gave it no id has its strongest digest as id, or else its PDQ hash, in hex.
    ///
    /// @param ordinal 0..[HashListHeader#entries]-1
    public HashListEntry entry(long ordinal) {
        require(ordinal, header.entries(), "entry");
        try {
            return entries.entry(ordinal);
        } catch (IndexOutOfBoundsException e) {
            throw file.damagedEntry(ordinal);
        }
    }

    /// The frames of one video in a list, those of them that can take part in near matching.
    ///
    /// @param firstOrdinal of the first entry, by which the video is told from others
    /// @param ordinals of the entries, ascending
    public record Video(long firstOrdinal, long[] ordinals, EntryFrame[] frames) {}

    /// The first entry of the video that an entry is a frame of; empty where it is none.
    public OptionalLong videoStart(long ordinal) {
        require(ordinal, header.entries(), "entry");
        return entries.frame(ordinal).isPresent()
                ? OptionalLong.of(guarded(ordinal, () -> entries.videoStart(ordinal)))
                : OptionalLong.empty();
    }

    /// The video that begins at an entry.
    ///
    /// @param firstOrdinal as [#videoStart] gave it
    public Video video(long firstOrdinal) {
        require(firstOrdinal, header.entries(), "entry");
        List<EntryFrame> frames = new ArrayList<>();
        List<Long> ordinals = new ArrayList<>();
        for (long ordinal = firstOrdinal; ordinal < header.entries(); ordinal++) {
            Optional<EntryFrame> frame = entries.frame(ordinal);
            if (frame.isEmpty() || (ordinal > firstOrdinal && entries.startsVideo(ordinal))) {
                break;
            }
            if (entries.isNear(ordinal, header.nearMatchable())) {
                frames.add(frame.get());
                ordinals.add(ordinal);
            }
        }
        return new Video(
                firstOrdinal,
                ordinals.stream().mapToLong(Long::longValue).toArray(),
                frames.toArray(EntryFrame[]::new));
    }

    /// An entry, or all entries of the video that it is a frame of.
    LongStream withItsVideo(long ordinal) {
        OptionalLong start = videoStart(ordinal);
        if (start.isEmpty()) {
            return LongStream.of(ordinal);
        }
        long end = start.getAsLong() + 1;
        while (end < header.entries() && entries.frame(end).isPresent() && !entries.startsVideo(end)) {
            end++;
        }
        return LongStream.range(start.getAsLong(), end);
    }

    private boolean mayHold(DigestTable table, byte[] digest) {
        try {
            return table.mayHold(digest);
        } catch (IndexOutOfBoundsException e) {
            throw file.damaged(table.filterKind(), 0, "the filter there points outside its section");
        }
    }

    private long guarded(long ordinal, LongSupplier read) {
        try {
            return read.getAsLong();
        } catch (IndexOutOfBoundsException e) {
            throw file.damagedEntry(ordinal);
        }
    }

    /// Reads and checks every block, and that the sections agree with each other.
    ///
    /// @throws DamagedHashListException naming the file, section and offset
    public void verify() throws IOException {
        Verification.verify(file, entries);
    }

    /// Gives the memory back. No other thread may be using the list.
    @Override
    public void close() {
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }

    private HammingIndex near(HashColumns hashes) {
        if (file.header().substrings() == 0) {
            return new ScanIndex(hashes, header.nearMatchable());
        }
        SubstringCut cut = new SubstringCut(file.header().substrings());
        return new MultiIndex(hashes, header.nearMatchable(), cut, file.tables(cut));
    }

    private DigestTable digestTable(SectionKind section, DigestKind kind) {
        return new DigestTable(
                file.section(section), file.filter(section), kind, file.header().digests(section));
    }

    private static HashListHeader readHeader(ListFile file) {
        Section section = file.section(SectionKind.METADATA);
        byte[] metadata = new byte
                [Math.toIntExact(file.header().section(SectionKind.METADATA).bytes())];
        section.copy(0, metadata);
        try {
            return Metadata.read(metadata, file.header());
        } catch (IOException e) {
            throw file.damaged(SectionKind.METADATA, 0, "it cannot be read (" + e.getMessage() + ")");
        }
    }

    private static void require(long ordinal, long count, String what) {
        if (ordinal < 0 || ordinal >= count) {
            throw new IndexOutOfBoundsException(what + " " + ordinal + " of a list that has " + count);
        }
    }
}
