package dev.mangrove.formats.row;

import dev.mangrove.formats.hashlist.HashListFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Detects and reads a list into memory, for tests.
public final class ReadRows implements RowSink {

    public static final String MD5 = "0123456789abcdef0123456789abcdef";
    public static final String SHA1 = "0123456789abcdef0123456789abcdef01234567";
    public static final String SHA256 = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    public static final String PDQ = "f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0";

    public final List<HashListRow> rows = new ArrayList<>();
    public final List<String> problems = new ArrayList<>();
    public final List<String> remarks = new ArrayList<>();
    public HashListFormat format;

    /// Reads a file whatever its format.
    public static ReadRows of(Path file) throws IOException {
        ReadRows read = new ReadRows();
        read.format = HashListFormat.detect(file);
        read.format.read(file, read);
        return read;
    }

    /// Writes `text` as a file in `folder` and reads it.
    public static ReadRows of(Path folder, String text) throws IOException {
        return of(folder, text.getBytes(StandardCharsets.UTF_8));
    }

    public static ReadRows of(Path folder, byte[] bytes) throws IOException {
        Path file = Files.createTempFile(folder, "list", ".any");
        Files.write(file, bytes);
        return of(file);
    }

    /// The only row.
    public HashListRow only() {
        if (rows.size() != 1) {
            throw new AssertionError("expected one row, not " + rows.size() + "; problems: " + problems);
        }
        return rows.getFirst();
    }

    /// The digests of all rows in hex.
    public List<String> digests() {
        return rows.stream()
                .flatMap(row -> row.digests().stream())
                .map(digest -> digest.toHex())
                .toList();
    }

    @Override
    public void row(Supplier<String> place, HashListRow row) {
        rows.add(row);
    }

    @Override
    public void problem(String place, String reason) {
        problems.add(place + ": " + reason);
    }

    @Override
    public void remark(String place, String remark) {
        remarks.add(place + ": " + remark);
    }
}
