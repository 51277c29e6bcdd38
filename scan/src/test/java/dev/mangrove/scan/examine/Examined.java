package dev.mangrove.scan.examine;

import dev.mangrove.hash.HashProfile;
import dev.mangrove.hash.LumaSource;
import dev.mangrove.hash.Pdq;
import dev.mangrove.hash.PdqFingerprint;
import dev.mangrove.scan.item.Examination;
import dev.mangrove.scan.item.Examination.NotExamined;
import dev.mangrove.scan.item.Examination.PictureExamined;
import dev.mangrove.testkit.DrawnPicture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What the tests of this package ask for: bytes in, answer out; and the fingerprint that pixels should
/// have, made without any decoder.
final class Examined {

    static final ExamineLimits LIMITS = new ExamineLimits(128L << 20, 256);

    private Examined() {}

    static Examination of(byte[] bytes) {
        return of(bytes, LIMITS);
    }

    static Examination of(byte[] bytes, ExamineLimits limits) {
        try (SeekableByteChannel channel = new ByteChannel(bytes)) {
            return Examiner.examine(channel, Optional.empty(), limits);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Examination of(Path file) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            return Examiner.examine(channel, Optional.empty(), LIMITS);
        }
    }

    static PictureExamined picture(byte[] bytes) {
        return switch (of(bytes)) {
            case PictureExamined picture -> picture;
            case Examination other -> throw new AssertionError("no picture: " + other);
        };
    }

    static NotExamined refused(byte[] bytes) {
        return switch (of(bytes)) {
            case NotExamined refused -> refused;
            case Examination other -> throw new AssertionError("not refused: " + other);
        };
    }

    /// On black, as the hash of a picture with alpha is defined.
    static PdqFingerprint expected(DrawnPicture drawn) {
        return Pdq.fingerprint(new DrawnLuma(drawn), HashProfile.REFERENCE);
    }

    static int distance(PictureExamined examined, DrawnPicture drawn) {
        return examined.fingerprint().hash().distanceBits(expected(drawn).hash());
    }

    private record DrawnLuma(DrawnPicture drawn) implements LumaSource {

        @Override
        public int width() {
            return drawn.width();
        }

        @Override
        public int height() {
            return drawn.height();
        }

        @Override
        public void readRow(int y, int[] columns, float[] luma, int to) {
            for (int i = 0; i < columns.length; i++) {
                int argb = drawn.pixel(columns[i], y);
                int alpha = argb >>> 24;
                int red = Math.round((argb >> 16 & 0xFF) * alpha / 255f);
                int green = Math.round((argb >> 8 & 0xFF) * alpha / 255f);
                int blue = Math.round((argb & 0xFF) * alpha / 255f);
                boolean grey = red == green && green == blue;
                luma[to + i] = grey ? red : 0.299f * red + 0.587f * green + 0.114f * blue;
            }
        }
    }

    /// Bytes in memory as a channel.
    static final class ByteChannel implements SeekableByteChannel {

        private final byte[] bytes;
        private long position;

        ByteChannel(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read(ByteBuffer into) {
            if (position >= bytes.length) {
                return -1;
            }
            int count = (int) Math.min(into.remaining(), bytes.length - position);
            into.put(bytes, (int) position, count);
            position += count;
            return count;
        }

        @Override
        public long position() {
            return position;
        }

        @Override
        public SeekableByteChannel position(long newPosition) {
            position = newPosition;
            return this;
        }

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public int write(ByteBuffer source) {
            throw new UnsupportedOperationException("evidence is read only");
        }

        @Override
        public SeekableByteChannel truncate(long size) {
            throw new UnsupportedOperationException("evidence is read only");
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }
}
