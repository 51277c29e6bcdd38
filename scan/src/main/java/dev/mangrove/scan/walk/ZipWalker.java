package dev.mangrove.scan.walk;

import dev.mangrove.scan.examine.TypeSniffer;
import dev.mangrove.scan.item.MediaType;
import dev.mangrove.scan.item.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;

/// Walks a ZIP twice over: first by its central directory, each record compared with its local header;
/// then through every stretch of the file that the directory does not account for, by the signatures of
/// local headers. A sound ZIP has no such stretches; a cut one is nothing else; a member left out of the
/// directory lies in one. Memory does not grow with the number of members.
final class ZipWalker {

    private static final int COPY_BYTES = 32 << 10;

    /// The longest path of Linux and most others.
    private static final int PATH_BYTES_MAX = 4096;

    /// Members that share bytes with others may unpack, all of them, to so many times the file.
    private static final int OVERLAP_RATIO_MAX = 10;

    private final Container container;
    private final Members members;
    private final PackedInput data;
    private final ZipSignatures signatures;
    private final Stretches known = new Stretches();
    private final long size;
    private long overlapAllowance;
    private boolean directoryDamaged;

    private ZipWalker(Container container) throws IOException {
        this.container = container;
        this.members = new Members(container);
        this.data = new PackedInput(container);
        this.signatures = new ZipSignatures(container);
        this.size = container.channel().size();
        this.overlapAllowance =
                OVERLAP_RATIO_MAX * Math.max(size, container.walk().limits().ratioFreeBytes());
    }

    static void walk(Container container) throws IOException {
        ZipWalker walker = new ZipWalker(container);
        Optional<ZipDirectory> directory = ZipDirectory.find(container);
        if (directory.isEmpty()) {
            walker.directoryDamaged = true;
            container
                    .remarks()
                    .incomplete(
                            Reason.TRUNCATED, "the central directory is missing or damaged: local headers were used");
        } else if (directory.get().split()) {
            walker.directoryDamaged = true;
            container.remarks().incomplete(Reason.UNSUPPORTED, "one piece of a ZIP that is split over several files");
        } else {
            walker.byDirectory(directory.get());
        }
        walker.throughGaps();
    }

    private void byDirectory(ZipDirectory directory) throws IOException {
        PackedInput records = new PackedInput(container).stretch(directory.start(), directory.end());
        long count = 0;
        while (records.position() < directory.end()) {
            long at = records.position();
            Optional<ZipHeader> record = ZipHeader.central(records);
            if (record.isEmpty()) {
                directoryDamaged = true;
                container
                        .remarks()
                        .incomplete(
                                Reason.DAMAGED,
                                "the central directory is damaged at offset " + at
                                        + ": local headers were used from there");
                known.add(directory.start(), at);
                known.add(directory.end(), directory.trailerEnd());
                return;
            }
            count++;
            listed(record.get(), directory.shift());
        }
        if ((count & 0xffff) != (directory.count() & 0xffff)) {
            container.remarks().note("directoryCountDiffers");
        }
        known.add(directory.start(), directory.trailerEnd());
    }

    /// A member that the directory lists.
    private void listed(ZipHeader central, long shift) throws IOException {
        // Some writers count offsets from behind a prefix, some from the file's start.
        long shifted = central.localOffset() + shift;
        Optional<ZipHeader> there = shifted < 0 ? Optional.empty() : ZipHeader.local(data, shifted);
        long position = there.isPresent() ? shifted : central.localOffset();
        Optional<ZipHeader> found = there.isPresent() ? there : ZipHeader.local(data, position);
        if (central.isFolder() && found.map(ZipHeader::isFolder).orElse(true)) {
            found.ifPresent(local -> known.add(position, position + local.length() + central.packed()));
            return;
        }
        if (found.isEmpty()) {
            members.list(
                    central.name(),
                    central.origin(),
                    Reason.DAMAGED,
                    "no local header where the directory says, at offset " + position,
                    List.of("localHeaderMissing"));
            return;
        }
        ZipHeader local = found.get();
        List<String> notes = new ArrayList<>();
        if (!local.name().equals(central.name())) {
            notes.add("localNameDiffers");
        }
        boolean sizesDiffer = !local.hasDescriptor() && local.packed() != central.packed();
        if (local.method() != central.method()
                || sizesDiffer
                || (!local.hasDescriptor() && local.crc() != central.crc())) {
            notes.add("localHeaderDiffers");
        }
        // Deflated data tell their own end, so the larger of two stated lengths does no harm.
        boolean larger = sizesDiffer && central.method() == ZipHeader.DEFLATED;
        long packed = larger ? Math.max(local.packed(), central.packed()) : central.packed();
        long start = position + local.length();
        member(central, position, start, start + packed, notes, central.isEncrypted() || local.isEncrypted());
    }

    private void member(ZipHeader header, long position, long start, long end, List<String> notes, boolean encrypted) {
        boolean overlapping = known.overlaps(position, end);
        known.add(position, Math.min(Math.min(end, start + header.packed()), size));
        if (overlapping) {
            notes.add("overlapping");
        }
        if (encrypted) {
            members.list(header.name(), header.origin(), Reason.ENCRYPTED, Reason.ENCRYPTED.sentence(), notes);
        } else if (header.isSpecial() && !holdsAFile(header, start, end)) {
            members.list(header.name(), header.origin(), Reason.SPECIAL_FILE, Reason.SPECIAL_FILE.sentence(), notes);
        } else if (!ZipMethods.isKnown(header.method())) {
            members.list(
                    header.name(),
                    header.origin(),
                    Reason.UNSUPPORTED,
                    "packed with ZIP method " + header.method(),
                    notes);
        } else {
            if (header.isSpecial()) {
                notes.add("markedSpecial");
            }
            read(header, start, end, notes, overlapping, header.packed() != 0 || !header.hasDescriptor());
        }
    }

    /// Two bits of a directory must not hide a picture: a member marked as a link or a pipe is one only if
    /// its data could be no more than a path. Some programs mark as a pipe what was piped into them.
    private boolean holdsAFile(ZipHeader header, long start, long end) {
        if (!header.mayHoldAFile() || !ZipMethods.isKnown(header.method())) {
            return false;
        }
        if (header.unpacked() > PATH_BYTES_MAX || header.packed() > PATH_BYTES_MAX) {
            return true;
        }
        try (InputStream unpacked = ZipMethods.open(header, data.stretch(start, end))) {
            byte[] first = unpacked.readNBytes(PATH_BYTES_MAX + 1);
            return first.length > PATH_BYTES_MAX
                    || !Set.of(MediaType.TEXT, MediaType.UNKNOWN).contains(TypeSniffer.sniff(first, first.length));
        } catch (IOException | RuntimeException e) {
            // It will be read, and answered with its reason.
            return true;
        }
    }

    private void read(
            ZipHeader header, long start, long end, List<String> notes, boolean overlapping, boolean sizesKnown) {
        Members.Member member = new Members.Member(
                header.name(), header::origin, () -> data.position() - start, overlapping || !sizesKnown);
        data.stretch(start, end);
        members.take(member, (sink, told) -> {
            told.addAll(notes);
            CRC32 crc = new CRC32();
            long bytes = 0;
            try (InputStream unpacked = ZipMethods.open(header, data)) {
                byte[] buffer = new byte[COPY_BYTES];
                for (int count = unpacked.read(buffer); count >= 0; count = unpacked.read(buffer)) {
                    if (overlapping) {
                        chargeOverlap(count);
                    }
                    crc.update(buffer, 0, count);
                    bytes += count;
                    sink.write(buffer, 0, count);
                }
            }
            if (header.method() == ZipHeader.STORED && sizesKnown && bytes < header.packed()) {
                throw new MemberException(
                        Reason.TRUNCATED, "the file ends " + (header.packed() - bytes) + " bytes before this member");
            }
            if (header.method() == ZipHeader.DEFLATED && sizesKnown && data.position() + ZipHeader.LOCAL_BYTES < end) {
                told.add("bytesAfterData");
            }
            if (sizesKnown && crc.getValue() != header.crc()) {
                told.add("crcMismatch");
            }
            if (sizesKnown && bytes != header.unpacked()) {
                told.add("sizeMismatch");
            }
        });
    }

    private void chargeOverlap(long bytes) throws MemberException {
        overlapAllowance -= bytes;
        if (overlapAllowance < 0) {
            throw new MemberException(
                    Reason.LIMIT_REACHED, "shares its bytes with other members, which unpack too far together");
        }
    }

    private void throughGaps() throws IOException {
        if (known.isFull()) {
            container.remarks().incomplete(Reason.LIMIT_REACHED, "too many stretches to look for hidden members");
            return;
        }
        for (Stretches.Gap gap : known.gaps(size)) {
            long position = signatures.next(ZipHeader.LOCAL_SIGNATURE, gap.start(), gap.end());
            while (position >= 0) {
                long next = hidden(position);
                position = signatures.next(ZipHeader.LOCAL_SIGNATURE, Math.max(next, position + 4), gap.end());
            }
        }
    }

    /// A member that only its local header tells of.
    ///
    /// @return where to go on searching
    private long hidden(long position) throws IOException {
        Optional<ZipHeader> found = ZipHeader.local(data, position);
        if (found.isEmpty() || !found.get().isPlausible()) {
            return position + 4;
        }
        ZipHeader local = found.get();
        long start = position + local.length();
        if (local.isFolder() && !local.hasDescriptor()) {
            return start + local.packed();
        }
        List<String> notes = new ArrayList<>();
        notes.add(directoryDamaged ? "localHeaderUsed" : "notInDirectory");
        container.remarks().count(directoryDamaged ? "localHeadersUsed" : "notInDirectory");
        boolean sizesKnown = local.packed() != 0 || !local.hasDescriptor();
        boolean endsItself = local.method() == ZipHeader.DEFLATED;
        long end = sizesKnown ? start + local.packed() : endsItself ? size : signatures.endOfData(start, size);
        if (!sizesKnown && endsItself && !local.isEncrypted()) {
            read(local, start, end, notes, known.overlaps(position, start), false);
            end = Math.max(start, data.position());
            known.add(position, end);
            return end;
        }
        member(local, position, start, end, notes, local.isEncrypted());
        return Math.min(end, size);
    }
}
