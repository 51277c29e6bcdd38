package dev.mangrove.scan;

import dev.mangrove.scan.item.RawName;
import java.util.Arrays;

/// Parts of raw paths.
final class Names {

    private Names() {}

    /// What stands behind the last slash.
    static RawName lastPart(RawName path) {
        byte[] bytes = path.bytes();
        int start = bytes.length;
        while (start > 0 && bytes[start - 1] != '/') {
            start--;
        }
        return RawName.of(Arrays.copyOfRange(bytes, start, bytes.length));
    }
}
