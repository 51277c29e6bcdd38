package dev.mangrove.scan.capture;

import dev.mangrove.scan.item.RawName;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.OptionalInt;

/// A file of a capture, open for reading only. `write` and `truncate` always refuse.
public interface EvidenceFile extends SeekableByteChannel {

    /// Whether the system let the file be opened without touching its access time.
    boolean keepsAccessTime();

    /// The system's number of the open file in this process, where it has one: what another program is given to
    /// read it, without its name.
    OptionalInt descriptor();

    /// Opens another file of the same folder: a further segment of the image that this file begins.
    ///
    /// @param name of one part, as raw bytes
    /// @throws IOException naming the file and the system's reason
    EvidenceFile beside(RawName name) throws IOException;

    /// The open file's size and time as they are now. Two different answers mean that somebody writes to it.
    EvidenceFiles.Status status() throws IOException;
}
