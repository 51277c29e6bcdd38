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

    static void verify(ListFile file) {
        Verification verification = new Verification(file);
        verification.blocks();
        verification.digests(SectionKind.MD5, DigestKind.MD5);
        verification.digests(SectionKind.SHA1, DigestKind.SHA1);
        verification.digests(SectionKind.SHA256, DigestKind.SHA256);
        verification.hashes();
        verification.entries();
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
            byte[] swap = before;
            before = record;
            record = swap;
        }
    }

    private void hashes() {
        HashColumns hashes = new HashColumns(file.section(SectionKind.PDQ_UPPER), file.section(SectionKind.PDQ_LOWER));
        Section owners = file.section(SectionKind.PDQ_ENTRIES);
        PdqHash before = PdqHash.ZERO;
        for (long place = 0; place < header.pdq(); place++) {
            PdqHash hash = hashes.hash(place);
            if (place != header.nearMatchable() && before.compareTo(hash) > 0) {
                throw file.damaged(
                        SectionKind.PDQ_UPPER, place * HashColumns.HASH_BYTES, "the PDQ hashes are not in order");
            }
            long at = place * Integer.BYTES;
            requireWithin(owners.getInt(at), header.entries(), SectionKind.PDQ_ENTRIES, at);
            before = hash;
        }
    }

    private void entries() {
        Section section = file.section(SectionKind.ENTRIES);
        long[] counts = {header.md5(), header.sha1(), header.sha256(), header.pdq()};
        for (long ordinal = 0; ordinal < header.entries(); ordinal++) {
            long at = ordinal * ListLayout.ENTRY_BYTES;
            for (int i = 0; i < counts.length; i++) {
                int place = section.getInt(at + 4L * i);
                if (place != ListLayout.NONE) {
                    requireWithin(place, counts[i], SectionKind.ENTRIES, at);
                }
            }
            long text = section.getLong(at + 24);
            if (text < 0 || text >= header.section(SectionKind.TEXTS).bytes()) {
                throw file.damaged(SectionKind.ENTRIES, at, "the entry's texts lie outside their section");
            }
            requireWithin(section.getByte(at + 32), EntryRole.values().length, SectionKind.ENTRIES, at);
        }
    }

    private void tables() {
        SubstringCut cut = new SubstringCut(header.substrings());
        Section starts = file.section(SectionKind.BUCKET_STARTS);
        for (int piece = 0; piece < cut.substrings(); piece++) {
            int before = 0;
            for (long bucket = 0; bucket <= 1L << cut.widthBits(piece); bucket++) {
                long at = (cut.firstStart(piece) + bucket) * Integer.BYTES;
                int start = starts.getInt(at);
                if (start < before || start > header.nearMatchable()) {
                    throw file.damaged(SectionKind.BUCKET_STARTS, at, "the bucket starts are not in order");
                }
                before = start;
            }
            if (before != header.nearMatchable()) {
                throw file.damaged(SectionKind.BUCKET_STARTS, 0, "the buckets do not hold all hashes");
            }
        }
        Section members = file.section(SectionKind.BUCKET_MEMBERS);
        long bytes = header.section(SectionKind.BUCKET_MEMBERS).bytes();
        for (long at = 0; at < bytes; at += Integer.BYTES) {
            requireWithin(members.getInt(at), header.nearMatchable(), SectionKind.BUCKET_MEMBERS, at);
        }
    }

    private void requireWithin(int place, long count, SectionKind kind, long offset) {
        if (place < 0 || place >= count) {
            throw file.damaged(kind, offset, "the number " + place + " there is not below " + count);
        }
    }
}
