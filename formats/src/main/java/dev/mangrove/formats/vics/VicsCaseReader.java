package dev.mangrove.formats.vics;

import dev.mangrove.formats.json.JsonSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonToken;

/// Reads a VICS case export as a stream, with every field that the writer writes and the rest as JSON text.
public final class VicsCaseReader {

    /// Receives a document in its order: the media of a case come before the case.
    public interface Sink {
        /// The document's context, which names version and profile.
        void context(String url) throws IOException;

        void media(VicsMedia media) throws IOException;

        void caseEnd(VicsCase header) throws IOException;

        /// An object that was not used, or a value that was left out of one.
        void problem(String place, String reason);
    }

    private final JsonSource json;
    private final Sink sink;
    private final VicsMediaReader mediaReader;
    private final long[] media;

    private VicsCaseReader(JsonSource json, Sink sink, long[] media) {
        this.json = json;
        this.sink = sink;
        this.media = media;
        this.mediaReader = new VicsMediaReader(json, sink);
    }

    public static void read(Path file, Sink sink) throws IOException {
        long[] media = {0};
        try (JsonSource json = JsonSource.open(file, () -> media[0])) {
            new VicsCaseReader(json, sink, media).document();
        }
    }

    private void document() throws IOException {
        json.expect(JsonToken.START_OBJECT, "object");
        while (json.next() == JsonToken.PROPERTY_NAME) {
            String name = json.text();
            JsonToken token = json.next();
            switch (name) {
                case "@odata.context", "odata.metadata" -> {
                    Optional<String> context = json.scalar();
                    if (context.isPresent()) {
                        sink.context(context.get());
                    }
                }
                case "value" -> cases(token);
                default -> json.skip();
            }
        }
        json.expectEnd();
    }

    private void cases(JsonToken first) throws IOException {
        if (first != JsonToken.START_ARRAY) {
            throw json.failure("has a `value` that is not an array");
        }
        long index = 0;
        for (JsonToken token = json.next(); token != JsonToken.END_ARRAY; token = json.next()) {
            if (token == JsonToken.START_OBJECT) {
                oneCase("value[" + index + "]");
            } else {
                json.skip();
                sink.problem("value[" + index + "]", "it is not an object");
            }
            index++;
        }
    }

    private void oneCase(String place) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        Map<String, String> further = new LinkedHashMap<>();
        while (json.next() == JsonToken.PROPERTY_NAME) {
            String name = json.text();
            JsonToken token = json.next();
            if (name.equals("Media") && token == JsonToken.START_ARRAY) {
                mediaOf(place);
            } else if (VicsNames.CASE.contains(name)) {
                json.scalar().ifPresent(value -> texts.put(name, value));
            } else {
                mediaReader.further(place, name, further);
            }
        }
        if (!texts.containsKey("CaseID")) {
            sink.problem(place, "it is a case without a CaseID");
            return;
        }
        VicsFields fields = new VicsFields(texts, (field, what) -> sink.problem(place, "its " + field + " " + what));
        VicsCase.Builder header = VicsCase.of(texts.get("CaseID")).further(further);
        fields.text("CaseNumber", header::caseNumber);
        fields.text("ContactOrganization", header::contactOrganization);
        fields.text("ContactName", header::contactName);
        fields.text("ContactPhone", header::contactPhone);
        fields.text("ContactEmail", header::contactEmail);
        fields.text("ContactTitle", header::contactTitle);
        fields.text("SourceApplicationName", header::sourceApplicationName);
        fields.text("SourceApplicationVersion", header::sourceApplicationVersion);
        fields.int32("TotalMediaFiles", header::totalMediaFiles);
        fields.int32("TotalPrecategorized", header::totalPrecategorized);
        fields.time("SeizureDate", header::seizureDate);
        sink.caseEnd(header.build());
    }

    private void mediaOf(String casePlace) throws IOException {
        long index = 0;
        for (JsonToken token = json.next(); token != JsonToken.END_ARRAY; token = json.next()) {
            mediaReader.media(token, casePlace + ".Media[" + index++ + "]");
            media[0]++;
        }
    }
}
