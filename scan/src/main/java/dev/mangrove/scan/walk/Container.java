package dev.mangrove.scan.walk;

import dev.mangrove.scan.item.RawName;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.Optional;

/// A container being walked.
///
/// @param sequence its number; 0 for the top-level container
/// @param depth 0 for the top-level container
/// @param name its own name
/// @param file the temporary file that `channel` reads, if it does
record Container(
        Walk walk,
        long sequence,
        int depth,
        RawName name,
        SeekableByteChannel channel,
        Optional<Path> file,
        Remarks remarks) {

    boolean isNested() {
        return depth > 0;
    }

    int memberDepth() {
        return depth + 1;
    }
}
