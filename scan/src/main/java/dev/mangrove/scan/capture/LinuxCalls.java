package dev.mangrove.scan.capture;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.util.List;
import java.util.Locale;

/// The C library's calls that `java.nio` has no word for. As in the kernel, a result below zero is a
/// negated error number.
///
/// Layouts and numbers are those of 64-bit Linux on x86-64 and AArch64; elsewhere
/// [#areAvailable] says no.
final class LinuxCalls {

    static final int AT_FDCWD = -100;
    static final int AT_SYMLINK_NOFOLLOW = 0x100;
    static final int AT_NO_AUTOMOUNT = 0x800;
    static final int AT_EMPTY_PATH = 0x1000;

    private static final boolean ARM = architecture().equals("aarch64");
    static final int O_RDONLY = 0;
    static final int O_NONBLOCK = 0x800;
    static final int O_DIRECTORY = ARM ? 0x4000 : 0x10000;
    static final int O_NOFOLLOW = ARM ? 0x8000 : 0x20000;
    static final int O_NOATIME = 0x40000;
    static final int O_CLOEXEC = 0x80000;
    static final int O_PATH = 0x200000;

    /// Type, mode, modification time, size.
    static final int STATX_WANTED = 0x1 | 0x2 | 0x40 | 0x200;

    static final int STATX_BYTES = 256;
    /// The longest path that one call takes, with its end.
    static final int PATH_BYTES_MAX = 4096;

    private static final List<String> NAMES = List.of("openat", "close", "pread", "getdents64", "statx", "realpath");

    private LinuxCalls() {}

    static boolean areAvailable() {
        if (!System.getProperty("os.name", "").equals("Linux")
                || !List.of("amd64", "aarch64").contains(architecture())) {
            return false;
        }
        SymbolLookup library = Linker.nativeLinker().defaultLookup();
        return NAMES.stream().allMatch(name -> library.find(name).isPresent());
    }

    private static String architecture() {
        return System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    }

    static int openat(int folder, MemorySegment path, int flags) {
        MemorySegment state = Errno.state();
        int result = Bound.OPENAT.call(state, folder, path, flags);
        return result >= 0 ? result : -Errno.of(state);
    }

    static void close(int descriptor) {
        // A failed close of a file that was only read loses nothing.
        Bound.CLOSE.call(Errno.state(), descriptor);
    }

    static long pread(int descriptor, MemorySegment into, long bytes, long position) {
        MemorySegment state = Errno.state();
        long result = Bound.PREAD.call(state, descriptor, into, bytes, position);
        return result >= 0 ? result : -Errno.of(state);
    }

    static long getdents(int descriptor, MemorySegment into) {
        MemorySegment state = Errno.state();
        long result = Bound.GETDENTS.call(state, descriptor, into, into.byteSize());
        return result >= 0 ? result : -Errno.of(state);
    }

    static int statx(int folder, MemorySegment path, int flags, MemorySegment into) {
        MemorySegment state = Errno.state();
        int result = Bound.STATX.call(state, folder, path, flags, STATX_WANTED, into);
        return result >= 0 ? result : -Errno.of(state);
    }

    /// @param into of [#PATH_BYTES_MAX] bytes
    static int realpath(MemorySegment path, MemorySegment into) {
        MemorySegment state = Errno.state();
        MemorySegment result = Bound.REALPATH.call(state, path, into);
        return result.address() != 0 ? 0 : -Errno.of(state);
    }

    /// Where a failed call leaves its error number: a few bytes for each thread.
    private static final class Errno {

        private static final MemoryLayout LAYOUT = Linker.Option.captureStateLayout();
        private static final long OFFSET = LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("errno"));
        private static final ThreadLocal<MemorySegment> STATE =
                ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(LAYOUT));

        static MemorySegment state() {
            return STATE.get();
        }

        static int of(MemorySegment state) {
            return state.get(JAVA_INT, OFFSET);
        }
    }

    /// The bound functions, looked up once, on first use. The interfaces are public because a proxy
    /// asks for that.
    private static final class Bound {

        public interface OpenAt {
            int call(MemorySegment state, int folder, MemorySegment path, int flags);
        }

        public interface Close {
            int call(MemorySegment state, int descriptor);
        }

        public interface PRead {
            long call(MemorySegment state, int descriptor, MemorySegment into, long bytes, long position);
        }

        public interface GetDents {
            long call(MemorySegment state, int descriptor, MemorySegment into, long bytes);
        }

        public interface StatX {
            int call(MemorySegment state, int folder, MemorySegment path, int flags, int mask, MemorySegment into);
        }

        public interface RealPath {
            MemorySegment call(MemorySegment state, MemorySegment path, MemorySegment into);
        }

        static final OpenAt OPENAT =
                bind(OpenAt.class, "openat", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
        static final Close CLOSE = bind(Close.class, "close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
        static final PRead PREAD =
                bind(PRead.class, "pread", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG));
        static final GetDents GETDENTS =
                bind(GetDents.class, "getdents64", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
        static final StatX STATX = bind(
                StatX.class, "statx", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS));
        static final RealPath REALPATH =
                bind(RealPath.class, "realpath", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS));

        private static <T> T bind(Class<T> shape, String name, FunctionDescriptor descriptor) {
            Linker linker = Linker.nativeLinker();
            MethodHandle handle = linker.downcallHandle(
                    linker.defaultLookup().findOrThrow(name), descriptor, Linker.Option.captureCallState("errno"));
            return MethodHandleProxies.asInterfaceInstance(shape, handle);
        }
    }
}
