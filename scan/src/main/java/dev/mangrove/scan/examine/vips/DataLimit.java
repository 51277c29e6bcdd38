package dev.mangrove.scan.examine.vips;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandleProxies;

/// Bounds what this process may hold in memory of its own (`RLIMIT_DATA`, Linux since 4.7), so that a file whose
/// header tells little and whose content asks for much costs its worker and not the machine.
///
/// Java's heap, what Java needs beside it, and once more the heap for the native decoder. Where the system has no
/// such limit, or a lower one, it stays as it is.
final class DataLimit {

    private static final int RLIMIT_DATA = 2;
    private static final long BESIDE_BYTES = 768L << 20;

    private DataLimit() {}

    /// Public because a proxy asks for that.
    public interface SetLimit {
        int call(int resource, MemorySegment limits);
    }

    /// Returns whether the limit now holds.
    static boolean set() {
        if (!System.getProperty("os.name", "").equals("Linux")) {
            return false;
        }
        long bytes = 2 * Runtime.getRuntime().maxMemory() + BESIDE_BYTES;
        Linker linker = Linker.nativeLinker();
        SetLimit setLimit = MethodHandleProxies.asInterfaceInstance(
                SetLimit.class,
                linker.downcallHandle(
                        linker.defaultLookup().findOrThrow("setrlimit"),
                        FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS)));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment limits = arena.allocate(JAVA_LONG, 2);
            limits.setAtIndex(JAVA_LONG, 0, bytes);
            limits.setAtIndex(JAVA_LONG, 1, bytes);
            return setLimit.call(RLIMIT_DATA, limits) == 0;
        }
    }
}
