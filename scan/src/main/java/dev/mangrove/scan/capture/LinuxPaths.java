package dev.mangrove.scan.capture;

import static dev.mangrove.scan.capture.LinuxCalls.AT_EMPTY_PATH;
import static dev.mangrove.scan.capture.LinuxCalls.AT_NO_AUTOMOUNT;
import static dev.mangrove.scan.capture.LinuxCalls.AT_SYMLINK_NOFOLLOW;
import static dev.mangrove.scan.capture.LinuxCalls.O_CLOEXEC;
import static dev.mangrove.scan.capture.LinuxCalls.O_DIRECTORY;
import static dev.mangrove.scan.capture.LinuxCalls.O_NOATIME;
import static dev.mangrove.scan.capture.LinuxCalls.O_NOFOLLOW;
import static dev.mangrove.scan.capture.LinuxCalls.O_NONBLOCK;
import static dev.mangrove.scan.capture.LinuxCalls.O_PATH;
import static dev.mangrove.scan.capture.LinuxCalls.O_RDONLY;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import dev.mangrove.scan.capture.EvidenceFiles.Kind;
import dev.mangrove.scan.capture.EvidenceFiles.Status;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Opens and asks about paths of any length. The kernel takes 4,095 bytes a call, so a longer path is
/// gone along in steps, each from the folder that the step before has opened.
final class LinuxPaths {

    private static final ThreadLocal<MemorySegment> PATH =
            ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(LinuxCalls.PATH_BYTES_MAX));
    private static final ThreadLocal<MemorySegment> STATX =
            ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(LinuxCalls.STATX_BYTES, 8));

    private LinuxPaths() {}

    /// A descriptor, and whether reading through it leaves the access time alone.
    record Opened(int descriptor, boolean keepsAccessTime) {}

    static Opened openFolder(int start, byte[] path) {
        return openQuietly(start, path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    }

    /// A named pipe is opened without waiting for its other end.
    static Opened openFile(int start, byte[] path) {
        return openQuietly(start, path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
    }

    private static Opened openQuietly(int start, byte[] path, int flags) {
        int descriptor = open(start, path, flags | O_NOATIME);
        if (descriptor != -LinuxErrors.EPERM) {
            return new Opened(descriptor, true);
        }
        // Only a file's owner and root may leave its access time alone.
        return new Opened(open(start, path, flags), false);
    }

    private static int open(int start, byte[] path, int flags) {
        int folder = start;
        int offset = 0;
        while (path.length - offset >= LinuxCalls.PATH_BYTES_MAX) {
            int end = stepEnd(path, offset);
            int next = end < 0
                    ? -LinuxErrors.ENAMETOOLONG
                    : call(folder, text(path, offset, end), O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
            closeUnless(start, folder);
            if (next < 0) {
                return next;
            }
            folder = next;
            offset = end + 1;
        }
        int descriptor = call(folder, text(path, offset, path.length), flags);
        closeUnless(start, folder);
        return descriptor;
    }

    /// The last slash that one call can reach.
    private static int stepEnd(byte[] path, int offset) {
        for (int i = offset + LinuxCalls.PATH_BYTES_MAX - 1; i > offset; i--) {
            if (path[i] == '/') {
                return i;
            }
        }
        return -1;
    }

    private static int call(int folder, MemorySegment path, int flags) {
        int result;
        do {
            result = LinuxCalls.openat(folder, path, flags);
        } while (result == -LinuxErrors.EINTR);
        return result;
    }

    private static void closeUnless(int start, int folder) {
        if (folder != start) {
            LinuxCalls.close(folder);
        }
    }

    /// Fills the thread's answer for [#status] with what a path names, no link followed at its end.
    static int stat(int start, byte[] path) {
        if (path.length < LinuxCalls.PATH_BYTES_MAX) {
            return stat(start, text(path, 0, path.length), AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT);
        }
        int descriptor = open(start, path, O_PATH | O_NOFOLLOW | O_CLOEXEC);
        if (descriptor < 0) {
            return descriptor;
        }
        int result = statOpen(descriptor);
        LinuxCalls.close(descriptor);
        return result;
    }

    /// The same of one name in an open folder; `name` ends with a zero byte.
    static int stat(int folder, MemorySegment name) {
        return stat(folder, name, AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT);
    }

    /// The same of an open file.
    static int statOpen(int descriptor) {
        return stat(descriptor, text(new byte[0], 0, 0), AT_EMPTY_PATH);
    }

    private static int stat(int folder, MemorySegment path, int flags) {
        return LinuxCalls.statx(folder, path, flags, STATX.get());
    }

    /// What the last successful [#stat] of this thread has found. `struct statx`: `stx_mode` at 28,
    /// `stx_size` at 40, `stx_mtime` at 112 (seconds, then nanoseconds at 120).
    static Status status() {
        MemorySegment answer = STATX.get();
        long seconds = answer.get(JAVA_LONG_UNALIGNED, 112);
        long nanos = answer.get(JAVA_INT_UNALIGNED, 120);
        return new Status(
                kind(answer.get(JAVA_SHORT_UNALIGNED, 28)),
                answer.get(JAVA_LONG_UNALIGNED, 40),
                epochNanos(seconds, nanos));
    }

    /// A time before 1677 or after 2262 has no such number; the nearest that has one stands for it.
    static long epochNanos(long seconds, long nanos) {
        if (Math.abs(seconds) >= Long.MAX_VALUE / 1_000_000_000) {
            return seconds < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        return seconds * 1_000_000_000 + nanos;
    }

    private static Kind kind(int mode) {
        return switch (mode & 0xF000) {
            case 0x8000 -> Kind.FILE;
            case 0x4000 -> Kind.FOLDER;
            case 0xA000 -> Kind.LINK;
            default -> Kind.SPECIAL;
        };
    }

    /// Bytes and a zero byte in the thread's own memory, valid until the next call.
    static MemorySegment text(byte[] path, int from, int to) {
        MemorySegment text = PATH.get();
        MemorySegment.copy(path, from, text, JAVA_BYTE, 0, to - from);
        text.set(JAVA_BYTE, to - from, (byte) 0);
        return text;
    }
}
