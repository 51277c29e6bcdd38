package dev.mangrove.scan.capture;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import dev.mangrove.scan.capture.EvidenceFiles.Kind;
import dev.mangrove.scan.capture.EvidenceFiles.Status;
import dev.mangrove.scan.item.RawName;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;

/// One walk over a folder and everything below it: no recursion, one folder open at a time besides the
/// root, entries told of as they are read.
///
/// `struct linux_dirent64`: `d_reclen` at 16, `d_type` at 18, `d_name` at 19.
final class LinuxFolderWalk {

    private static final int ENTRIES_BYTES = 64 << 10;
    private static final int LENGTH_AT = 16;
    private static final int TYPE_AT = 18;
    private static final int NAME_AT = 19;

    private final int root;
    private final EvidenceFiles.Visitor visitor;
    private final ArrayDeque<FolderToList> toList = new ArrayDeque<>();

    LinuxFolderWalk(int root, EvidenceFiles.Visitor visitor) {
        this.root = root;
        this.visitor = visitor;
    }

    void run() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment entries = arena.allocate(ENTRIES_BYTES, 8);
            list(FolderToList.ROOT, entries);
            while (!toList.isEmpty()) {
                list(toList.pop(), entries);
            }
        }
    }

    private void list(FolderToList folder, MemorySegment entries) throws IOException {
        RawName path = folder.path();
        if (folder.depth() > EvidenceFiles.DEPTH_MAX) {
            visitor.unreadable(path, "lies deeper than " + EvidenceFiles.DEPTH_MAX + " folders");
            return;
        }
        byte[] bytes = path.length() == 0 ? new byte[] {'.'} : path.bytes();
        int descriptor = LinuxPaths.openFolder(root, bytes).descriptor();
        if (descriptor < 0) {
            visitor.unreadable(path, LinuxErrors.reason(descriptor));
            return;
        }
        try {
            list(folder, path, descriptor, entries);
        } finally {
            LinuxCalls.close(descriptor);
        }
    }

    private void list(FolderToList folder, RawName path, int descriptor, MemorySegment entries) throws IOException {
        while (true) {
            long filled = LinuxCalls.getdents(descriptor, entries);
            if (filled < 0) {
                visitor.unreadable(path, LinuxErrors.reason(filled));
                return;
            }
            if (filled == 0) {
                return;
            }
            long at = 0;
            while (at < filled) {
                tell(folder, path, descriptor, entries.asSlice(at));
                at += Short.toUnsignedInt(entries.get(JAVA_SHORT_UNALIGNED, at + LENGTH_AT));
            }
        }
    }

    private void tell(FolderToList folder, RawName path, int descriptor, MemorySegment entry) throws IOException {
        MemorySegment name = entry.asSlice(NAME_AT);
        byte[] bytes = new byte[nameLength(name)];
        MemorySegment.copy(name, JAVA_BYTE, 0, bytes, 0, bytes.length);
        if (isSelfOrParent(bytes)) {
            return;
        }
        Status status = LinuxPaths.stat(descriptor, name) < 0
                // Its folder can be listed but not searched, or it has just gone: opening it will say so.
                ? new Status(kindOfEntry(entry.get(JAVA_BYTE, TYPE_AT)), 0, 0)
                : LinuxPaths.status();
        RawName part = RawName.of(bytes);
        visitor.entry(path.resolve(part), status);
        if (status.kind() == Kind.FOLDER) {
            toList.push(new FolderToList(folder, part, folder.depth() + 1));
        }
    }

    private static int nameLength(MemorySegment name) {
        int length = 0;
        while (name.get(JAVA_BYTE, length) != 0) {
            length++;
        }
        return length;
    }

    private static boolean isSelfOrParent(byte[] name) {
        return (name.length == 1 && name[0] == '.') || (name.length == 2 && name[0] == '.' && name[1] == '.');
    }

    /// `DT_DIR` is 4, `DT_LNK` 10, `DT_REG` 8, `DT_UNKNOWN` 0.
    private static Kind kindOfEntry(byte type) {
        return switch (type) {
            case 0, 8 -> Kind.FILE;
            case 4 -> Kind.FOLDER;
            case 10 -> Kind.LINK;
            default -> Kind.SPECIAL;
        };
    }
}
