package dev.mangrove.scan.walk;

import dev.mangrove.scan.disk.DiskException;
import dev.mangrove.scan.item.MediaType;
import dev.mangrove.scan.item.Reason;
import java.io.IOException;

/// Gives each kind of container to its walker.
final class Formats {

    private Formats() {}

    /// One kind of container.
    interface Walker {
        /// Tells of every member; what is thrown ends this container alone.
        void walk(Container container) throws IOException;
    }

    // Beside the reading of a member, the one place where a library's parser meets hostile bytes: a
    // container's own structure. Whatever it throws ends this container; members told of before stay.
    static WalkOutcome walk(Container container, MediaType type) {
        Remarks remarks = container.remarks();
        try {
            walkerOf(type).walk(container);
        } catch (WalkStop.EntriesExhausted e) {
            remarks.incomplete(Reason.LIMIT_REACHED, String.valueOf(e.getMessage()));
        } catch (WalkStop e) {
            throw e;
        } catch (IOException | RuntimeException | OutOfMemoryError | StackOverflowError e) {
            MemberException why = Reasons.of(e, 0);
            String detail = e instanceof MemberException || e instanceof DiskException
                    ? why.detail()
                    : "the container's structure: " + why.reason.sentence();
            remarks.incomplete(why.reason, detail);
        }
        return remarks.outcome();
    }

    private static Walker walkerOf(MediaType type) {
        return switch (type) {
            case ZIP -> ZipWalker::walk;
            case SEVEN_Z -> SevenZipWalker::walk;
            case RAR -> RarWalker::walk;
            case TAR -> TarWalker::walk;
            case GZIP, BZIP2, XZ, ZSTD -> container -> CompressedWalker.walk(container, type);
            case WARC -> WarcWalker::walk;
            case EML -> EmlWalker::walk;
            case MBOX -> MboxWalker::walk;
            case DISK_IMAGE, EWF -> container -> DiskWalker.walk(container, type);
            default -> throw new IllegalArgumentException("not a container: " + type);
        };
    }
}
