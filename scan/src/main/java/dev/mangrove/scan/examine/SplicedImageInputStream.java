package dev.mangrove.scan.examine;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.stream.ImageInputStreamImpl;

/// What an ImageIO reader reads: pieces of a content and literal bytes, one behind the other, without a
/// cache on disk and without a copy of the content.
final class SplicedImageInputStream extends ImageInputStreamImpl {

    private static final EOFException END = new EndOfContentException();

    private final List<Piece> pieces = new ArrayList<>();
    private long end;
    private final byte[] buffer = new byte[8 * 1024];
    private long bufferStart;
    private int bufferLength;
    private int lastPieceRead;

    private static final class EndOfContentException extends EOFException {

        private static final long serialVersionUID = 1L;

        EndOfContentException() {
            super("the content ends");
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }

    private record Piece(long start, Content content, long from, long length) {}

    static SplicedImageInputStream whole(Content content) {
        return new SplicedImageInputStream().append(content);
    }

    SplicedImageInputStream append(Content content, long from, long length) {
        pieces.add(new Piece(end, content, from, length));
        end += length;
        return this;
    }

    SplicedImageInputStream append(Content content) {
        return append(content, 0, content.size());
    }

    /// The place of the furthest piece that a read has touched.
    int lastPieceRead() {
        return lastPieceRead;
    }

    @Override
    public int read() throws IOException {
        bitOffset = 0;
        long within = streamPos - bufferStart;
        if (within < 0 || within >= bufferLength) {
            bufferStart = streamPos;
            bufferLength = fill(streamPos, buffer, 0, buffer.length);
            within = 0;
            if (bufferLength == 0) {
                return -1;
            }
        }
        streamPos++;
        return buffer[(int) within] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        bitOffset = 0;
        if (length == 0) {
            return 0;
        }
        int done = 0;
        long within = streamPos - bufferStart;
        if (within >= 0 && within < bufferLength) {
            done = (int) Math.min(length, bufferLength - within);
            System.arraycopy(buffer, (int) within, into, offset, done);
        } else if (length < buffer.length) {
            bufferStart = streamPos;
            bufferLength = fill(streamPos, buffer, 0, buffer.length);
            done = Math.min(length, bufferLength);
            System.arraycopy(buffer, 0, into, offset, done);
        } else {
            done = fill(streamPos, into, offset, length);
        }
        streamPos += done;
        return done == 0 ? -1 : done;
    }

    /// As inherited, but the end costs no stack trace: some readers meet it once a pixel and go on.
    @Override
    public byte readByte() throws IOException {
        int value = read();
        if (value < 0) {
            throw END;
        }
        return (byte) value;
    }

    @Override
    public long length() {
        return end;
    }

    /// Reads from the one piece that holds `position`: a read never goes beyond a piece, so that
    /// [#lastPieceRead] tells how far a reader has come.
    private int fill(long position, byte[] into, int offset, int length) throws IOException {
        int low = 0;
        int high = pieces.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            Piece piece = pieces.get(middle);
            if (position < piece.start) {
                high = middle - 1;
            } else if (position >= piece.start + piece.length) {
                low = middle + 1;
            } else {
                lastPieceRead = Math.max(lastPieceRead, middle);
                long within = position - piece.start;
                int wanted = (int) Math.min(length, piece.length - within);
                return piece.content.read(piece.from + within, into, offset, wanted);
            }
        }
        return 0;
    }
}
