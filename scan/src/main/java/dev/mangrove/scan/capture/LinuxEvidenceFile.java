package dev.mangrove.scan.capture;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.mangrove.scan.item.RawName;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.util.OptionalInt;

/// An open descriptor, read with `pread`. Used by one thread at a time.
final class LinuxEvidenceFile implements EvidenceFile {

    private static final int TRANSFER_BYTES = 128 << 10;
    private static final ThreadLocal<MemorySegment> TRANSFER =
            ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(TRANSFER_BYTES));

    private final RawName path;
    private final LinuxPaths.Opened opened;
    private long position;
    private boolean open = true;

    LinuxEvidenceFile(RawName path, LinuxPaths.Opened opened) {
        this.path = path;
        this.opened = opened;
    }

    @Override
    public boolean keepsAccessTime() {
        return opened.keepsAccessTime();
    }

    @Override
    public OptionalInt descriptor() {
        return OptionalInt.of(opened.descriptor());
    }

    @Override
    public EvidenceFile beside(RawName other) throws IOException {
        return EvidenceFiles.system().open(RawPaths.beside(path, other));
    }

    @Override
    public EvidenceFiles.Status status() throws IOException {
        requireOpen();
        int result = LinuxPaths.statOpen(opened.descriptor());
        if (result < 0) {
            throw LinuxEvidenceFiles.failure("cannot read", path, result);
        }
        return LinuxPaths.status();
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        requireOpen();
        int wanted = Math.min(into.remaining(), TRANSFER_BYTES);
        if (wanted == 0) {
            return 0;
        }
        MemorySegment transfer = TRANSFER.get();
        long count;
        do {
            count = LinuxCalls.pread(opened.descriptor(), transfer, wanted, position);
        } while (count == -LinuxErrors.EINTR);
        if (count < 0) {
            throw new IOException(
                    "cannot read " + path.display() + " at byte " + position + ": " + LinuxErrors.reason(count));
        }
        if (count == 0) {
            return -1;
        }
        int bytes = (int) count;
        if (into.hasArray()) {
            MemorySegment.copy(transfer, JAVA_BYTE, 0, into.array(), into.arrayOffset() + into.position(), bytes);
            into.position(into.position() + bytes);
        } else {
            into.put(transfer.asSlice(0, bytes).asByteBuffer());
        }
        position += bytes;
        return bytes;
    }

    @Override
    public long position() throws IOException {
        requireOpen();
        return position;
    }

    @Override
    public EvidenceFile position(long newPosition) throws IOException {
        requireOpen();
        if (newPosition < 0) {
            throw new IllegalArgumentException("a position is at least 0, not " + newPosition);
        }
        position = newPosition;
        return this;
    }

    @Override
    public long size() throws IOException {
        return status().sizeBytes();
    }

    @Override
    public int write(ByteBuffer from) {
        throw new NonWritableChannelException();
    }

    @Override
    public EvidenceFile truncate(long size) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            LinuxCalls.close(opened.descriptor());
        }
    }

    private void requireOpen() throws ClosedChannelException {
        if (!open) {
            throw new ClosedChannelException();
        }
    }
}
