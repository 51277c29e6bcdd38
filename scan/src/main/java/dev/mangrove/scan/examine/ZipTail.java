package dev.mangrove.scan.examine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;

/// Tells a ZIP that begins as something else: a self-extractor's program, junk, the last piece of several.
/// Its end record must end the file and lie right behind a directory of the stated length.
final class ZipTail {

    private static final int END_SIGNATURE = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int CENTRAL_SIGNATURE = 0x02014b50;
    private static final int COMMENT_BYTES_MAX = 0xffff;

    private ZipTail() {}

    /// Moves the channel's position.
    static boolean endsAsZip(SeekableByteChannel channel) throws IOException {
        long size = channel.size();
        int length = (int) Math.min(size, END_BYTES + COMMENT_BYTES_MAX);
        ByteBuffer tail = read(channel, size - length, length);
        for (int at = tail.limit() - END_BYTES; at >= 0; at--) {
            if (tail.get(at) == 'P'
                    && tail.getInt(at) == END_SIGNATURE
                    && at + END_BYTES + (tail.getShort(at + 20) & 0xffff) == tail.limit()) {
                long bytes = tail.getInt(at + 12) & 0xffffffffL;
                long directory = size - tail.limit() + at - bytes;
                return bytes > 0 && directory >= 0 && signatureAt(channel, directory) == CENTRAL_SIGNATURE;
            }
        }
        return false;
    }

    private static int signatureAt(SeekableByteChannel channel, long position) throws IOException {
        ByteBuffer bytes = read(channel, position, 4);
        return bytes.limit() < 4 ? 0 : bytes.getInt(0);
    }

    private static ByteBuffer read(SeekableByteChannel channel, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        channel.position(position);
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
            // A channel may give less than was asked for.
        }
        return bytes.flip();
    }
}
