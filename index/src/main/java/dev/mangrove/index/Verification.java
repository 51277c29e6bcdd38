package dev.mangrove.index;

import dev.mangrove.hash.DigestKind;
import dev.mangrove.hash.PdqHash;
import java.util.Arrays;

/// Reads a whole list. The checksums tell whether it is what was written; the rest tells whether a
/// program that wrote it by the book: an unsorted section would hide entries from a look-up.
final class Verification {

    private final ListFile file;
    private final FileHeader header;

    private Verification(ListFile file) {
        this.file = file;
        this.header = file.header();
    }

    static void verify(ListFile file, EntryTable entries) {
        Verification verification = new Verification(file);
        verification.blocks();
        verification.digests(SectionKind.MD5, DigestKind.MD5);
        verification.digests(SectionKind.SHA1, DigestKind.SHA1);
        verification.digests(SectionKind.SHA256, DigestKind.SHA256);
        verification.hashes();
        verification.entries(entries);
        verification.tables();
    }

    private void blocks() {
        for (SectionKind kind : SectionKind.values()) {
            if (kind != SectionKind.BLOCK_CHECKS) {
                Section section = file.section(kind);
                for (int block = 0; block < section.blocks(); block++) {
                    section.checkAgain(block);
                }
            }
        }
    }

    private void digests(SectionKind kind, DigestKind digestKind) {
        Section section = file.section(kind);
        FuseFilter filter = file.filter(kind);
        int digestBytes = digestKind.bytes();
        byte[] record = new byte[digestBytes + Integer.BYTES];
        byte[] before = new byte[record.length];
        for (long place = 0; place < header.digests(kind); place++) {
            long at = place * record.length;
            section.copy(at, record);
            if (place > 0 && Arrays.compareUnsigned(before, 0, digestBytes, record, 0, digestBytes) > 0) {
                throw file.damaged(kind, at, "the digests are not in order");
            }
            requireWithin(section.getUnalignedInt(at + digestBytes), header.entries(), kind, at);
            requireInFilter(filter, record, kind);
            byte[] swap = before;
            before = record;
            record = swap;
        }
    }

    private void requireInFilter(FuseFilter filter, byte[] digest, SectionKind kind) {
        try {
            if (!filter.mayHold(DigestTable.key(digest))) {
                throw file.damaged(kind.filter(), 0, "it denies a digest that the list has");
            }
        } catch (IndexOutOfBoundsException e) {
            throw file.damaged(kind.filter(), 0, "the filter there points outside its section");
        }
    }

    private void hashes() {
        HashColumns hashes = new HashColumns(file.section(SectionKind.PDQ_UPPER), file.section(SectionKind.PDQ_LOWER));
        Section owners = file.section(SectionKind.PDQ_ENTRIES);
        int ordinalBits = PackedNumbers.widthBits(header.entries());
        PdqHash before = PdqHash.ZERO;
        for (long place = 0; place < header.pdq(); place++) {
            PdqHash hash = hashes.hash(place);
            if (place != header.nearMatchable() && before.compareTo(hash) > 0) {
                throw file.damaged(
                        SectionKind.PDQ_UPPER, place * HashColumns.HASH_BYTES, "the PDQ hashes are not in order");
            }
            long bit = place * ordinalBits;
            requireWithin(owners.getBits(bit, ordinalBits), header.entries(), SectionKind.PDQ_ENTRIES, bit / Byte.SIZE);
            before = hash;
        }
    }

    private void entries(EntryTable entries) {
        for (long ordinal = 0; ordinal < header.entries(); ordinal++) {
            try {
                entries.require(ordinal);
            } catch (IndexOutOfBoundsException e) {
                throw file.damagedEntry(ordinal);
            }
        }
    }

    /// Each bucket must start where the one before ends, and each member must have the bucket's value.
    private void tables() {
        SubstringCut cut = new SubstringCut(header.substrings());
        HashColumns hashes = new HashColumns(file.section(SectionKind.PDQ_UPPER), file.section(SectionKind.PDQ_LOWER));
        if (cut.substrings() > 0 && TableFiller.different(hashes, header.nearMatchable()) != header.nearDifferent()) {
            throw file.damaged(SectionKind.PDQ_UPPER, 0, "not as many hashes differ as the header says");
        }
        SearchTables tables = file.tables(cut);
        for (int piece = 0; piece < cut.substrings(); piece++) {
            long all = piece == 0 ? header.nearMatchable() : header.nearDifferent();
            long end = 0;
            long buckets = 1L << cut.widthBits(piece);
            for (long bucket = 0; bucket < buckets; bucket++) {
                long at = (cut.firstGroup(piece) + bucket / BucketGroup.BUCKETS) * BucketGroup.BYTES;
                long range = tables.bucket(at, (int) bucket);
                if ((int) (range >>> Integer.SIZE) != end || (int) range < 0 || end + (int) range > all) {
                    throw file.damaged(SectionKind.BUCKET_STARTS, at, "the bucket starts are not in order");
                }
                for (long position = end; position < end + (int) range; position++) {
                    member(tables, hashes, cut, piece, (int) bucket, position);
                }
                end += (int) range;
            }
            if (end != all) {
                throw file.damaged(SectionKind.BUCKET_STARTS, 0, "the buckets do not hold all hashes");
            }
        }
    }

    private void member(
            SearchTables tables, HashColumns hashes, SubstringCut cut, int piece, int bucket, long position) {
        long listed = tables.layout().first(piece) + position;
        long at = listed * tables.layout().widthBits() / Byte.SIZE;
        long place = position;
        if (piece > 0) {
            place = tables.member(listed);
            requireWithin(place, header.nearMatchable(), SectionKind.BUCKET_MEMBERS, at);
        }
        PdqHash hash = hashes.hash(place);
        if (cut.key(piece, hash.word0(), hash.word1(), hash.word2(), hash.word3()) != bucket) {
            throw file.damaged(SectionKind.BUCKET_MEMBERS, at, "a hash is listed in a bucket that is not its own");
        }
    }

    private void requireWithin(long place, long count, SectionKind kind, long offset) {
        if (place < 0 || place >= count) {
            throw file.damaged(kind, offset, "the number " + place + " there is not below " + count);
        }
    }
}
