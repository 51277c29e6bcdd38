package dev.mangrove.scan.walk;

import dev.mangrove.scan.item.RawName;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.NameValuePair;
import org.apache.james.mime4j.stream.RawBody;
import org.apache.james.mime4j.stream.RawField;
import org.apache.james.mime4j.stream.RawFieldParser;
import org.apache.james.mime4j.util.MimeParameterMapping;

/// The few fields of a header that a walk needs: the message id, and the name of a part.
final class MailFields {

    private static final int ID_CHARACTERS_MAX = 250;
    private static final int NAME_CHARACTERS_MAX = 4096;
    private static final int PARAMETERS_MAX = 1_000;

    private final Map<String, RawField> kept = new HashMap<>();

    void add(Field field) {
        String name = String.valueOf(field.getName()).toLowerCase(Locale.ROOT);
        if (List.of("message-id", "content-type", "content-disposition").contains(name)
                && field instanceof RawField raw) {
            kept.putIfAbsent(name, raw);
        }
    }

    /// Without angle brackets.
    Optional<String> messageId() {
        return Optional.ofNullable(kept.get("message-id")).flatMap(field -> messageId(field.getBody()));
    }

    static Optional<String> messageId(String value) {
        String id = value.strip();
        int open = id.indexOf('<');
        int close = id.indexOf('>', open + 1);
        if (open >= 0 && close > open) {
            id = id.substring(open + 1, close);
        }
        StringBuilder clean = new StringBuilder();
        id.codePoints()
                .filter(point -> point > 0x20 && point != 0x7F && point < 0x80)
                .limit(ID_CHARACTERS_MAX)
                .forEach(clean::appendCodePoint);
        return clean.isEmpty() ? Optional.empty() : Optional.of(clean.toString());
    }

    /// The name that the sender gave the part: as it stands, or decoded where it is coded (RFC 2047, RFC 2231).
    Optional<RawName> name() {
        return parameter("content-disposition", "filename").or(() -> parameter("content-type", "name"));
    }

    private Optional<RawName> parameter(String fieldName, String parameter) {
        RawField field = kept.get(fieldName);
        if (field == null) {
            return Optional.empty();
        }
        RawBody body = RawFieldParser.DEFAULT.parseRawBody(field);
        MimeParameterMapping mapping = new MimeParameterMapping();
        Optional<String> plain = Optional.empty();
        int read = 0;
        for (NameValuePair pair : body.getParams()) {
            if (++read > PARAMETERS_MAX || pair.getName() == null || pair.getValue() == null) {
                continue;
            }
            if (pair.getName().equalsIgnoreCase(parameter)) {
                plain = Optional.of(pair.getValue());
            } else if (pair.getName().toLowerCase(Locale.ROOT).startsWith(parameter + "*")) {
                mapping.addParameter(pair.getName(), pair.getValue());
            }
        }
        Optional<String> coded = Optional.ofNullable(mapping.get(parameter)).filter(name -> !name.isBlank());
        if (coded.isPresent()) {
            return Optional.of(RawName.ofText(shortened(coded.get())));
        }
        return plain.filter(name -> !name.isBlank()).map(name -> plainName(field, parameter, name));
    }

    /// The parser decodes RFC 2047 by itself, and guesses at bytes beyond ASCII: those are taken as they stand.
    private static RawName plainName(RawField field, String parameter, String name) {
        String raw = new String(field.getRaw().toByteArray(), StandardCharsets.ISO_8859_1);
        if (!raw.contains("=?") && raw.chars().anyMatch(c -> c >= 0x80)) {
            Matcher matcher = Pattern.compile("(?i)[;\\s]" + parameter + "\\s*+=\\s*+(?:\"([^\"]*+)|([^;\\s]++))")
                    .matcher(raw);
            if (matcher.find()) {
                String found = Optional.ofNullable(matcher.group(1)).orElseGet(() -> matcher.group(2));
                return RawName.of(shortened(found).getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        return RawName.ofText(shortened(name));
    }

    private static String shortened(String name) {
        return name.length() > NAME_CHARACTERS_MAX ? name.substring(0, NAME_CHARACTERS_MAX) : name;
    }
}
