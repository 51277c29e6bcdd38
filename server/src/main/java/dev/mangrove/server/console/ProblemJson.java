package dev.mangrove.server.console;

import java.io.ByteArrayOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// An error as RFC 9457 has it.
final class ProblemJson {

    private static final JsonFactory JSON = new JsonFactory();

    private ProblemJson() {}

    static byte[] of(int status, String kind, String title, String detail) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeStringProperty("type", "urn:mangrove:problem:" + kind);
            json.writeStringProperty("title", title);
            json.writeNumberProperty("status", status);
            if (!detail.isEmpty()) {
                json.writeStringProperty("detail", detail);
            }
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }
}
