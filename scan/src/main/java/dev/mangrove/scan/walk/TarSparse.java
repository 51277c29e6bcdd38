package dev.mangrove.scan.walk;

import dev.mangrove.scan.item.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// A sparse file: parts of data with holes between them, which read as zeros.
///
/// @param map offsets and lengths, by turns
/// @param length of the whole file
record TarSparse(List<Long> map, long length) {

    private static final int PARTS_MAX = 1_000_000;
    private static final int COPY_BYTES = 32 << 10;

    /// The map in a GNU header and its `extension` blocks.
    static TarSparse ofGnu(TarHeader header, TarInput input) throws IOException {
        List<Long> map = new ArrayList<>();
        byte[] block = header.block();
        add(map, block, 386, 4);
        long length = TarHeader.number(block, 483, 12).orElse(0);
        boolean more = block[482] != 0;
        while (more && map.size() < PARTS_MAX) {
            byte[] extension = input.read(TarHeader.BLOCK_BYTES);
            if (extension.length < TarHeader.BLOCK_BYTES) {
                break;
            }
            add(map, extension, 0, 21);
            more = extension[504] != 0;
        }
        return new TarSparse(map, length);
    }

    private static void add(List<Long> map, byte[] block, int at, int count) {
        for (int i = 0; i < count; i++) {
            OptionalLong offset = TarHeader.number(block, at + 24 * i, 12);
            OptionalLong length = TarHeader.number(block, at + 24 * i + 12, 12);
            if (block[at + 24 * i] != 0 && offset.isPresent() && length.isPresent()) {
                map.add(offset.getAsLong());
                map.add(length.getAsLong());
            }
        }
    }

    /// The map that stands as lines of digits before the data (pax, version 1.0).
    static TarSparse inData(InputStream data, long length) throws IOException {
        long read = 0;
        long[] bytes = {0};
        long count = Math.min(PARTS_MAX, line(data, bytes));
        List<Long> map = new ArrayList<>();
        for (read = 0; read < count * 2; read++) {
            map.add(line(data, bytes));
        }
        long padding = (TarHeader.BLOCK_BYTES - bytes[0] % TarHeader.BLOCK_BYTES) % TarHeader.BLOCK_BYTES;
        data.skipNBytes(padding);
        return new TarSparse(map, length);
    }

    private static long line(InputStream data, long[] bytes) throws IOException {
        ByteArrayOutputStream digits = new ByteArrayOutputStream();
        int next = data.read();
        bytes[0]++;
        while (next >= '0' && next <= '9' && digits.size() < 19) {
            digits.write(next);
            next = data.read();
            bytes[0]++;
        }
        String text = digits.toString(StandardCharsets.US_ASCII);
        if (next != '\n' || text.isEmpty() || text.length() > 18) {
            throw new MemberException(Reason.DAMAGED, "the map of a sparse file is damaged");
        }
        return Long.parseLong(text);
    }

    /// Writes the file with its holes.
    void expand(InputStream data, OutputStream sink) throws IOException {
        byte[] buffer = new byte[COPY_BYTES];
        long at = 0;
        for (int i = 0; i + 1 < map.size(); i += 2) {
            long offset = map.get(i);
            long count = map.get(i + 1);
            if (offset < at || count < 0) {
                throw new MemberException(Reason.DAMAGED, "the map of a sparse file is damaged");
            }
            zeros(offset - at, sink);
            for (long left = count; left > 0; ) {
                int read = data.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (read < 0) {
                    throw new MemberException(Reason.TRUNCATED, "the data of a sparse file ends early");
                }
                sink.write(buffer, 0, read);
                left -= read;
            }
            at = offset + count;
        }
        zeros(length - at, sink);
    }

    private static void zeros(long count, OutputStream sink) throws IOException {
        byte[] none = new byte[COPY_BYTES];
        for (long left = count; left > 0; left -= none.length) {
            sink.write(none, 0, (int) Math.min(left, none.length));
        }
    }
}
