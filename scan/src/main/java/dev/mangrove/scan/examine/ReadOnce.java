package dev.mangrove.scan.examine;

import dev.mangrove.hash.ContentDigester;
import dev.mangrove.hash.ContentDigests;
import dev.mangrove.scan.item.MediaType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.Optional;

/// What one pass over an item's bytes gives.
///
/// @param content the bytes again: from memory for a picture of moderate size
record ReadOnce(ContentDigests digests, MediaType type, Content content) {

    private static final int READ_BYTES = 256 * 1024;
    private static final long HELD_BYTES_MAX = 64L << 20;

    static ReadOnce of(SeekableByteChannel channel, Optional<ContentDigests> known, ExamineLimits limits)
            throws IOException {
        channel.position(0);
        long size = channel.size();
        ByteBuffer first = ByteBuffer.allocate((int) Math.min(TypeSniffer.HEAD_BYTES, Math.max(size, 1)));
        fill(channel, first);
        MediaType type = TypeSniffer.sniff(first.array(), first.position());
        if (type == MediaType.UNKNOWN || type == MediaType.TEXT) {
            type = ZipTail.endsAsZip(channel) ? MediaType.ZIP : type;
            channel.position(first.position());
        }
        boolean picture = type.kind() == MediaType.Kind.PICTURE;
        boolean hold = picture && size <= Math.min(HELD_BYTES_MAX, limits.decodedBytesMax() / 4);
        if (known.isPresent() && !hold) {
            return new ReadOnce(known.get(), type, Content.ofChannel(channel, size));
        }
        ContentDigester digester = new ContentDigester();
        byte[] buffer = new byte[hold ? (int) size : (int) Math.min(READ_BYTES, Math.max(size, 1))];
        System.arraycopy(first.array(), 0, buffer, 0, first.position());
        if (hold) {
            return held(channel, known, type, buffer, first.position());
        }
        digester.update(buffer, 0, first.position());
        long total = first.position();
        ByteBuffer wrapped = ByteBuffer.wrap(buffer);
        while (channel.read(wrapped.clear()) >= 0) {
            digester.update(buffer, 0, wrapped.position());
            total += wrapped.position();
        }
        return new ReadOnce(digester.finish(), type, Content.ofChannel(channel, total));
    }

    private static ReadOnce held(
            SeekableByteChannel channel, Optional<ContentDigests> known, MediaType type, byte[] bytes, int have)
            throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes, have, bytes.length - have);
        fill(channel, rest);
        byte[] all = rest.hasRemaining() ? Arrays.copyOf(bytes, rest.position()) : bytes;
        if (known.isPresent()) {
            return new ReadOnce(known.get(), type, Content.ofBytes(all));
        }
        ContentDigester digester = new ContentDigester();
        digester.update(all, 0, all.length);
        return new ReadOnce(digester.finish(), type, Content.ofBytes(all));
    }

    private static void fill(SeekableByteChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
            // A channel may give less than was asked for.
        }
    }
}
