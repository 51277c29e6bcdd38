package dev.mangrove.index;

import static dev.mangrove.index.ListLayout.aligned;

import dev.mangrove.hash.DigestKind;
import dev.mangrove.index.FileHeader.Extent;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Lays out a list file: one section behind the other, and the header in the end.
final class ListWriter implements AutoCloseable {

    private static final long FORCED_BYTES_MIN = 128 << 20;

    private final FileChannel file;
    private final Map<SectionKind, Extent> extents = new EnumMap<>(SectionKind.class);
    private final Map<SectionKind, int[]> checks = new EnumMap<>(SectionKind.class);
    private long nextOffset = ListLayout.HEADER_BYTES;

    private long forcedUpTo;
    private CompletableFuture<Void> forcing = CompletableFuture.completedFuture(null);
    private volatile @Nullable IOException forceFailed;

    ListWriter(Path path) throws IOException {
        file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /// A section behind those that have ended.
    SectionWriter begin() {
        return new SectionWriter(file, nextOffset);
    }

    /// A section behind one that is still being written and will have `bytes` bytes.
    SectionWriter beginBehind(SectionWriter section, long bytes) {
        return new SectionWriter(file, section.offset() + aligned(bytes));
    }

    /// Leaves room for a section that ends later than what comes behind it.
    void leaveRoom(SectionWriter section, long bytes) {
        nextOffset = Math.max(nextOffset, section.offset() + aligned(bytes));
    }

    void end(SectionKind kind, SectionWriter section) throws IOException {
        extents.put(kind, new Extent(section.offset(), section.bytes(), 0));
        checks.put(kind, section.finish());
        nextOffset = Math.max(nextOffset, section.offset() + aligned(section.bytes()));
        forceSoon();
    }

    /// Begins to bring to the disk what has been written, so that little is left to wait for in the end. An error
    /// is kept until then.
    private void forceSoon() {
        if (nextOffset - forcedUpTo > FORCED_BYTES_MIN && forcing.isDone()) {
            forcedUpTo = nextOffset;
            forcing = CompletableFuture.runAsync(
                    this::forceNow,
                    task -> Thread.ofPlatform()
                            .daemon()
                            .name("mangrove-list-force")
                            .start(task));
        }
    }

    private void forceNow() {
        try {
            file.force(false);
        } catch (IOException e) {
            forceFailed = e;
        }
    }

    /// Search tables are filled in place, through a mapping of the file; the file takes up its room first, so
    /// that a full disk is an error here and not a fault in the mapping.
    ///
    /// @return how many different hashes there are
    long writeTables(SubstringCut cut, long hashes) throws IOException {
        long startsOffset = nextOffset;
        long startsBytes = cut.startsBytes();
        long membersOffset = startsOffset + aligned(startsBytes);
        long different;
        int[] crowded;
        try (Arena arena = Arena.ofShared()) {
            MemorySegment upper = map(extent(SectionKind.PDQ_UPPER), arena);
            MemorySegment lower = map(extent(SectionKind.PDQ_LOWER), arena);
            HashColumns columns = new HashColumns(Section.ofOwn(upper), Section.ofOwn(lower));
            different = TableFiller.different(columns, hashes);
            MemberLayout layout = MemberLayout.of(cut, hashes, different);
            long membersBytes = layout.bytes();
            long end = membersOffset + aligned(membersBytes);
            fillWithZeros(startsOffset, end);
            MemorySegment tables = file.map(MapMode.READ_WRITE, startsOffset, end - startsOffset, arena);
            MemorySegment starts = tables.asSlice(0, membersOffset - startsOffset);
            MemorySegment members = tables.asSlice(membersOffset - startsOffset);
            crowded = TableFiller.fill(columns, hashes, cut, starts, members, layout);
            tables.force();
            extents.put(SectionKind.BUCKET_STARTS, new Extent(startsOffset, startsBytes, 0));
            checks.put(SectionKind.BUCKET_STARTS, SectionWriter.checks(starts));
            extents.put(SectionKind.BUCKET_MEMBERS, new Extent(membersOffset, membersBytes, 0));
            checks.put(SectionKind.BUCKET_MEMBERS, SectionWriter.checks(members));
            nextOffset = end;
        }
        SectionWriter rows = begin();
        for (int start : crowded) {
            rows.putInt(start);
        }
        end(SectionKind.BUCKET_CROWDED, rows);
        return different;
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

    /// Writes the blocks' checksums and the header, and waits until all is on the disk.
    void finish(HashListHeader list, EntryShape shape, long nearDifferent, int substrings) throws IOException {
        SectionWriter out = begin();
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
        crc.update(new byte[(int) (aligned(bytes) - bytes)]);
        out.finish();
        directory.add(new Extent(nextOffset, bytes, 0));
        FileHeader header = new FileHeader(
                nextOffset + aligned(bytes),
                list.entries(),
                list.digests().getOrDefault(DigestKind.MD5, 0L),
                list.digests().getOrDefault(DigestKind.SHA1, 0L),
                list.digests().getOrDefault(DigestKind.SHA256, 0L),
                list.pdq(),
                list.nearMatchable(),
                nearDifferent,
                substrings,
                shape,
                directory,
                (int) crc.getValue());
        ByteBuffer bytesOfHeader = ByteBuffer.wrap(header.toBytes());
        while (bytesOfHeader.hasRemaining()) {
            file.write(bytesOfHeader, bytesOfHeader.position());
        }
        forcing.join();
        if (forceFailed != null) {
            throw forceFailed;
        }
        file.force(true);
    }

    private Extent extent(SectionKind section) {
        Extent extent = extents.get(section);
        if (extent == null) {
            throw new IllegalStateException("section " + section + " was not written");
        }
        return extent;
    }

    @Override
    public void close() throws IOException {
        forcing.join();
        file.close();
    }
}
