package dev.mangrove.index;

import static dev.mangrove.index.ListLayout.BLOCK_BYTES;
import static dev.mangrove.index.ListLayout.BLOCK_SHIFT;
import static dev.mangrove.index.ListLayout.HEADER_BYTES;
import static dev.mangrove.index.ListLayout.INT;

import dev.mangrove.index.FileHeader.Extent;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.zip.CRC32C;

/// A list's bytes with their header and checksums: gives out sections that check themselves.
final class ListFile {

    private final String name;
    private final MemorySegment bytes;
    private final FileHeader header;
    private final Map<SectionKind, Section> sections = new EnumMap<>(SectionKind.class);

    private ListFile(String name, MemorySegment bytes, FileHeader header) {
        this.name = name;
        this.bytes = bytes;
        this.header = header;
        Extent checks = header.section(SectionKind.BLOCK_CHECKS);
        MemorySegment crcs = bytes.asSlice(checks.offset(), checks.end() - checks.offset());
        if (crc(crcs) != header.checksCrc()) {
            throw damaged(SectionKind.BLOCK_CHECKS, 0, "its checksum is wrong");
        }
        for (SectionKind kind : SectionKind.values()) {
            if (kind != SectionKind.BLOCK_CHECKS) {
                sections.put(kind, section(kind, crcs));
            }
        }
    }

    /// @throws UnsupportedHashListException where this is no list, or one of another format version
    /// @throws DamagedHashListException where the header or the table of checksums is damaged, or the file is cut
    static ListFile open(String name, MemorySegment bytes) throws IOException {
        requireListOfThisVersion(name, bytes);
        if (bytes.byteSize() < HEADER_BYTES) {
            throw damagedHeader(name, "the file has " + bytes.byteSize() + " bytes, less than its header");
        }
        FileHeader header = FileHeader.read(bytes.asSlice(0, HEADER_BYTES).toArray(ValueLayout.JAVA_BYTE))
                .orElseThrow(() -> damagedHeader(name, "its checksum is wrong"));
        if (header.fileBytes() != bytes.byteSize()) {
            throw damagedHeader(
                    name,
                    "the file has " + bytes.byteSize() + " bytes and should have " + header.fileBytes()
                            + (bytes.byteSize() < header.fileBytes() ? ": its end is missing" : ""));
        }
        return new ListFile(name, bytes, header);
    }

    private static void requireListOfThisVersion(String name, MemorySegment bytes) throws IOException {
        byte[] magic = ListLayout.magic();
        if (bytes.byteSize() < magic.length + 4
                || !Arrays.equals(bytes.asSlice(0, magic.length).toArray(ValueLayout.JAVA_BYTE), magic)) {
            throw new UnsupportedHashListException(
                    name + " is not a list that Mangrove has built (.mgl). If it is a list"
                            + " in another format, build one from it: mangrove list build " + name
                            + " --output known.mgl --name NAME --origin ORIGIN");
        }
        int version = bytes.get(INT, magic.length);
        if (version != ListLayout.FORMAT_VERSION) {
            throw new UnsupportedHashListException(
                    name + " has list format version " + Integer.toUnsignedString(version)
                            + "; this program reads version " + ListLayout.FORMAT_VERSION
                            + ". Build the list again from its sources with this version: mangrove list build");
        }
    }

    FileHeader header() {
        return header;
    }

    Section section(SectionKind kind) {
        Section section = sections.get(kind);
        if (section == null) {
            throw new IllegalArgumentException(kind + " is not read as a section");
        }
        return section;
    }

    /// The filter before a section of digests.
    FuseFilter filter(SectionKind digests) {
        SectionKind kind = digests.filter();
        return new FuseFilter(section(kind), header.section(kind).bytes());
    }

    /// The tables of near search.
    SearchTables tables(SubstringCut cut) {
        return new SearchTables(
                section(SectionKind.BUCKET_STARTS),
                section(SectionKind.BUCKET_MEMBERS),
                section(SectionKind.BUCKET_CROWDED),
                MemberLayout.of(cut, header.nearMatchable(), header.nearDifferent()));
    }

    TextTable texts() {
        return new TextTable(
                section(SectionKind.ID_STARTS),
                section(SectionKind.IDS),
                header.section(SectionKind.IDS).bytes(),
                section(SectionKind.LABELS),
                header.section(SectionKind.LABELS).bytes());
    }

    /// What to throw where a section's bytes, though sound, make no sense at `offset`.
    DamagedHashListException damaged(SectionKind kind, long offset, String what) {
        long inFile = header.section(kind).offset() + offset;
        return new DamagedHashListException(
                name + " is damaged in section " + kind + " at offset " + inFile + ": " + what
                        + ". No result was drawn from it. Build the list again from its sources, or copy it again from where"
                        + " it is whole");
    }

    DamagedHashListException damagedEntry(long ordinal) {
        return damaged(
                SectionKind.ENTRIES, ordinal * header.shape().recordBytes(), "the entry there points outside the list");
    }

    private Section section(SectionKind kind, MemorySegment crcs) {
        Extent extent = header.section(kind);
        MemorySegment memory = bytes.asSlice(extent.offset(), extent.end() - extent.offset());
        return new Section(memory, block -> {
            long from = (long) block << BLOCK_SHIFT;
            long length = Math.min(BLOCK_BYTES, memory.byteSize() - from);
            if (crc(memory.asSlice(from, length)) != crcs.get(INT, (extent.firstBlock() + block) * Integer.BYTES)) {
                throw damaged(kind, from, "the checksum of the " + length + " bytes from there on is wrong");
            }
        });
    }

    private static DamagedHashListException damagedHeader(String name, String what) {
        return new DamagedHashListException(name + " is damaged in its header at offset 0: " + what
                + ". No result was drawn from it. Build the list again from its sources, or copy it again from where"
                + " it is whole");
    }

    private static int crc(MemorySegment segment) {
        CRC32C crc = new CRC32C();
        for (long from = 0; from < segment.byteSize(); from += 1 << 30) {
            crc.update(segment.asSlice(from, Math.min(1 << 30, segment.byteSize() - from))
                    .asByteBuffer());
        }
        return (int) crc.getValue();
    }
}
