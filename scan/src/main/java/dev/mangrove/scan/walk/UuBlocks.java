package dev.mangrove.scan.walk;

import dev.mangrove.scan.item.RawName;
import dev.mangrove.scan.item.Reason;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds uuencoded files (POSIX `uuencode`) in text that passes by, and decodes them.
final class UuBlocks implements Closeable {

    private static final int BLOCKS_MAX = 1_000;
    private static final int LINE_BYTES_MAX = 400;
    private static final Pattern BEGIN = Pattern.compile("begin [0-7]{3,4} (.{1,255})");
    private static final int COPY_BYTES = 16 << 10;

    private final Spools spools;
    private final List<Block> found = new ArrayList<>();
    private final byte[] line = new byte[LINE_BYTES_MAX];
    private int lineLength;
    private boolean lineTooLong;
    private @Nullable Block open;

    UuBlocks(Spools spools) {
        this.spools = spools;
    }

    /// A file found in the text.
    record Block(Optional<RawName> name, Spool content) {

        void copyTo(OutputStream sink) throws IOException {
            SeekableByteChannel channel = content.read();
            ByteBuffer buffer = ByteBuffer.allocate(COPY_BYTES);
            while (channel.read(buffer.clear()) >= 0) {
                sink.write(buffer.array(), 0, buffer.position());
            }
            if (content.isFull()) {
                throw new MemberException(Reason.LIMIT_REACHED, "the space for temporary data is used up");
            }
        }
    }

    /// Looks at the next bytes of the text.
    void look(byte[] text, int length) {
        for (int i = 0; i < length; i++) {
            if (text[i] == '\n') {
                endLine();
            } else if (lineLength < line.length) {
                line[lineLength++] = text[i];
            } else {
                lineTooLong = true;
            }
        }
    }

    /// The files found so far; one that did not end counts, too.
    List<Block> found() {
        endLine();
        return found;
    }

    private void endLine() {
        int length = lineLength > 0 && line[lineLength - 1] == '\r' ? lineLength - 1 : lineLength;
        if (!lineTooLong && length > 0) {
            if (open == null) {
                begin(length);
            } else if (!decode(open, length)) {
                open = null;
            }
        }
        lineLength = 0;
        lineTooLong = false;
    }

    private void begin(int length) {
        if (line[0] != 'b' || found.size() >= BLOCKS_MAX) {
            return;
        }
        String text = new String(line, 0, length, StandardCharsets.ISO_8859_1);
        var matcher = BEGIN.matcher(text);
        if (matcher.matches()) {
            byte[] name = matcher.group(1).strip().getBytes(StandardCharsets.ISO_8859_1);
            Block block = new Block(name.length == 0 ? Optional.empty() : Optional.of(RawName.of(name)), spools.open());
            found.add(block);
            open = block;
        }
    }

    /// Returns whether the file goes on behind this line.
    private boolean decode(Block block, int length) {
        int bytes = line[0] - ' ' & 0x3F;
        boolean possible = line[0] >= ' ' && line[0] <= '`' && length - 1 >= bytes * 4 / 3;
        if (bytes == 0 || !possible) {
            return false;
        }
        byte[] decoded = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            int at = 1 + i / 3 * 4 + i % 3;
            int first = sixBits(at, length);
            int second = sixBits(at + 1, length);
            decoded[i] = (byte)
                    switch (i % 3) {
                        case 0 -> first << 2 | second >> 4;
                        case 1 -> first << 4 | second >> 2;
                        default -> first << 6 | second;
                    };
        }
        block.content().write(decoded, 0, bytes);
        return true;
    }

    /// Mail programs cut spaces off the ends of lines: what is not there is a space.
    private int sixBits(int at, int length) {
        return at < length ? line[at] - ' ' & 0x3F : 0;
    }

    @Override
    public void close() throws IOException {
        for (Block block : found) {
            block.content().close();
        }
    }
}
