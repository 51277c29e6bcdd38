package dev.mangrove.formats.json;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/// Writes JSON as a stream, in UTF-8. Absent values are left out; halves of surrogate pairs become
/// U+FFFD. Closing does not end what is open: a document that was not finished is seen to break off.
/// Not safe for use by several threads.
public final class JsonOut implements Closeable {

    private static final JsonFactory FACTORY =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_CONTENT).build();

    private final JsonGenerator generator;

    /// Closing this closes `out`.
    public JsonOut(OutputStream out) throws IOException {
        try {
            generator = FACTORY.createGenerator(ObjectWriteContext.empty(), out);
        } catch (JacksonException e) {
            throw translate(e);
        }
    }

    /// Something that writes to the generator.
    @FunctionalInterface
    private interface Act {
        void on(JsonGenerator generator);
    }

    private void act(Act act) throws IOException {
        try {
            act.on(generator);
        } catch (JacksonException e) {
            throw translate(e);
        }
    }

    private static IOException translate(JacksonException e) {
        return e instanceof JacksonIOException && e.getCause() instanceof IOException cause
                ? cause
                : new IOException("JSON could not be written: " + e.getOriginalMessage(), e);
    }

    /// `{`, as an element or as the document.
    public void object() throws IOException {
        act(JsonGenerator::writeStartObject);
    }

    /// `"name": {`
    public void object(String name) throws IOException {
        act(g -> g.writeName(name).writeStartObject());
    }

    public void endObject() throws IOException {
        act(JsonGenerator::writeEndObject);
    }

    /// `"name": [`
    public void array(String name) throws IOException {
        act(g -> g.writeName(name).writeStartArray());
    }

    public void endArray() throws IOException {
        act(JsonGenerator::writeEndArray);
    }

    /// A line end between elements, so that the document has lines that people and tools can count.
    public void lineEnd() throws IOException {
        act(g -> g.writeRaw('\n'));
    }

    public void property(String name, String value) throws IOException {
        act(g -> g.writeName(name).writeString(wellFormed(value)));
    }

    public void property(String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            property(name, value.get());
        }
    }

    public void property(String name, OptionalInt value) throws IOException {
        if (value.isPresent()) {
            number(name, value.getAsInt());
        }
    }

    public void property(String name, OptionalLong value) throws IOException {
        if (value.isPresent()) {
            number(name, value.getAsLong());
        }
    }

    public void flag(String name, Optional<Boolean> value) throws IOException {
        if (value.isPresent()) {
            flag(name, value.get().booleanValue());
        }
    }

    public void number(String name, long value) throws IOException {
        act(g -> g.writeName(name).writeNumber(value));
    }

    public void flag(String name, boolean value) throws IOException {
        act(g -> g.writeName(name).writeBoolean(value));
    }

    /// A value that is JSON text already.
    public void raw(String name, String json) throws IOException {
        act(g -> g.writeName(name).writeRawValue(json));
    }

    private static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return withoutHalves(text);
            }
        }
        return text;
    }

    private static String withoutHalves(String text) {
        StringBuilder whole = new StringBuilder(text.length());
        text.codePoints()
                .forEach(point -> whole.appendCodePoint(
                        point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? 0xFFFD : point));
        return whole.toString();
    }

    @Override
    public void close() throws IOException {
        act(JsonGenerator::close);
    }
}
