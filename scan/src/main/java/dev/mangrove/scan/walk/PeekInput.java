package dev.mangrove.scan.walk;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A stream with a view ahead. A failure of the stream below comes up behind the bytes that precede it.
final class PeekInput extends InputStream {

    private static final int FIRST_BYTES = 8 << 10;

    private final InputStream in;
    private byte[] buffer = new byte[FIRST_BYTES];
    private int place;
    private int filled;
    private long bufferStart;
    private boolean ended;
    private @Nullable IOException failure;

    PeekInput(InputStream in) {
        this.in = in;
    }

    /// Bytes taken so far.
    long position() {
        return bufferStart + place;
    }

    /// Why the stream below ended, if it failed; known once a view reaches there.
    @Nullable
    IOException failure() {
        return failure;
    }

    /// Looks ahead as far as `count` bytes.
    ///
    /// @return how many are there; fewer only at the end
    int peek(int count) {
        if (filled - place < count && place > 0 && buffer.length - place < count) {
            System.arraycopy(buffer, place, buffer, 0, filled - place);
            bufferStart += place;
            filled -= place;
            place = 0;
        }
        if (buffer.length - place < count) {
            buffer = Arrays.copyOf(buffer, Math.max(place + count, 2 * buffer.length));
        }
        while (filled - place < count && !ended) {
            try {
                int read = in.read(buffer, filled, buffer.length - filled);
                ended = read < 0;
                filled += Math.max(0, read);
            } catch (IOException e) {
                failure = e;
                ended = true;
            } catch (WalkStop e) {
                throw e;
            } catch (RuntimeException e) {
                // A decompressor that trips over its input: the same as damage.
                failure = Reasons.of(e, position());
                ended = true;
            }
        }
        return Math.min(count, filled - place);
    }

    byte ahead(int index) {
        return buffer[place + index];
    }

    boolean startsWith(byte[] text) {
        if (peek(text.length) < text.length) {
            return false;
        }
        for (int i = 0; i < text.length; i++) {
            if (ahead(i) != text[i]) {
                return false;
            }
        }
        return true;
    }

    void take(int count) {
        place += count;
    }

    @Override
    public int read() throws IOException {
        if (peek(1) == 0) {
            if (failure != null) {
                throw failure;
            }
            return -1;
        }
        return buffer[place++] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (peek(1) == 0) {
            if (failure != null) {
                throw failure;
            }
            return -1;
        }
        int count = Math.min(length, filled - place);
        System.arraycopy(buffer, place, target, offset, count);
        place += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
