package dev.mangrove.formats.json;

import dev.mangrove.formats.row.HashListFormatException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongSupplier;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/// A JSON file as a stream of tokens with limits on depth, text and numbers. Every error is a
/// [HashListFormatException] that names the file, the place, how many rows came before, and the way
/// out; none repeats content. Not safe for use by several threads.
public final class JsonSource implements Closeable {

    public static final int DEPTH_MAX = 64;
    public static final int STRING_CHARS_MAX = 8 << 20;
    public static final int NUMBER_CHARS_MAX = 100;
    public static final int NAME_CHARS_MAX = 1_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH_MAX)
                    .maxStringLength(STRING_CHARS_MAX)
                    .maxNumberLength(NUMBER_CHARS_MAX)
                    .maxNameLength(NAME_CHARS_MAX)
                    .build())
            .build();

    private final Path file;
    private final LongSupplier rows;
    private final JsonParser parser;

    private JsonSource(Path file, LongSupplier rows, JsonParser parser) {
        this.file = file;
        this.rows = rows;
        this.parser = parser;
    }

    /// @param rows how many rows have been read, for messages
    public static JsonSource open(Path file, LongSupplier rows) throws IOException {
        InputStream in = Files.newInputStream(file);
        try {
            return new JsonSource(file, rows, FACTORY.createParser(ObjectReadContext.empty(), in));
        } catch (JacksonException e) {
            in.close();
            throw new HashListFormatException(file + ": is not JSON");
        }
    }

    /// The next token; an end before the end is an error.
    public JsonToken next() throws IOException {
        JsonToken token = nextOrEnd().orElse(JsonToken.NOT_AVAILABLE);
        if (token == JsonToken.NOT_AVAILABLE) {
            throw failure("breaks off");
        }
        return token;
    }

    private Optional<JsonToken> nextOrEnd() throws IOException {
        try {
            return Optional.ofNullable(parser.nextToken());
        } catch (JacksonException e) {
            throw translate(e);
        }
    }

    /// Expects `token` next.
    public void expect(JsonToken token, String what) throws IOException {
        if (next() != token) {
            throw failure("has no " + what + " where one belongs");
        }
    }

    /// Expects nothing more.
    public void expectEnd() throws IOException {
        if (nextOrEnd().isPresent()) {
            throw failure("goes on after its end");
        }
    }

    /// The name or text of the current token, a number as it is written.
    public String text() throws IOException {
        try {
            return parser.getString();
        } catch (JacksonException e) {
            throw translate(e);
        }
    }

    /// The value at the current token where it is a string, number or boolean; empty where it is null.
    /// An array or object is passed over and gives the text `null` as well.
    public Optional<String> scalar() throws IOException {
        JsonToken token = parser.currentToken();
        if (token.isStructStart()) {
            skip();
            return Optional.empty();
        }
        return token == JsonToken.VALUE_NULL ? Optional.empty() : Optional.of(text());
    }

    /// Whether [#scalar] would give more than blank text, without making that text.
    public boolean hasText() throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            return scalar().isPresent();
        }
        try {
            int length = parser.getStringLength();
            if (length > STRING_CHARS_MAX) {
                return !text().isBlank();
            }
            char[] characters = parser.getStringCharacters();
            int from = parser.getStringOffset();
            for (int i = from; i < from + length; i++) {
                if (!Character.isWhitespace(characters[i])) {
                    return true;
                }
            }
            return false;
        } catch (JacksonException e) {
            throw translate(e);
        }
    }

    /// What a text of `2 * bytes` hex digits at the current token stands for; empty where there is another value.
    public Optional<byte[]> hex(int bytes) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            return Optional.empty();
        }
        try {
            if (parser.getStringLength() != 2 * bytes) {
                return Optional.empty();
            }
            char[] characters = parser.getStringCharacters();
            int from = parser.getStringOffset();
            return HexDigits.parse(characters, from, bytes);
        } catch (JacksonException e) {
            throw translate(e);
        }
    }

    /// Passes over the value at the current token.
    public void skip() throws IOException {
        if (!parser.currentToken().isStructStart()) {
            return;
        }
        int depth = 1;
        while (depth > 0) {
            JsonToken token = next();
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            }
        }
    }

    /// The value at the current token as JSON text.
    public String raw(int charsMax) throws IOException {
        return RawJson.copy(this, parser, FACTORY, charsMax);
    }

    /// A failure at the current place.
    public HashListFormatException failure(String what) {
        TokenStreamLocation place = parser.currentLocation();
        return new HashListFormatException(file + " " + what + " (line " + place.getLineNr() + ", column "
                + place.getColumnNr() + ", after " + rows.getAsLong()
                + " rows). Ask its sender for an undamaged copy; nothing of it was taken over.");
    }

    IOException translate(JacksonException e) {
        return switch (e) {
            case JacksonIOException io
            when io.getCause() instanceof java.io.CharConversionException -> failure("holds bytes that are not text");
            case JacksonIOException io when io.getCause() instanceof IOException cause -> cause;
            case StreamConstraintsException limit ->
                failure("goes beyond a limit (nesting " + DEPTH_MAX + ", text " + STRING_CHARS_MAX
                        + " characters, numbers " + NUMBER_CHARS_MAX + " digits)");
            case UnexpectedEndOfInputException end -> failure("breaks off");
            default -> failure("is not well-formed JSON");
        };
    }

    @Override
    public void close() throws IOException {
        try {
            parser.close();
        } catch (JacksonException e) {
            throw translate(e);
        }
    }
}
