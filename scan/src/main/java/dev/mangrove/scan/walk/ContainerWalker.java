package dev.mangrove.scan.walk;

import dev.mangrove.scan.item.MediaType;
import dev.mangrove.scan.item.RawName;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;

/// Walks a container and everything nested in it. Runs in a worker process only.
public final class ContainerWalker {

    private ContainerWalker() {}

    /// Tells `listener` of every member.
    ///
    /// @param container opened for reading only; not closed here
    /// @param name the container's own name, from which a `.gz` takes its member's name
    /// @param type by content, of kind `CONTAINER`
    /// @param spoolFolder an empty folder of this walk alone
    public static WalkOutcome walk(
            SeekableByteChannel container,
            RawName name,
            MediaType type,
            WalkLimits limits,
            Path spoolFolder,
            WalkListener listener) {
        throw new UnsupportedOperationException();
    }
}
