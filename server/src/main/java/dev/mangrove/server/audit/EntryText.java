package dev.mangrove.server.audit;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// An entry as the bytes that the tree holds: a line that names the form and its version, then each [EntryLine]
/// with its value, `-` when there is none. Anyone reads it with a text editor.
///
/// The form is canonical: one entry has one text and one text is one entry. No value can begin a line, since
/// control characters and backslashes are escaped; what people typed is not here at all, only commitments to it.
///
/// @param values those that are there; any text of any length that fits
record EntryText(Map<EntryLine, String> values) {

    /// The first line. A new form gets a new number, and old entries keep theirs for ever.
    static final String VERSION = "mangrove-audit-entry/1";

    /// More does not fit in a bundle of entries.
    static final int BYTES_MAX = 65_535;

    private static final String ABSENT = "-";
    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    EntryText {
        EnumMap<EntryLine, String> copy = new EnumMap<>(EntryLine.class);
        copy.putAll(values);
        values = copy;
    }

    /// A time as entries write it.
    static String time(Instant instant) {
        return MICROS.format(instant.truncatedTo(ChronoUnit.MICROS));
    }

    Optional<String> value(EntryLine line) {
        return Optional.ofNullable(values.get(line));
    }

    /// The time on this line, when there is one that can be read.
    Optional<Instant> time(EntryLine line) {
        try {
            return value(line).map(text -> MICROS.parse(text, Instant::from));
        } catch (java.time.format.DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }

    /// The bytes that are hashed.
    ///
    /// @throws IllegalArgumentException when they are more than fit
    byte[] encode() {
        StringBuilder text = new StringBuilder(640).append(VERSION).append('\n');
        for (EntryLine line : EntryLine.values()) {
            text.append(line.word()).append(' ');
            append(text, values.get(line));
            text.append('\n');
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        if (bytes.length > BYTES_MAX) {
            throw new IllegalArgumentException(
                    "an entry of " + bytes.length + " bytes is longer than the " + BYTES_MAX + " that fit");
        }
        return bytes;
    }

    private static void append(StringBuilder text, @org.jspecify.annotations.Nullable String value) {
        if (value == null) {
            text.append(ABSENT);
            return;
        }
        if (value.equals(ABSENT)) {
            text.append("\\-");
            return;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c == 0x7f || c == '\\') {
                text.append('\\').append(String.format(Locale.ROOT, "%02x", (int) c));
            } else {
                text.append(c);
            }
        }
    }

    /// Reads an entry. Whatever is not exactly what [#encode] writes is no entry.
    static Optional<EntryText> parse(byte[] bytes) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notText) {
            return Optional.empty();
        }
        String[] lines = text.split("\n", -1);
        if (lines.length != EntryLine.values().length + 2
                || !lines[0].equals(VERSION)
                || !lines[lines.length - 1].isEmpty()) {
            return Optional.empty();
        }
        EnumMap<EntryLine, String> values = new EnumMap<>(EntryLine.class);
        for (EntryLine line : EntryLine.values()) {
            String written = lines[line.ordinal() + 1];
            if (!written.startsWith(line.word() + " ")) {
                return Optional.empty();
            }
            String value = written.substring(line.word().length() + 1);
            if (!value.equals(ABSENT)) {
                Optional<String> plain = unescaped(value);
                if (plain.isEmpty()) {
                    return Optional.empty();
                }
                values.put(line, plain.get());
            }
        }
        EntryText entry = new EntryText(values);
        return java.util.Arrays.equals(entry.encode(), bytes) ? Optional.of(entry) : Optional.empty();
    }

    private static Optional<String> unescaped(String value) {
        if (value.indexOf('\\') < 0) {
            return Optional.of(value);
        }
        if (value.equals("\\-")) {
            return Optional.of(ABSENT);
        }
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) != '\\') {
                plain.append(value.charAt(i));
                continue;
            }
            if (i + 2 >= value.length()
                    || Character.digit(value.charAt(i + 1), 16) < 0
                    || Character.digit(value.charAt(i + 2), 16) < 0) {
                return Optional.empty();
            }
            plain.append(
                    (char) (Character.digit(value.charAt(i + 1), 16) * 16 + Character.digit(value.charAt(i + 2), 16)));
            i += 2;
        }
        return Optional.of(plain.toString());
    }
}
