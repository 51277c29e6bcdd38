package dev.mangrove.scan.walk;

import dev.mangrove.scan.item.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/// A stretch of a container's bytes as a stream that knows its place. The buffer is small, so that what
/// was consumed is known closely enough to tell a bomb from a drawing.
final class PackedInput extends InputStream {

    private static final int BUFFER_BYTES = 8 << 10;

    private final Walk walk;
    private final SeekableByteChannel channel;
    private long end;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final ByteBuffer view = ByteBuffer.wrap(buffer);
    private long bufferStart;
    private int place;
    private int filled;

    /// From `start` to `end` or the channel's end, whichever comes first.
    PackedInput(Walk walk, SeekableByteChannel channel, long start, long end) {
        this.walk = walk;
        this.channel = channel;
        this.bufferStart = start;
        this.end = end;
    }

    PackedInput(Container container) {
        this(container.walk(), container.channel(), 0, Long.MAX_VALUE);
    }

    /// The offset in the container of the next byte.
    long position() {
        return bufferStart + place;
    }

    void position(long position) {
        if (position >= bufferStart && position <= bufferStart + filled) {
            place = (int) (position - bufferStart);
        } else {
            bufferStart = position;
            place = 0;
            filled = 0;
        }
    }

    /// Goes to a stretch of the container and ends there.
    PackedInput stretch(long start, long newEnd) {
        position(start);
        end = newEnd;
        if (bufferStart + filled > end) {
            filled = (int) Math.max(place, end - bufferStart);
        }
        return this;
    }

    /// Gives back the last `count` bytes that were read in one call.
    void unread(int count) {
        position(position() - count);
    }

    private boolean fill() throws IOException {
        bufferStart += filled;
        place = 0;
        filled = 0;
        int wanted = (int) Math.min(buffer.length, end - bufferStart);
        if (wanted <= 0) {
            return false;
        }
        view.clear().limit(wanted);
        try {
            channel.position(bufferStart);
            filled = Math.max(0, channel.read(view));
        } catch (IOException e) {
            throw new MemberException(Reason.UNREADABLE, "the system could not read at offset " + bufferStart);
        }
        walk.moved(filled);
        return filled > 0;
    }

    @Override
    public int read() throws IOException {
        if (place == filled && !fill()) {
            return -1;
        }
        byte next = buffer[place];
        place++;
        return next & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (place == filled && !fill()) {
            return -1;
        }
        int count = Math.min(length, filled - place);
        System.arraycopy(buffer, place, target, offset, count);
        place += count;
        return count;
    }

    @Override
    public int available() {
        return filled - place;
    }

    /// Moves on without reading; never beyond the end of the channel.
    @Override
    public long skip(long count) throws IOException {
        long from = position();
        long target = Math.min(from + Math.max(0, count), Math.max(from, Math.min(end, channel.size())));
        position(target);
        return target - from;
    }
}
