package dev.mangrove.scan.capture;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.mangrove.scan.item.RawName;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Files by foreign-function calls: raw names, no access times touched, paths of any length.
final class LinuxEvidenceFiles implements EvidenceFiles {

    @Override
    public EvidenceFile open(RawName path) throws IOException {
        byte[] bytes = checked(path);
        // Asked before it is opened: opening a device can already do something to it.
        requireFile(path, LinuxPaths.stat(LinuxCalls.AT_FDCWD, bytes));
        LinuxPaths.Opened opened = LinuxPaths.openFile(LinuxCalls.AT_FDCWD, bytes);
        if (opened.descriptor() < 0) {
            throw failure("cannot open", path, opened.descriptor());
        }
        LinuxEvidenceFile file = new LinuxEvidenceFile(path, opened);
        try {
            requireFile(path, LinuxPaths.statOpen(opened.descriptor()));
        } catch (IOException e) {
            file.close();
            throw e;
        }
        return file;
    }

    private static void requireFile(RawName path, int statResult) throws IOException {
        if (statResult < 0) {
            throw failure("cannot open", path, statResult);
        }
        Kind kind = LinuxPaths.status().kind();
        if (kind != Kind.FILE) {
            throw new IOException("cannot open " + path.display() + ": " + describe(kind) + ", not a regular file");
        }
    }

    static String describe(Kind kind) {
        return switch (kind) {
            case FILE -> "it is a file";
            case FOLDER -> "it is a folder";
            case LINK -> "it is a link";
            case SPECIAL -> "it is a device, socket or pipe";
        };
    }

    @Override
    public void walk(RawName folder, Visitor visitor) throws IOException {
        LinuxPaths.Opened opened = LinuxPaths.openFolder(LinuxCalls.AT_FDCWD, checked(folder));
        if (opened.descriptor() < 0) {
            throw failure("cannot list", folder, opened.descriptor());
        }
        try {
            new LinuxFolderWalk(opened.descriptor(), visitor).run();
        } finally {
            LinuxCalls.close(opened.descriptor());
        }
    }

    @Override
    public Status status(RawName path) throws IOException {
        int result = LinuxPaths.stat(LinuxCalls.AT_FDCWD, checked(path));
        if (result < 0) {
            throw failure("cannot read", path, result);
        }
        return LinuxPaths.status();
    }

    @Override
    public RawName realPath(RawName path) throws IOException {
        byte[] bytes = checked(path);
        if (bytes.length >= LinuxCalls.PATH_BYTES_MAX) {
            throw failure("cannot find", path, -LinuxErrors.ENAMETOOLONG);
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment resolved = arena.allocate(LinuxCalls.PATH_BYTES_MAX);
            int result = LinuxCalls.realpath(LinuxPaths.text(bytes, 0, bytes.length), resolved);
            if (result < 0) {
                throw failure("cannot find", path, result);
            }
            int length = 0;
            while (resolved.get(JAVA_BYTE, length) != 0) {
                length++;
            }
            return RawName.of(resolved.asSlice(0, length).toArray(JAVA_BYTE));
        }
    }

    private static byte[] checked(RawName path) throws IOException {
        byte[] bytes = path.bytes();
        for (byte b : bytes) {
            if (b == 0) {
                throw new IOException("cannot open " + path.display() + ": a path holds no zero byte");
            }
        }
        return bytes;
    }

    static IOException failure(String act, RawName path, long error) {
        return new IOException(act + " " + path.display() + ": " + LinuxErrors.reason(error));
    }
}
