package dev.mangrove.scan.walk;

import com.github.junrar.Archive;
import com.github.junrar.ArchiveOptions;
import com.github.junrar.exception.CrcErrorException;
import com.github.junrar.exception.RarException;
import com.github.junrar.rarfile.FileHeader;
import dev.mangrove.scan.item.ItemOrigin;
import dev.mangrove.scan.item.RawName;
import dev.mangrove.scan.item.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/// Walks a RAR archive, of version 4 or 5.
final class RarWalker {

    private static final int UNIX_TYPE = 0170000;
    private static final int UNIX_LINK = 0120000;
    private static final String BEHIND = "packed as one with a member before that could not be unpacked to its end";

    private final Container container;
    private final Members members;
    private final RarChannel channel;
    private Optional<Reason> over = Optional.empty();

    private RarWalker(Container container) {
        this.container = container;
        this.members = new Members(container);
        this.channel = new RarChannel(new WatchedChannel(container));
    }

    static void walk(Container container) throws IOException {
        new RarWalker(container).walk();
    }

    private void walk() throws IOException {
        ArchiveOptions options = ArchiveOptions.builder()
                .maxDictionarySize((long) Decoders.memoryKibMax() << 10)
                .build();
        try (Archive archive = new Archive(new RarChannel.OneVolume(channel), options)) {
            if (archive.isEncrypted()) {
                throw new MemberException(Reason.ENCRYPTED, "even the names are encrypted");
            }
            boolean solid =
                    archive.getMainHeader() != null && archive.getMainHeader().isSolid();
            for (FileHeader header : archive.getFileHeaders()) {
                if (!header.isDirectory()) {
                    member(archive, header, solid || header.isSolid());
                }
            }
        } catch (RarException e) {
            throw Reasons.of(e, 0);
        }
    }

    private void member(Archive archive, FileHeader header, boolean solid) {
        RawName name = RawName.ofText(header.getFileName());
        ItemOrigin origin = header.getLastModifiedTime() == null
                ? ItemOrigin.UNKNOWN
                : new ItemOrigin(Optional.of(header.getLastModifiedTime().toInstant()), Optional.empty());
        boolean link = header.getRedirection() != null
                || (header.getHostOS() == com.github.junrar.rarfile.HostSystem.unix
                        && (header.getFileAttr() & UNIX_TYPE) == UNIX_LINK);
        if (link) {
            members.list(name, origin, Reason.SPECIAL_FILE, Reason.SPECIAL_FILE.sentence(), List.of());
        } else if (header.isEncrypted()) {
            members.list(name, origin, Reason.ENCRYPTED, Reason.ENCRYPTED.sentence(), List.of());
        } else if (header.isSplitBefore()) {
            members.list(name, origin, Reason.TRUNCATED, "begins in another volume of this archive", List.of());
        } else if (over.isPresent()) {
            members.list(name, origin, over.get(), BEHIND, List.of());
        } else {
            read(archive, header, solid, name, origin);
        }
    }

    private void read(Archive archive, FileHeader header, boolean solid, RawName name, ItemOrigin origin) {
        long before = channel.bytesRead();
        boolean[] passed = {false};
        Members.Member member = new Members.Member(name, () -> origin, () -> channel.bytesRead() - before, false);
        Members.Reading reading = members.take(member, (sink, notes) -> {
            OutputStream target = solid ? new Drain(container.walk(), sink) : sink;
            try {
                archive.extractFile(header, target);
                passed[0] = true;
            } catch (CrcErrorException e) {
                passed[0] = true;
                notes.add("crcMismatch");
            } catch (RarException e) {
                throw Reasons.of(e, 0);
            }
        });
        if (solid && !passed[0]) {
            over = Optional.of(
                    switch (reading) {
                        case POISONOUS -> Reason.WORKER_DIED;
                        case STOPPED -> Reason.LIMIT_REACHED;
                        case BROKEN, SKIPPED, WHOLE -> Reason.DAMAGED;
                    });
            container.remarks().incomplete(over.get(), BEHIND);
        }
    }
}
