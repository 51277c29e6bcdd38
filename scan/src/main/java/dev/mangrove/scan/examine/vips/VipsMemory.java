package dev.mangrove.scan.examine.vips;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/// A file's bytes where the library reads them. Used by one thread.
public final class VipsMemory implements AutoCloseable {

    private final VipsCalls calls;
    private final MemorySegment memory;
    private final long size;

    VipsMemory(VipsCalls calls, MemorySegment memory, long size) {
        this.calls = calls;
        this.memory = memory;
        this.size = size;
    }

    MemorySegment start() {
        return memory;
    }

    public long size() {
        return size;
    }

    /// Copies the first `length` bytes of `from` to `position`.
    public void put(long position, byte[] from, int length) {
        MemorySegment.copy(from, 0, memory, JAVA_BYTE, position, length);
    }

    /// To be called after every picture that reads from it is closed.
    @Override
    public void close() {
        calls.free.call(memory);
    }
}
