package dev.mangrove.scan.walk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/// A container's channel as libraries get it: reading is counted and told, closing does nothing.
final class WatchedChannel implements SeekableByteChannel {

    private final Walk walk;
    private final SeekableByteChannel channel;
    private long position;
    private long bytesRead;

    WatchedChannel(Container container) {
        this(container.walk(), container.channel());
    }

    WatchedChannel(Walk walk, SeekableByteChannel channel) {
        this.walk = walk;
        this.channel = channel;
    }

    long bytesRead() {
        return bytesRead;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        channel.position(position);
        int count = channel.read(target);
        if (count > 0) {
            position += count;
            bytesRead += count;
            walk.moved(count);
        }
        return count;
    }

    @Override
    public int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) {
        if (newPosition < 0) {
            throw new IllegalArgumentException("position is negative: " + newPosition);
        }
        position = newPosition;
        return this;
    }

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() {
        // The container belongs to the caller.
    }
}
