package dev.mangrove.scan.walk;

import dev.mangrove.scan.disk.Carved;
import dev.mangrove.scan.disk.Carver;
import dev.mangrove.scan.disk.DiskException;
import dev.mangrove.scan.disk.FileRuns;
import dev.mangrove.scan.disk.UnusedSpace;
import dev.mangrove.scan.disk.Volume;
import dev.mangrove.scan.item.ItemOrigin;
import dev.mangrove.scan.item.RawName;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Makes members of what lies in the unused space of a disk. Each is named by its byte offset in the image.
final class DiskCarving {

    private static final int COPY_BYTES = 128 << 10;

    private final Container container;
    private final DiskImage image;
    private final Members members;
    private final Carver carver;
    private final byte[] buffer = new byte[COPY_BYTES];
    private long copied;
    private boolean stopped;

    DiskCarving(Container container, DiskImage image) {
        this.container = container;
        this.image = image;
        this.members = new Members(container);
        this.carver = new Carver(image.disk());
    }

    /// Searches what a volume's file system does not use.
    void unused(RawName prefix, Volume volume, String fileSystem, FileRuns runs) throws IOException {
        Optional<Integer> blockBytes = runs.blockBytes(volume.startBytes());
        if (blockBytes.isEmpty()) {
            container.remarks().note("unusedSpaceUnknown");
            return;
        }
        try {
            boolean all = UnusedSpace.forEach(
                    image.kit(), volume, fileSystem, blockBytes.get(), (start, end) -> search(prefix, start, end));
            if (!all) {
                container.remarks().note("unusedSpaceUnknown");
            }
        } catch (DiskException e) {
            container.remarks().incomplete(e.reason(), e.detail());
        }
    }

    /// Searches a stretch that no file system accounts for.
    void whole(RawName prefix, Volume volume) throws IOException {
        search(prefix, volume.startBytes(), volume.endBytes());
    }

    private void search(RawName prefix, long start, long end) throws IOException {
        if (stopped) {
            return;
        }
        try {
            carver.search(start, end, file -> member(prefix, file));
        } catch (DiskException e) {
            stopped = true;
            container.remarks().incomplete(e.reason(), e.detail());
        }
    }

    private void member(RawName prefix, Carved file) {
        String place = String.format(Locale.ROOT, "unallocated/offset-%012d.%s", file.offset(), file.extension());
        List<String> notes = file.complete() ? List.of("carved") : List.of("carved", "carvedIncomplete");
        long before = copied;
        Members.Member member = new Members.Member(
                prefix.resolve(RawName.ofText(place)), () -> ItemOrigin.UNKNOWN, () -> copied - before, false);
        members.take(member, (sink, told) -> {
            told.addAll(notes);
            copy(file, sink);
        });
    }

    private void copy(Carved file, OutputStream sink) throws IOException {
        SeekableByteChannel disk = image.disk();
        disk.position(file.offset());
        long left = file.lengthBytes();
        while (left > 0) {
            int count = disk.read(ByteBuffer.wrap(buffer, 0, (int) Math.min(left, buffer.length)));
            if (count < 0) {
                return;
            }
            copied += count;
            left -= count;
            sink.write(buffer, 0, count);
        }
    }
}
