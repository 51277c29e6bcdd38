package dev.mangrove.scan.walk;

import com.github.junrar.Archive;
import com.github.junrar.io.SeekableReadOnlyByteChannel;
import com.github.junrar.volume.Volume;
import com.github.junrar.volume.VolumeManager;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A container's channel in the form that the RAR library reads.
final class RarChannel implements SeekableReadOnlyByteChannel {

    private final WatchedChannel channel;

    RarChannel(WatchedChannel channel) {
        this.channel = channel;
    }

    long bytesRead() {
        return channel.bytesRead();
    }

    long size() throws IOException {
        return channel.size();
    }

    @Override
    public long getPosition() {
        return channel.position();
    }

    @Override
    public void setPosition(long position) {
        channel.position(position);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        return channel.read(ByteBuffer.wrap(target, offset, length));
    }

    @Override
    public int readFully(byte[] target, int length) throws IOException {
        ByteBuffer view = ByteBuffer.wrap(target, 0, length);
        int count = 0;
        while (view.hasRemaining() && count >= 0) {
            count = channel.read(view);
        }
        return view.position();
    }

    @Override
    public void close() {
        // The container belongs to the caller.
    }

    /// The one volume that is at hand; parts in others are told as missing.
    static final class OneVolume implements VolumeManager {

        private final RarChannel channel;

        OneVolume(RarChannel channel) {
            this.channel = channel;
        }

        @Override
        public @Nullable Volume nextVolume(Archive archive, @Nullable Volume last) throws IOException {
            if (last != null) {
                return null;
            }
            long length = channel.size();
            return new Volume() {
                @Override
                public SeekableReadOnlyByteChannel getChannel() {
                    return channel;
                }

                @Override
                public long getLength() {
                    return length;
                }

                @Override
                public Archive getArchive() {
                    return archive;
                }
            };
        }
    }
}
