package dev.mangrove.scan.capture;

import dev.mangrove.scan.item.RawName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.OptionalInt;

/// A `FileChannel` that refuses to write.
final class PortableEvidenceFile implements EvidenceFile {

    private final RawName name;
    private final Path path;
    private final FileChannel channel;

    PortableEvidenceFile(RawName name, Path path, FileChannel channel) {
        this.name = name;
        this.path = path;
        this.channel = channel;
    }

    @Override
    public boolean keepsAccessTime() {
        return false;
    }

    @Override
    public OptionalInt descriptor() {
        return OptionalInt.empty();
    }

    @Override
    public EvidenceFile beside(RawName other) throws IOException {
        return EvidenceFiles.system().open(RawPaths.beside(name, other));
    }

    @Override
    public EvidenceFiles.Status status() throws IOException {
        return new EvidenceFiles.Status(
                EvidenceFiles.Kind.FILE,
                channel.size(),
                PortableEvidenceFiles.epochNanos(Files.readAttributes(path, BasicFileAttributes.class)));
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        try {
            return channel.read(into);
        } catch (java.nio.channels.ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException(
                    "cannot read " + name.display() + " at byte " + channel.position() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public long position() throws IOException {
        return channel.position();
    }

    @Override
    public EvidenceFile position(long newPosition) throws IOException {
        channel.position(newPosition);
        return this;
    }

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    @Override
    public int write(ByteBuffer from) {
        throw new NonWritableChannelException();
    }

    @Override
    public EvidenceFile truncate(long size) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
