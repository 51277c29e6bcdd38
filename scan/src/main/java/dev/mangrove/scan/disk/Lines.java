package dev.mangrove.scan.disk;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// Lines of bytes, however they are encoded. A line that is too long is cut off.
final class Lines {

    private static final int LINE_BYTES_MAX = 64 << 10;

    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);

    Lines(InputStream in) {
        this.in = new BufferedInputStream(in, 64 << 10);
    }

    /// The next line without its end; empty at the end.
    Optional<byte[]> next() throws IOException {
        line.reset();
        int c = in.read();
        if (c < 0) {
            return Optional.empty();
        }
        while (c >= 0 && c != '\n') {
            if (line.size() < LINE_BYTES_MAX) {
                line.write(c);
            }
            c = in.read();
        }
        return Optional.of(line.toByteArray());
    }
}
