package dev.mangrove.scan.examine;

import dev.mangrove.hash.ContentDigests;
import dev.mangrove.scan.item.Examination;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;

/// Examines one item's bytes: digests, type, and for pictures pixels and camera facts. Runs in a
/// worker process only: hostile bytes may exhaust its memory or time.
public final class Examiner {

    private Examiner() {}

    /// Examines what `content` holds from position 0 to its end. A container is answered as
    /// `DigestsOnly` with its type; walking it is the caller's business.
    ///
    /// @param known digests computed before, so that they need not be computed again
    /// @throws IOException where the bytes cannot be read; damage in them is an answer, not an exception
    public static Examination examine(SeekableByteChannel content, Optional<ContentDigests> known, ExamineLimits limits)
            throws IOException {
        throw new UnsupportedOperationException();
    }
}
