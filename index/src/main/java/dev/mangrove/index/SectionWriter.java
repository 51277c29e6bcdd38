package dev.mangrove.index;

import static dev.mangrove.index.ListLayout.BLOCK_BYTES;
import static dev.mangrove.index.ListLayout.aligned;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.zip.CRC32C;

/// Writes one section from its start to its end, block by block, and keeps each block's checksum.
final class SectionWriter {

    private final FileChannel file;
    private final long offset;
    private final ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private long bytes;
    private long written;
    private int[] checks = new int[16];
    private int blocks;

    SectionWriter(FileChannel file, long offset) {
        this.file = file;
        this.offset = offset;
    }

    long offset() {
        return offset;
    }

    /// Bytes put so far.
    long bytes() {
        return bytes;
    }

    void put(byte[] from, int start, int length) throws IOException {
        int at = start;
        int left = length;
        while (left > 0) {
            int part = Math.min(left, block.remaining());
            block.put(from, at, part);
            at += part;
            left -= part;
            writeFullBlock();
        }
        bytes += length;
    }

    /// Puts a number; like every number in a section it must not cross the border of two blocks,
    /// unless the section's records do.
    void putInt(int value) throws IOException {
        if (block.remaining() < Integer.BYTES) {
            put(new byte[] {(byte) value, (byte) (value >>> 8), (byte) (value >>> 16), (byte) (value >>> 24)}, 0, 4);
            return;
        }
        block.putInt(value);
        bytes += Integer.BYTES;
        writeFullBlock();
    }

    void putLong(long value) throws IOException {
        if (block.remaining() < Long.BYTES) {
            putInt((int) value);
            putInt((int) (value >>> 32));
            return;
        }
        block.putLong(value);
        bytes += Long.BYTES;
        writeFullBlock();
    }

    void putByte(int value) throws IOException {
        block.put((byte) value);
        bytes++;
        writeFullBlock();
    }

    /// Fills the section up to a multiple of 64 bytes with zeros.
    ///
    /// @return its blocks' checksums
    int[] finish() throws IOException {
        int fill = (int) (aligned(bytes) - bytes);
        block.put(new byte[fill]);
        if (block.position() > 0) {
            writeBlock();
        }
        return Arrays.copyOf(checks, blocks);
    }

    /// The checksums of a section that was written otherwise.
    static int[] checks(MemorySegment section) {
        int[] checks = new int[Math.toIntExact(ListLayout.blocks(section.byteSize()))];
        CRC32C crc = new CRC32C();
        for (int block = 0; block < checks.length; block++) {
            long from = (long) block * BLOCK_BYTES;
            crc.reset();
            crc.update(section.asSlice(from, Math.min(BLOCK_BYTES, section.byteSize() - from))
                    .asByteBuffer());
            checks[block] = (int) crc.getValue();
        }
        return checks;
    }

    private void writeFullBlock() throws IOException {
        if (!block.hasRemaining()) {
            writeBlock();
        }
    }

    private void writeBlock() throws IOException {
        CRC32C crc = new CRC32C();
        crc.update(block.array(), 0, block.position());
        if (blocks == checks.length) {
            checks = Arrays.copyOf(checks, 2 * blocks);
        }
        checks[blocks++] = (int) crc.getValue();
        block.flip();
        while (block.hasRemaining()) {
            written += file.write(block, offset + written);
        }
        block.clear();
    }
}
