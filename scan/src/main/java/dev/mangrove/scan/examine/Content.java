package dev.mangrove.scan.examine;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;

/// One item's bytes for random reads: held in memory where they are few, else read from the channel
/// again, so that a large file is never held twice.
final class Content {

    private final Optional<byte[]> held;
    private final Optional<SeekableByteChannel> channel;
    private final long start;
    private final long size;

    private Content(Optional<byte[]> held, Optional<SeekableByteChannel> channel, long start, long size) {
        this.held = held;
        this.channel = channel;
        this.start = start;
        this.size = size;
    }

    static Content ofBytes(byte[] bytes) {
        return new Content(Optional.of(bytes), Optional.empty(), 0, bytes.length);
    }

    static Content ofChannel(SeekableByteChannel channel, long size) {
        return new Content(Optional.empty(), Optional.of(channel), 0, size);
    }

    /// A part of this content as a content.
    Content slice(long from, long length) {
        if (from < 0 || length < 0 || from > size - length) {
            throw new IllegalArgumentException("no part of " + size + " bytes: " + from + " + " + length);
        }
        return new Content(held, channel, start + from, length);
    }

    /// The whole item as a channel, for a program that reads it by itself. Its position is anywhere.
    SeekableByteChannel channel() {
        return channel.orElseThrow(() -> new IllegalStateException("held content has no channel"));
    }

    /// All of its bytes, where they are held as one array; not to be changed.
    Optional<byte[]> whole() {
        return held.filter(bytes -> start == 0 && size == bytes.length);
    }

    long size() {
        return size;
    }

    /// Reads up to `length` bytes at `position`; fewer only at the end, where it returns 0.
    ///
    /// @throws UncheckedIOException where the medium fails, so that no decoder takes it for damaged content
    int read(long position, byte[] into, int offset, int length) {
        if (position >= size || length == 0) {
            return 0;
        }
        int wanted = (int) Math.min(length, size - position);
        if (held.isPresent()) {
            System.arraycopy(held.get(), (int) (start + position), into, offset, wanted);
            return wanted;
        }
        ByteBuffer buffer = ByteBuffer.wrap(into, offset, wanted);
        SeekableByteChannel source = channel.orElseThrow();
        try {
            source.position(start + position);
            while (buffer.hasRemaining()) {
                if (source.read(buffer) < 0) {
                    break;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return wanted - buffer.remaining();
    }

    /// A copy of exactly `length` bytes.
    ///
    /// @throws EOFException where the content ends before
    byte[] bytes(long position, int length) throws EOFException {
        if (length < 0 || position < 0 || position > size - length) {
            throw new EOFException("the content ends at " + size + ", before " + position + " + " + length);
        }
        byte[] copy = new byte[length];
        if (read(position, copy, 0, length) < length) {
            throw new EOFException("the content ends within " + position + " + " + length);
        }
        return copy;
    }
}
