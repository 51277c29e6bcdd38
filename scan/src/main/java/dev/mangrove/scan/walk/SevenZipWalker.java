package dev.mangrove.scan.walk;

import dev.mangrove.scan.item.ItemOrigin;
import dev.mangrove.scan.item.RawName;
import dev.mangrove.scan.item.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZFile;

/// Walks a 7z archive. Its header stands at the end: where that is lost, so are all names.
final class SevenZipWalker {

    /// The library begins a block anew for each member behind damage in it.
    private static final int READS_MAX = 8;

    private static final int COPY_BYTES = 32 << 10;
    private static final int UNIX_TYPE_SHIFT = 16;
    private static final int UNIX_TYPE = 0170000;
    private static final int UNIX_FILE = 0100000;
    private static final int HAS_UNIX_MODE = 0x8000;
    private static final int REPARSE_POINT = 0x400;

    private final Container container;
    private final Members members;
    private final WatchedChannel channel;
    private final long readBytesMax;
    private boolean over;

    private SevenZipWalker(Container container) throws IOException {
        this.container = container;
        this.members = new Members(container);
        this.channel = new WatchedChannel(container);
        this.readBytesMax = READS_MAX * channel.size() + (256L << 20);
    }

    static void walk(Container container) throws IOException {
        new SevenZipWalker(container).walk();
    }

    private void walk() throws IOException {
        try (SevenZFile archive = SevenZFile.builder()
                .setSeekableByteChannel(channel)
                .setMaxMemoryLimitKiB(Decoders.memoryKibMax())
                .setTryToRecoverBrokenArchives(true)
                .get()) {
            for (SevenZArchiveEntry entry : archive.getEntries()) {
                if (!entry.isDirectory()) {
                    member(archive, entry);
                }
            }
        }
    }

    private void member(SevenZFile archive, SevenZArchiveEntry entry) {
        // A member without a name goes by the container's.
        RawName name = entry.getName() == null
                ? CompressedWalker.memberName(container.name())
                : RawName.ofText(entry.getName());
        ItemOrigin origin = origin(entry);
        if (isSpecial(entry)) {
            members.list(name, origin, Reason.SPECIAL_FILE, Reason.SPECIAL_FILE.sentence(), List.of());
            return;
        }
        if (over) {
            members.list(
                    name,
                    origin,
                    Reason.LIMIT_REACHED,
                    "lies behind a member that unpacks too far to be passed",
                    List.of());
            return;
        }
        if (channel.bytesRead() > readBytesMax) {
            over = true;
            container.remarks().incomplete(Reason.LIMIT_REACHED, "damage makes it read the same bytes again and again");
        }
        long before = channel.bytesRead();
        Members.Member member = new Members.Member(name, () -> origin, () -> channel.bytesRead() - before, false);
        members.take(member, (sink, notes) -> {
            if (entry.hasStream()) {
                copy(archive, entry, new Drain(container.walk(), sink), notes);
            }
        });
    }

    // The library reaches the next member of a solid block only by unpacking this one to its end, so it is
    // read to the end here, where that is counted.
    private void copy(SevenZFile archive, SevenZArchiveEntry entry, Drain sink, List<String> notes) throws IOException {
        byte[] buffer = new byte[COPY_BYTES];
        long left = entry.getSize();
        try (InputStream in = archive.getInputStream(entry)) {
            while (left > 0) {
                int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (count < 0) {
                    throw new MemberException(Reason.TRUNCATED, "the packed data ends " + left + " bytes early");
                }
                left -= count;
                writeOrGiveUp(sink, buffer, count);
            }
            if (in.read() >= 0) {
                notes.add("sizeMismatch");
            }
        } catch (IOException e) {
            if (left == 0 && entry.getHasCrc()) {
                notes.add("crcMismatch");
                return;
            }
            throw e;
        }
    }

    private void writeOrGiveUp(Drain sink, byte[] buffer, int count) throws IOException {
        try {
            sink.write(buffer, 0, count);
        } catch (MemberException e) {
            over = true;
            container.remarks().incomplete(e);
            throw e;
        }
    }

    private static boolean isSpecial(SevenZArchiveEntry entry) {
        if (!entry.getHasWindowsAttributes()) {
            return false;
        }
        int attributes = entry.getWindowsAttributes();
        int type = attributes >>> UNIX_TYPE_SHIFT & UNIX_TYPE;
        boolean unixSpecial = (attributes & HAS_UNIX_MODE) != 0 && type != 0 && type != UNIX_FILE;
        return unixSpecial || (attributes & REPARSE_POINT) != 0;
    }

    private static ItemOrigin origin(SevenZArchiveEntry entry) {
        return entry.getHasLastModifiedDate()
                ? new ItemOrigin(Optional.of(entry.getLastModifiedTime().toInstant()), Optional.empty())
                : ItemOrigin.UNKNOWN;
    }
}
