package dev.mangrove.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Writes TAR files in the ustar form, with GNU long names. It checks nothing.
public final class TarWriter {

    private static final int BLOCK_BYTES = 512;
    private static final int NAME_BYTES = 100;

    private final OutputStream out;
    private long position;

    public TarWriter(OutputStream out) {
        this.out = out;
    }

    /// Bytes written so far: where the next header will lie.
    public long position() {
        return position;
    }

    public TarWriter file(String name, byte[] content) throws IOException {
        return file(name.getBytes(StandardCharsets.UTF_8), content);
    }

    public TarWriter file(byte[] name, byte[] content) throws IOException {
        return add(name, '0', new byte[0], content, content.length);
    }

    /// A header that states another size than the content has.
    public TarWriter fileDeclaring(String name, byte[] content, long sizeBytes) throws IOException {
        return add(name.getBytes(StandardCharsets.UTF_8), '0', new byte[0], content, sizeBytes);
    }

    public TarWriter directory(String name) throws IOException {
        return special(name, '5', "");
    }

    public TarWriter symbolicLink(String name, String target) throws IOException {
        return special(name, '2', target);
    }

    public TarWriter hardLink(String name, String target) throws IOException {
        return special(name, '1', target);
    }

    public TarWriter fifo(String name) throws IOException {
        return special(name, '6', "");
    }

    public TarWriter characterDevice(String name) throws IOException {
        return special(name, '3', "");
    }

    /// Ends the archive with two empty blocks; the stream stays open.
    public void finish() throws IOException {
        write(new byte[2 * BLOCK_BYTES]);
    }

    private TarWriter special(String name, char type, String target) throws IOException {
        byte[] link = target.getBytes(StandardCharsets.UTF_8);
        return add(name.getBytes(StandardCharsets.UTF_8), type, link, new byte[0], 0);
    }

    private TarWriter add(byte[] name, char type, byte[] link, byte[] content, long sizeBytes) throws IOException {
        if (name.length > NAME_BYTES) {
            byte[] longName = Arrays.copyOf(name, name.length + 1);
            write(header("././@LongLink".getBytes(StandardCharsets.US_ASCII), 'L', new byte[0], longName.length));
            writePadded(longName);
        }
        write(header(name, type, link, sizeBytes));
        writePadded(content);
        return this;
    }

    private static byte[] header(byte[] name, char type, byte[] link, long sizeBytes) {
        byte[] header = new byte[BLOCK_BYTES];
        System.arraycopy(name, 0, header, 0, Math.min(NAME_BYTES, name.length));
        octal(header, 100, 8, type == '5' ? 0755 : 0644);
        octal(header, 108, 8, 0);
        octal(header, 116, 8, 0);
        octal(header, 124, 12, sizeBytes);
        octal(header, 136, 12, 1_704_067_200L);
        header[156] = (byte) type;
        System.arraycopy(link, 0, header, 157, Math.min(NAME_BYTES, link.length));
        byte[] magic = "ustar\00000".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(magic, 0, header, 257, magic.length);
        Arrays.fill(header, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        octal(header, 148, 7, sum);
        return header;
    }

    /// Digits and a closing NUL in `length` bytes.
    private static void octal(byte[] header, int at, int length, long value) {
        for (int i = length - 2; i >= 0; i--) {
            header[at + i] = (byte) ('0' + (value & 7));
            value >>>= 3;
        }
        header[at + length - 1] = 0;
    }

    private void writePadded(byte[] content) throws IOException {
        write(content);
        int beyond = content.length % BLOCK_BYTES;
        if (beyond > 0) {
            write(new byte[BLOCK_BYTES - beyond]);
        }
    }

    private void write(byte[] bytes) throws IOException {
        out.write(bytes);
        position += bytes.length;
    }
}
