package dev.mangrove.scan.walk;

import dev.mangrove.hash.ContentDigester;
import dev.mangrove.scan.examine.TypeSniffer;
import dev.mangrove.scan.item.MediaType;
import dev.mangrove.scan.item.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Takes in one member's unpacked bytes: counts, digests, tells their type, and keeps them where they are
/// needed again. Writing throws once a limit is reached, or once nothing more is to be learnt.
final class MemberIntake extends OutputStream {

    /// Thrown by writing when the rest of an already examined member need not be unpacked.
    static final class Enough extends IOException {
        private static final long serialVersionUID = 1;
    }

    private final Container container;
    private final LongSupplier packedBytes;
    private final boolean done;
    private final boolean mustReadAll;
    private final Optional<MediaType> knownType;
    private final ContentDigester digester = new ContentDigester();
    private final byte[] head = new byte[TypeSniffer.HEAD_BYTES];
    private int headLength;
    private long bytes;
    private @Nullable MediaType type;
    private @Nullable Spool spool;
    private @Nullable IOException stop;

    /// @param packedBytes packed bytes consumed for this member so far
    /// @param done it was examined before: only its type counts
    /// @param mustReadAll even so its bytes are counted to the end
    /// @param knownType what it is, where that is not told by its content
    MemberIntake(
            Container container,
            LongSupplier packedBytes,
            boolean done,
            boolean mustReadAll,
            Optional<MediaType> knownType) {
        this.container = container;
        this.packedBytes = packedBytes;
        this.done = done;
        this.mustReadAll = mustReadAll;
        this.knownType = knownType;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        if (stop != null) {
            throw stop;
        }
        container.walk().moved(length);
        try {
            checkLimits(length);
        } catch (MemberException e) {
            stop = e;
            throw e;
        }
        bytes += length;
        if (!done) {
            digester.update(source, offset, length);
        }
        int forHead = type == null ? Math.min(length, head.length - headLength) : 0;
        System.arraycopy(source, offset, head, headLength, forHead);
        headLength += forHead;
        if (type == null && headLength == head.length) {
            decideType();
        }
        if (spool != null && length > forHead) {
            spool.write(source, offset + forHead, length - forHead);
        }
        if (done && type != null && spool == null && !mustReadAll) {
            stop = new Enough();
            throw stop;
        }
    }

    private void checkLimits(int more) throws MemberException {
        WalkLimits limits = container.walk().limits();
        long after = bytes + more;
        if (after > limits.ratioFreeBytes()) {
            long allowed = Math.max(1, packedBytes.getAsLong()) * limits.ratioMax();
            if (after > allowed) {
                throw new MemberException(
                        Reason.LIMIT_REACHED,
                        "unpacks to over " + limits.ratioMax() + " times its size: stopped after " + bytes + " bytes");
            }
        }
        if (container.isNested()) {
            container.walk().chargeNested(more);
        }
    }

    private void decideType() {
        MediaType sniffed = knownType.orElseGet(() -> TypeSniffer.sniff(head, headLength));
        type = sniffed;
        boolean kept = switch (sniffed.kind()) {
            case PICTURE -> !done;
            case CONTAINER -> true;
            case PICTURE_UNSUPPORTED, VIDEO, OTHER -> false;
        };
        if (kept) {
            spool = container.walk().spools().open();
            spool.write(head, 0, headLength);
        }
    }

    /// No more bytes come.
    MediaType type() {
        if (type == null) {
            decideType();
        }
        return type == null ? MediaType.UNKNOWN : type;
    }

    /// Why writing stopped, if it did.
    @Nullable
    IOException stop() {
        return stop;
    }

    long bytes() {
        return bytes;
    }

    ContentDigester digester() {
        return digester;
    }

    @Nullable
    Spool spool() {
        return spool;
    }

    /// Frees what was kept.
    void forget() {
        if (spool != null) {
            try {
                spool.close();
            } catch (IOException e) {
                // The file stays in the walk's own folder, which its owner empties.
                spool = null;
            }
            spool = null;
        }
    }
}
