package dev.mangrove.scan.capture;

import dev.mangrove.scan.item.RawName;
import org.jspecify.annotations.Nullable;

/// A folder that a walk has met but not listed yet: its own name and a link to its parent, so that
/// long paths are not kept a thousand times.
record FolderToList(@Nullable FolderToList parent, RawName name, int depth) {

    static final FolderToList ROOT = new FolderToList(null, RawName.ofText(""), 0);

    /// The path below the root, parts separated by slashes; empty for the root.
    RawName path() {
        int length = -1;
        for (FolderToList folder = this; folder.parent != null; folder = folder.parent) {
            length += 1 + folder.name.length();
        }
        if (length < 0) {
            return name;
        }
        byte[] path = new byte[length];
        int end = length;
        for (FolderToList folder = this; folder.parent != null; folder = folder.parent) {
            byte[] part = folder.name.bytes();
            end -= part.length;
            System.arraycopy(part, 0, path, end, part.length);
            if (end > 0) {
                path[--end] = '/';
            }
        }
        return RawName.of(path);
    }
}
