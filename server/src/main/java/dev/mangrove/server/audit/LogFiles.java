package dev.mangrove.server.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/// The files of an exported log, by names with slashes.
interface LogFiles {

    /// The bytes of a plain file; when it is longer than allowed, one byte more than that, which no caller takes
    /// for sound. Empty when there is no such file.
    Optional<byte[]> read(String name, int bytesMax) throws IOException;

    /// The bytes of a plain file as a stream; an empty one when there is no such file.
    InputStream open(String name) throws IOException;

    /// A new file.
    OutputStream create(String name) throws IOException;

    /// The names of everything below a folder that is no folder; none when there is no such folder.
    List<String> names(String folder) throws IOException;
}
