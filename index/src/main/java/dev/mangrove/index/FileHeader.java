package dev.mangrove.index;

import static dev.mangrove.index.ListLayout.BLOCK_BYTES;
import static dev.mangrove.index.ListLayout.FORMAT_VERSION;
import static dev.mangrove.index.ListLayout.HEADER_BYTES;
import static dev.mangrove.index.ListLayout.INT;
import static dev.mangrove.index.ListLayout.LONG;
import static dev.mangrove.index.ListLayout.MAGIC_BYTES;
import static dev.mangrove.index.ListLayout.aligned;
import static dev.mangrove.index.ListLayout.blocks;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/// The first 4,096 bytes of a list file: sizes, and where each section lies.
///
/// @param nearDifferent how many different hashes there are among those that can be matched nearly
/// @param substrings into how many pieces the search tables cut a hash; 0 where the list has no tables
/// @param shape of the entries' records
/// @param sections one for each [SectionKind], in its order
/// @param checksCrc the CRC32C of the section with the blocks' checksums
record FileHeader(
        long fileBytes,
        long entries,
        long md5,
        long sha1,
        long sha256,
        long pdq,
        long nearMatchable,
        long nearDifferent,
        int substrings,
        EntryShape shape,
        List<Extent> sections,
        int checksCrc) {

    private static final int DIRECTORY_OFFSET = 96;
    private static final int EXTENT_BYTES = 32;
    private static final int SHAPE_OFFSET = 1024;
    private static final int CRC_OFFSET = HEADER_BYTES - 4;

    FileHeader {
        sections = List.copyOf(sections);
    }

    /// Where a section lies.
    ///
    /// @param bytes its length without the zeros that fill it up to a multiple of 64
    /// @param firstBlock the place of its first block's checksum
    record Extent(long offset, long bytes, long firstBlock) {
        long end() {
            return offset + aligned(bytes);
        }
    }

    Extent section(SectionKind kind) {
        return sections.get(kind.ordinal());
    }

    long digests(SectionKind kind) {
        return switch (kind) {
            case MD5 -> md5;
            case SHA1 -> sha1;
            case SHA256 -> sha256;
            default -> throw new IllegalArgumentException(kind + " holds no digests");
        };
    }

    byte[] toBytes() {
        byte[] bytes = new byte[HEADER_BYTES];
        MemorySegment out = MemorySegment.ofArray(bytes);
        MemorySegment.copy(ListLayout.magic(), 0, out, ValueLayout.JAVA_BYTE, 0, MAGIC_BYTES);
        out.set(INT, 8, FORMAT_VERSION);
        out.set(INT, 12, HEADER_BYTES);
        out.set(LONG, 16, fileBytes);
        out.set(INT, 24, BLOCK_BYTES);
        out.set(INT, 28, SectionKind.COUNT);
        out.set(LONG, 32, entries);
        out.set(LONG, 40, md5);
        out.set(LONG, 48, sha1);
        out.set(LONG, 56, sha256);
        out.set(LONG, 64, pdq);
        out.set(LONG, 72, nearMatchable);
        out.set(INT, 80, substrings);
        out.set(INT, 84, (int) nearDifferent);
        out.set(INT, 88, checksCrc);
        for (SectionKind kind : SectionKind.values()) {
            long at = DIRECTORY_OFFSET + (long) EXTENT_BYTES * kind.ordinal();
            Extent extent = section(kind);
            out.set(INT, at, kind.code());
            out.set(LONG, at + 8, extent.offset());
            out.set(LONG, at + 16, extent.bytes());
            out.set(LONG, at + 24, extent.firstBlock());
        }
        shape.write(out, SHAPE_OFFSET);
        out.set(INT, CRC_OFFSET, crc(bytes));
        return bytes;
    }

    /// Reads a header whose magic and format version are known to be right.
    ///
    /// @param header exactly the first 4,096 bytes
    /// @return empty where its checksum is wrong or its numbers contradict each other
    static Optional<FileHeader> read(byte[] header) {
        MemorySegment in = MemorySegment.ofArray(header);
        if (in.get(INT, CRC_OFFSET) != crc(header)
                || in.get(INT, 12) != HEADER_BYTES
                || in.get(INT, 24) != BLOCK_BYTES
                || in.get(INT, 28) != SectionKind.COUNT) {
            return Optional.empty();
        }
        List<Extent> sections = new ArrayList<>();
        for (SectionKind kind : SectionKind.values()) {
            long at = DIRECTORY_OFFSET + (long) EXTENT_BYTES * kind.ordinal();
            if (in.get(INT, at) != kind.code()) {
                return Optional.empty();
            }
            sections.add(new Extent(in.get(LONG, at + 8), in.get(LONG, at + 16), in.get(LONG, at + 24)));
        }
        FileHeader read = new FileHeader(
                in.get(LONG, 16),
                in.get(LONG, 32),
                in.get(LONG, 40),
                in.get(LONG, 48),
                in.get(LONG, 56),
                in.get(LONG, 64),
                in.get(LONG, 72),
                in.get(INT, 84),
                in.get(INT, 80),
                EntryShape.read(in, SHAPE_OFFSET),
                sections,
                in.get(INT, 88));
        return read.isConsistent() ? Optional.of(read) : Optional.empty();
    }

    /// Whether every section has the length that the counts give it and lies inside the file. After
    /// this, no arithmetic on the header's numbers can overflow.
    private boolean isConsistent() {
        if (entries < 0 || entries > ListLayout.ENTRIES_MAX || nearMatchable < 0 || nearMatchable > pdq) {
            return false;
        }
        if (nearDifferent < 0 || nearDifferent > nearMatchable) {
            return false;
        }
        if (!shape.isSound()) {
            return false;
        }
        for (long count : new long[] {md5, sha1, sha256, pdq}) {
            if (count < 0 || count > entries) {
                return false;
            }
        }
        if (substrings != 0 && (substrings < SubstringCut.SUBSTRINGS_MIN || substrings > SubstringCut.SUBSTRINGS_MAX)) {
            return false;
        }
        for (SectionKind kind : SectionKind.values()) {
            Extent extent = section(kind);
            if (extent.offset() < HEADER_BYTES
                    || extent.bytes() < 0
                    || extent.offset() > fileBytes
                    || extent.bytes() > fileBytes
                    || extent.end() > fileBytes
                    || extent.firstBlock() < 0
                    || extent.firstBlock() > blocks(fileBytes) + SectionKind.COUNT) {
                return false;
            }
        }
        return lengthsFollowFromCounts();
    }

    private boolean lengthsFollowFromCounts() {
        SubstringCut cut = new SubstringCut(substrings);
        long checked = 0;
        for (SectionKind kind : SectionKind.values()) {
            long bytes = section(kind).bytes();
            long expected = switch (kind) {
                case METADATA, IDS, LABELS -> bytes;
                case MD5_FILTER -> filterBytes(bytes, md5);
                case SHA1_FILTER -> filterBytes(bytes, sha1);
                case SHA256_FILTER -> filterBytes(bytes, sha256);
                case ENTRIES -> entries * shape.recordBytes();
                case ID_STARTS -> EntriesDraft.idStartsBytes(entries);
                case MD5 -> md5 * 20;
                case SHA1 -> sha1 * 24;
                case SHA256 -> sha256 * 36;
                case PDQ_UPPER, PDQ_LOWER -> pdq * 16;
                case PDQ_ENTRIES -> PackedNumbers.bytes(pdq, PackedNumbers.widthBits(entries));
                case BUCKET_STARTS -> cut.startsBytes();
                case BUCKET_MEMBERS ->
                    MemberLayout.of(cut, nearMatchable, nearDifferent).bytes();
                case BUCKET_CROWDED -> bytes / BucketGroup.ROW_BYTES * BucketGroup.ROW_BYTES;
                case BLOCK_CHECKS -> checked * 4;
            };
            if (bytes != expected) {
                return false;
            }
            if (kind != SectionKind.BLOCK_CHECKS) {
                if (section(kind).firstBlock() != checked) {
                    return false;
                }
                checked += blocks(aligned(bytes));
            }
        }
        return true;
    }

    /// A filter is empty where there are no digests, and only there; else it ends with whole numbers.
    private static long filterBytes(long bytes, long digests) {
        return digests == 0 ? 0 : Math.max(FuseFilter.ROW_BYTES + Long.BYTES, bytes / Long.BYTES * Long.BYTES);
    }

    private static int crc(byte[] header) {
        CRC32C crc = new CRC32C();
        crc.update(header, 0, CRC_OFFSET);
        return (int) crc.getValue();
    }
}
