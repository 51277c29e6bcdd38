package dev.mangrove.scan.walk;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.jspecify.annotations.Nullable;

/// Keeps one member's bytes: small ones in memory, larger ones in a temporary file.
final class Spool implements Closeable {

    private final Spools spools;
    private final int inlineBytesMax;
    private @Nullable ByteArrayOutputStream memory = new ByteArrayOutputStream(8 << 10);
    private @Nullable Path file;
    private @Nullable OutputStream out;
    private @Nullable SeekableByteChannel reading;
    private long size;
    private long reserved;
    private boolean full;

    Spool(Spools spools, int inlineBytesMax) {
        this.spools = spools;
        this.inlineBytesMax = inlineBytesMax;
    }

    /// Takes the next bytes; once the temporary space is used up, nothing more is kept.
    void write(byte[] bytes, int offset, int length) {
        if (full) {
            return;
        }
        try {
            if (memory != null && size + length <= inlineBytesMax) {
                memory.write(bytes, offset, length);
            } else {
                append(bytes, offset, length);
            }
            size += length;
        } catch (IOException e) {
            full = true;
        }
    }

    private void append(byte[] bytes, int offset, int length) throws IOException {
        long more = length + (memory == null ? 0 : size);
        if (!spools.reserve(more)) {
            throw new IOException("no temporary space left");
        }
        reserved += more;
        if (out == null) {
            file = spools.newFile();
            out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            if (memory != null) {
                memory.writeTo(out);
                memory = null;
            }
        }
        out.write(bytes, offset, length);
    }

    /// Whether bytes are missing because the temporary space is used up.
    boolean isFull() {
        return full;
    }

    /// The kept bytes, handed to the listener for good.
    FoundMember.Content handOut() throws IOException {
        if (memory != null) {
            byte[] bytes = memory.toByteArray();
            memory = null;
            return new FoundMember.Inline(bytes);
        }
        closeOut();
        Path path = file;
        if (path == null) {
            throw new IOException("no temporary space left");
        }
        spools.handOut(path, reserved);
        file = null;
        return new FoundMember.Spooled(path);
    }

    /// The kept bytes, for walking them as a container; closed with this spool.
    SeekableByteChannel read() throws IOException {
        if (reading == null) {
            if (memory != null) {
                reading = new SeekableInMemoryByteChannel(memory.toByteArray());
                memory = null;
            } else {
                closeOut();
                Path path = file;
                if (path == null) {
                    throw new IOException("no temporary space left");
                }
                reading = FileChannel.open(path, StandardOpenOption.READ);
            }
        }
        return reading;
    }

    /// The temporary file that holds the kept bytes, where they are not in memory.
    Optional<Path> laidDown() {
        return Optional.ofNullable(file);
    }

    private void closeOut() throws IOException {
        if (out != null) {
            out.close();
            out = null;
        }
    }

    /// Throws away what was not handed out.
    @Override
    public void close() throws IOException {
        memory = null;
        closeOut();
        if (reading != null) {
            reading.close();
            reading = null;
        }
        if (file != null) {
            spools.delete(file);
            spools.release(reserved);
            file = null;
        }
    }
}
