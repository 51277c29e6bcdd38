package dev.mangrove.scan.walk;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The messages of an mbox file (RFC 4155), one after the other. A message ends before a line that begins with
/// `From `, follows an empty line and tells a time; lines quoted by `>` lose one of them (mboxo, mboxrd).
final class MboxInput extends InputStream {

    private static final byte[] FROM = "From ".getBytes(StandardCharsets.US_ASCII);
    private static final int LINE_BYTES_MAX = 512;
    private static final int CHUNK_BYTES = 4096;
    private static final int HEADER_BYTES_MAX = 64 << 10;
    private static final int QUOTES_MAX = 32;

    private final PeekInput in;
    private ByteArrayOutputStream header = new ByteArrayOutputStream();
    private boolean inHeader;
    private boolean atLineStart;
    private boolean afterEmptyLine = true;
    private int lineBytes;
    private boolean ended = true;

    MboxInput(InputStream in) {
        this.in = new PeekInput(in);
    }

    /// Goes to the next message, behind its separating line.
    boolean next() throws IOException {
        while (!ended && read(new byte[CHUNK_BYTES], 0, CHUNK_BYTES) >= 0) {
            // The rest of a message that nobody wanted.
        }
        if (in.peek(1) == 0) {
            IOException failure = in.failure();
            if (failure != null) {
                throw failure;
            }
            return false;
        }
        if (isSeparator()) {
            skipLine();
        }
        header = new ByteArrayOutputStream();
        inHeader = true;
        atLineStart = true;
        afterEmptyLine = false;
        lineBytes = 0;
        ended = false;
        return true;
    }

    private void skipLine() throws IOException {
        int next = in.read();
        while (next >= 0 && next != '\n') {
            next = in.read();
        }
    }

    private boolean isSeparator() {
        if (!in.startsWith(FROM)) {
            return false;
        }
        int there = in.peek(LINE_BYTES_MAX);
        for (int i = FROM.length; i + 4 < there && in.ahead(i) != '\n'; i++) {
            boolean time = isDigit(i) && isDigit(i + 1) && in.ahead(i + 2) == ':' && isDigit(i + 3) && isDigit(i + 4);
            if (time) {
                return true;
            }
        }
        return false;
    }

    private boolean isDigit(int index) {
        byte value = in.ahead(index);
        return value >= '0' && value <= '9';
    }

    /// Whether this line is `From ` behind one or more quoting marks.
    private boolean isQuoted() {
        int quotes = 0;
        while (quotes < QUOTES_MAX && in.peek(quotes + 1) > quotes && in.ahead(quotes) == '>') {
            quotes++;
        }
        if (quotes == 0 || in.peek(quotes + FROM.length) < quotes + FROM.length) {
            return false;
        }
        for (int i = 0; i < FROM.length; i++) {
            if (in.ahead(quotes + i) != FROM[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (ended || length == 0) {
            return ended ? -1 : 0;
        }
        int written = 0;
        while (written < length) {
            if (atLineStart) {
                if (afterEmptyLine && isSeparator()) {
                    ended = true;
                    break;
                }
                if (isQuoted()) {
                    in.take(1);
                }
                atLineStart = false;
            }
            int there = in.peek(1) == 0 ? 0 : in.peek(Math.min(CHUNK_BYTES, length - written));
            if (there == 0) {
                ended = true;
                break;
            }
            written += copyLine(target, offset + written, there);
        }
        if (written == 0 && ended) {
            IOException failure = in.failure();
            if (failure != null && in.peek(1) == 0) {
                throw failure;
            }
            return -1;
        }
        return written;
    }

    /// Copies at most to the end of the line.
    private int copyLine(byte[] target, int offset, int there) {
        int count = 0;
        while (count < there) {
            byte value = in.ahead(count);
            target[offset + count] = value;
            count++;
            if (value == '\n') {
                afterEmptyLine = lineBytes == 0;
                inHeader &= lineBytes > 0;
                atLineStart = true;
                lineBytes = 0;
                break;
            }
            lineBytes += value == '\r' ? 0 : 1;
        }
        if (inHeader && header.size() < HEADER_BYTES_MAX) {
            header.write(target, offset, count);
        }
        in.take(count);
        return count;
    }

    /// Of the message whose header was read.
    Optional<String> messageId() {
        byte[] line = "mail\n".getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream fields = new ByteArrayOutputStream();
        fields.writeBytes(line);
        fields.writeBytes(header.toByteArray());
        fields.writeBytes("\n\n".getBytes(StandardCharsets.US_ASCII));
        try {
            return HeaderFields.read(new PeekInput(new ByteArrayInputStream(fields.toByteArray())))
                    .first("message-id")
                    .flatMap(MailFields::messageId);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
