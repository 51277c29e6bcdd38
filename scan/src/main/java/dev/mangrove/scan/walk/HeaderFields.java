package dev.mangrove.scan.walk;

import dev.mangrove.scan.item.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Named fields as WARC and HTTP write them: a first line, then `Name: value` lines, then an empty one.
/// Values are kept as bytes in Latin-1, so that dirty ones stay what they are.
record HeaderFields(String firstLine, List<Field> fields) {

    private static final int BYTES_MAX = 256 << 10;

    record Field(String name, String value) {}

    /// Reads up to and with the empty line.
    ///
    /// @throws MemberException where the stream ends before it, or it does not come
    static HeaderFields read(PeekInput in) throws IOException {
        int[] left = {BYTES_MAX};
        String first = line(in, left);
        List<Field> fields = new ArrayList<>();
        String line = line(in, left);
        while (!line.isEmpty()) {
            int colon = line.indexOf(':');
            boolean folded = line.charAt(0) == ' ' || line.charAt(0) == '\t';
            if (folded && !fields.isEmpty()) {
                Field last = fields.removeLast();
                fields.add(new Field(last.name(), last.value() + " " + line.strip()));
            } else if (colon > 0) {
                fields.add(new Field(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip()));
            }
            line = line(in, left);
        }
        return new HeaderFields(first, fields);
    }

    private static String line(PeekInput in, int[] left) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(80);
        int next = in.read();
        while (next >= 0 && next != '\n') {
            bytes.write(next);
            left[0]--;
            if (left[0] < 0) {
                throw new MemberException(Reason.DAMAGED, "a header of over " + BYTES_MAX + " bytes");
            }
            next = in.read();
        }
        if (next < 0) {
            throw new MemberException(Reason.TRUNCATED, "ends within a header");
        }
        String line = bytes.toString(StandardCharsets.ISO_8859_1);
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    /// The first value of a field, by its name in lower case.
    Optional<String> first(String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .map(Field::value)
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    List<String> all(String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .map(Field::value)
                .toList();
    }
}
