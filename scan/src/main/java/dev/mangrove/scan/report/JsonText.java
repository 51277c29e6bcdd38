package dev.mangrove.scan.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Reads the small JSON texts of a workspace's columns. A text that is not what it should be is given
/// back whole, as one value, rather than dropped: a report leaves nothing out.
final class JsonText {

    private static final JsonFactory JSON = new JsonFactory();

    private JsonText() {}

    /// The texts of an array of strings.
    static List<String> strings(String json) {
        List<String> texts = new ArrayList<>();
        if (parse(json) instanceof List<?> list) {
            list.forEach(value -> texts.add(String.valueOf(value)));
        } else {
            texts.add(json);
        }
        return texts;
    }

    /// One field of each object of an array.
    static List<String> field(String json, String name) {
        List<String> texts = new ArrayList<>();
        if (parse(json) instanceof List<?> list) {
            for (Object value : list) {
                Object field = value instanceof Map<?, ?> map ? map.get(name) : value;
                texts.add(String.valueOf(field == null ? value : field));
            }
        } else {
            texts.add(json);
        }
        return texts;
    }

    /// The fields of an object in their order; what is nested is written out as text.
    static Map<String, String> object(String json) {
        Map<String, String> fields = new LinkedHashMap<>();
        if (parse(json) instanceof Map<?, ?> map) {
            map.forEach((name, value) -> fields.put(String.valueOf(name), String.valueOf(value)));
        } else if (!json.isBlank()) {
            fields.put("", json);
        }
        return fields;
    }

    /// A JSON string with its quotation marks; halves of surrogate pairs become U+FFFD.
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        text.codePoints().forEach(point -> {
            if (point == '"' || point == '\\') {
                quoted.append('\\').appendCodePoint(point);
            } else if (point < 0x20) {
                quoted.append(String.format("\\u%04x", point));
            } else {
                boolean half = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
                quoted.appendCodePoint(half ? 0xFFFD : point);
            }
        });
        return quoted.append('"').toString();
    }

    private static Object parse(String json) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            parser.nextToken();
            return value(parser);
        } catch (JacksonException e) {
            return json;
        }
    }

    private static Object value(JsonParser parser) {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_ARRAY) {
            List<Object> list = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                list.add(value(parser));
            }
            return list;
        }
        if (token == JsonToken.START_OBJECT) {
            Map<String, Object> map = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                map.put(name, value(parser));
            }
            return map;
        }
        return token == null || token == JsonToken.VALUE_NULL ? "" : parser.getString();
    }
}
