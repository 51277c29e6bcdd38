package dev.mangrove.formats.json;

import java.io.IOException;
import java.io.StringWriter;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Copies one value as JSON text, within a bound.
final class RawJson {

    private RawJson() {}

    static String copy(JsonSource source, JsonParser parser, JsonFactory factory, int charsMax) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = factory.createGenerator(ObjectWriteContext.empty(), text)) {
            int depth = 0;
            JsonToken token = parser.currentToken();
            while (true) {
                generator.copyCurrentEventExact(parser);
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (depth == 0) {
                    break;
                }
                if (text.getBuffer().length() > charsMax) {
                    throw source.failure("has a value of more than " + charsMax + " characters");
                }
                token = source.next();
            }
        } catch (JacksonException e) {
            throw source.translate(e);
        }
        return text.toString();
    }
}
