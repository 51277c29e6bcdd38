package dev.mangrove.formats.text;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads lines of text one by one: UTF-8, or UTF-16 where a byte order mark says so; bytes that are
/// neither become U+FFFD. Lines end with LF, CR LF or CR. Of a longer line than [#LINE_CHARS_MAX] only
/// the beginning is kept. Not safe for use by several threads.
public final class TextLines implements Closeable {

    /// Longest line that is kept whole.
    public static final int LINE_CHARS_MAX = 1 << 20;

    private final Reader reader;
    private final char[] buffer = new char[1 << 15];
    private final StringBuilder rest = new StringBuilder();
    private int position;
    private int limit;
    private boolean skipLineFeed;
    private boolean cut;
    private boolean ended = true;
    private long number;
    private String line = "";

    private TextLines(Reader reader) {
        this.reader = reader;
    }

    public static TextLines open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        try {
            return of(in);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /// Closing the lines closes the stream.
    public static TextLines of(InputStream in) throws IOException {
        java.io.PushbackInputStream bytes = new java.io.PushbackInputStream(in, 3);
        byte[] mark = bytes.readNBytes(3);
        Charset charset = StandardCharsets.UTF_8;
        int skip = 0;
        if (mark.length == 3 && mark[0] == (byte) 0xEF && mark[1] == (byte) 0xBB && mark[2] == (byte) 0xBF) {
            skip = 3;
        } else if (mark.length >= 2 && mark[0] == (byte) 0xFF && mark[1] == (byte) 0xFE) {
            charset = StandardCharsets.UTF_16LE;
            skip = 2;
        } else if (mark.length >= 2 && mark[0] == (byte) 0xFE && mark[1] == (byte) 0xFF) {
            charset = StandardCharsets.UTF_16BE;
            skip = 2;
        }
        bytes.unread(mark, skip, mark.length - skip);
        return new TextLines(new InputStreamReader(
                bytes,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE)));
    }

    /// Moves to the next line.
    ///
    /// @return false at the end
    public boolean advance() throws IOException {
        rest.setLength(0);
        cut = false;
        ended = false;
        while (true) {
            if (position == limit && !fill()) {
                if (rest.isEmpty()) {
                    return false;
                }
                return take();
            }
            if (skipLineFeed) {
                skipLineFeed = false;
                if (buffer[position] == '\n') {
                    position++;
                    continue;
                }
            }
            int start = position;
            while (position < limit && buffer[position] != '\n' && buffer[position] != '\r') {
                position++;
            }
            keep(start);
            if (position < limit) {
                skipLineFeed = buffer[position++] == '\r';
                ended = true;
                return take();
            }
        }
    }

    private boolean take() {
        line = rest.toString();
        number++;
        return true;
    }

    private boolean fill() throws IOException {
        limit = Math.max(0, reader.read(buffer, 0, buffer.length));
        position = 0;
        return limit > 0;
    }

    private void keep(int start) {
        int length = Math.min(position - start, LINE_CHARS_MAX - rest.length());
        rest.append(buffer, start, length);
        cut |= length < position - start;
    }

    /// The line last moved to, without its end.
    public String line() {
        return line;
    }

    /// Its number; the first is 1.
    public long number() {
        return number;
    }

    /// Whether it was longer than [#LINE_CHARS_MAX].
    public boolean isCut() {
        return cut;
    }

    /// Whether it had a line end: the last line of a file that was cut off has none.
    public boolean hasEnd() {
        return ended;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
