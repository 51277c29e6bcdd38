package dev.mangrove.scan.walk;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What extended headers say of the member that follows them: pax records, and GNU's long names.
final class TarAttributes {

    private static final int SPARSE_PARTS_MAX = 1_000_000;

    private final Map<String, byte[]> values = new HashMap<>();
    private final List<Long> sparse = new ArrayList<>();
    private byte[] longName = new byte[0];

    /// Takes over everything that a global header said.
    TarAttributes(TarAttributes global) {
        values.putAll(global.values);
    }

    TarAttributes() {}

    void longName(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        longName = Arrays.copyOf(bytes, end);
    }

    /// Reads records of the form `length key=value\n`; stops at the first that is none.
    void pax(byte[] records) {
        int at = 0;
        while (at < records.length) {
            int length = 0;
            int digit = at;
            while (digit < records.length && records[digit] >= '0' && records[digit] <= '9' && length < 10_000_000) {
                length = length * 10 + (records[digit] - '0');
                digit++;
            }
            int end = at + length;
            if (length < 5 || end > records.length || records[digit] != ' ') {
                return;
            }
            int equals = digit + 1;
            while (equals < end && records[equals] != '=') {
                equals++;
            }
            if (equals < end) {
                String key = new String(records, digit + 1, equals - digit - 1, StandardCharsets.UTF_8);
                put(key, Arrays.copyOfRange(records, equals + 1, Math.max(equals + 1, end - 1)));
            }
            at = end;
        }
    }

    private void put(String key, byte[] value) {
        if (key.equals("GNU.sparse.offset") || key.equals("GNU.sparse.numbytes")) {
            number(value).ifPresent(this::addSparse);
        } else {
            values.put(key, value);
        }
    }

    private void addSparse(long number) {
        if (sparse.size() < SPARSE_PARTS_MAX) {
            sparse.add(number);
        }
    }

    Optional<byte[]> name() {
        if (values.containsKey("GNU.sparse.name")) {
            return Optional.ofNullable(values.get("GNU.sparse.name"));
        }
        if (values.containsKey("path")) {
            return Optional.ofNullable(values.get("path"));
        }
        return longName.length > 0 ? Optional.of(longName) : Optional.empty();
    }

    OptionalLong size() {
        return number("size");
    }

    OptionalLong modifiedAtSeconds() {
        return number("mtime");
    }

    /// A sparse file's whole length, holes counted.
    OptionalLong sparseLength() {
        OptionalLong length = number("GNU.sparse.realsize");
        return length.isPresent() ? length : number("GNU.sparse.size");
    }

    /// Whether the map of a sparse file stands before its data.
    boolean hasSparseMapInData() {
        return number("GNU.sparse.major").orElse(0) == 1;
    }

    /// Offsets and lengths of a sparse file's parts, by turns.
    List<Long> sparseMap() {
        byte[] map = values.get("GNU.sparse.map");
        if (map != null) {
            for (String part : new String(map, StandardCharsets.US_ASCII).split(",", SPARSE_PARTS_MAX)) {
                number(part.getBytes(StandardCharsets.US_ASCII)).ifPresent(this::addSparse);
            }
        }
        return sparse;
    }

    private OptionalLong number(String key) {
        byte[] value = values.get(key);
        return value == null ? OptionalLong.empty() : number(value);
    }

    /// Decimal digits; a fraction is dropped.
    static OptionalLong number(byte[] value) {
        int at = value.length > 0 && value[0] == '-' ? 1 : 0;
        long number = 0;
        int digits = 0;
        for (; at < value.length && value[at] >= '0' && value[at] <= '9' && digits < 18; at++) {
            number = number * 10 + (value[at] - '0');
            digits++;
        }
        return digits == 0 ? OptionalLong.empty() : OptionalLong.of(value[0] == '-' ? -number : number);
    }
}
