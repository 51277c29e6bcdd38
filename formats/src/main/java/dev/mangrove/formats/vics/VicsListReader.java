package dev.mangrove.formats.vics;

import dev.mangrove.formats.json.JsonSource;
import dev.mangrove.formats.row.RowBuilder;
import dev.mangrove.formats.row.RowSink;
import dev.mangrove.hash.DigestKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.core.JsonToken;

/// Reads the media of a VICS document, 1.x or 2.0, as rows: those of a hash list (`#Media`) and those
/// inside the cases of a case export (`#Cases`) alike. Keys that say nothing of a hash are passed over,
/// totals are not believed, and `IsPrecategorized` is not asked: only `Category` counts.
public final class VicsListReader {

    private final JsonSource json;
    private final RowBuilder row;

    private VicsListReader(JsonSource json, RowBuilder row) {
        this.json = json;
        this.row = row;
    }

    public static void read(Path file, RowSink sink) throws IOException {
        RowBuilder row = new RowBuilder(sink);
        try (JsonSource json = JsonSource.open(file, row::rows)) {
            new VicsListReader(json, row).document();
        }
    }

    private void document() throws IOException {
        json.expect(JsonToken.START_OBJECT, "object");
        boolean found = false;
        while (json.next() == JsonToken.PROPERTY_NAME) {
            String name = json.text();
            JsonToken token = json.next();
            if (!name.equals("value")) {
                json.skip();
            } else if (token == JsonToken.START_ARRAY) {
                found = true;
                values();
            } else {
                throw json.failure("has a `value` that is not an array");
            }
        }
        json.expectEnd();
        if (!found) {
            throw json.failure("has no array called `value`, in which VICS keeps its media");
        }
    }

    private void values() throws IOException {
        long index = 0;
        for (JsonToken token = json.next(); token != JsonToken.END_ARRAY; token = json.next()) {
            long place = index++;
            element(token, () -> "value[" + place + "]", true);
        }
    }

    /// One media object; at the root it may also turn out to be a case, which holds media of its own.
    private void element(JsonToken first, Supplier<String> place, boolean root) throws IOException {
        row.begin(place);
        if (first != JsonToken.START_OBJECT) {
            json.skip();
            row.refuse("it is not an object");
            return;
        }
        boolean isCase = false;
        while (json.next() == JsonToken.PROPERTY_NAME) {
            String name = json.text();
            JsonToken token = json.next();
            if (root && (name.equals("Media") || name.equals("CaseID"))) {
                isCase = true;
                if (token == JsonToken.START_ARRAY) {
                    caseMedia(place);
                } else {
                    json.skip();
                }
            } else if (isCase) {
                json.skip();
            } else {
                property(name, token);
            }
        }
        if (isCase) {
            return;
        }
        if (!row.has(DigestKind.MD5)) {
            row.remark("it has no MD5, which VICS requires");
        }
        row.end();
    }

    private void caseMedia(Supplier<String> casePlace) throws IOException {
        long index = 0;
        for (JsonToken token = json.next(); token != JsonToken.END_ARRAY; token = json.next()) {
            long place = index++;
            element(token, () -> casePlace.get() + ".Media[" + place + "]", false);
        }
    }

    private void property(String name, JsonToken token) throws IOException {
        if (name.equals("AlternativeHashes")) {
            alternativeHashes(token);
            return;
        }
        Optional<String> scalar = switch (name) {
            case "MD5" -> digest(DigestKind.MD5);
            case "SHA1" -> digest(DigestKind.SHA1);
            case "SHA256" -> digest(DigestKind.SHA256);
            case "PhotoDNA" -> {
                if (json.hasText()) {
                    row.unmatchable("PhotoDNA");
                }
                yield Optional.empty();
            }
            case "MediaID", "Category", "MediaSize", "Series", "Comments" -> json.scalar();
            default -> {
                json.skip();
                yield Optional.empty();
            }
        };
        if (scalar.isEmpty()) {
            return;
        }
        String value = scalar.get();
        switch (name) {
            case "MD5" -> row.digest(DigestKind.MD5, value);
            case "SHA1" -> row.digest(DigestKind.SHA1, value);
            case "SHA256" -> row.digest(DigestKind.SHA256, value);
            case "MediaID" -> row.id(value);
            case "Category" -> row.category(value.endsWith(".0") ? value.substring(0, value.length() - 2) : value);
            case "MediaSize" -> row.sizeBytes(value);
            case "Series" -> row.series(value);
            default -> row.comment(value);
        }
    }

    /// @return what is written there, where it is no digest as it should be
    private Optional<String> digest(DigestKind kind) throws IOException {
        Optional<byte[]> bytes = json.hex(kind.bytes());
        if (bytes.isEmpty()) {
            return json.scalar();
        }
        row.digest(kind, bytes.get());
        return Optional.empty();
    }

    private void alternativeHashes(JsonToken first) throws IOException {
        if (first != JsonToken.START_ARRAY) {
            json.skip();
            return;
        }
        for (JsonToken token = json.next(); token != JsonToken.END_ARRAY; token = json.next()) {
            if (token == JsonToken.START_OBJECT) {
                alternativeHash();
            } else {
                json.skip();
            }
        }
    }

    private void alternativeHash() throws IOException {
        Optional<String> hashName = Optional.empty();
        Optional<String> hashValue = Optional.empty();
        while (json.next() == JsonToken.PROPERTY_NAME) {
            String name = json.text();
            json.next();
            switch (name) {
                case "HashName" -> hashName = json.scalar();
                case "HashValue" -> hashValue = json.scalar();
                default -> json.skip();
            }
        }
        if (hashName.isPresent() && hashValue.isPresent()) {
            row.namedHash(hashName.get(), hashValue.get());
        }
    }
}
