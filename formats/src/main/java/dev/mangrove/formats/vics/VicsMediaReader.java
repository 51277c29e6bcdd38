package dev.mangrove.formats.vics;

import dev.mangrove.formats.json.JsonSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonToken;

/// Reads the media objects of a case export.
final class VicsMediaReader {

    /// Most alternative hashes, Exif properties or files of one media.
    private static final int CHILDREN_MAX = 100_000;

    private final JsonSource json;
    private final VicsCaseReader.Sink sink;

    VicsMediaReader(JsonSource json, VicsCaseReader.Sink sink) {
        this.json = json;
        this.sink = sink;
    }

    void media(JsonToken first, String place) throws IOException {
        if (first != JsonToken.START_OBJECT) {
            json.skip();
            sink.problem(place, "it is not an object");
            return;
        }
        Map<String, String> texts = new LinkedHashMap<>();
        Map<String, String> further = new LinkedHashMap<>();
        List<VicsAlternativeHash> hashes = new ArrayList<>();
        List<VicsExif> exifs = new ArrayList<>();
        List<VicsMediaFile> files = new ArrayList<>();
        while (json.next() == JsonToken.PROPERTY_NAME) {
            String name = json.text();
            JsonToken token = json.next();
            switch (name) {
                case "AlternativeHashes" ->
                    children(
                            token,
                            place,
                            VicsNames.ALTERNATIVE_HASH,
                            hash -> hash.fields
                                    .get("HashName")
                                    .ifPresent(called -> hashes.add(new VicsAlternativeHash(
                                            called, hash.fields.get("HashValue").orElse("")))));
                case "Exifs" ->
                    children(
                            token,
                            place,
                            VicsNames.EXIF,
                            exif -> exif.fields
                                    .get("PropertyName")
                                    .ifPresent(called -> exifs.add(new VicsExif(
                                            called,
                                            exif.fields.get("PropertyValue"),
                                            exif.fields.get("PropertyGroup")))));
                case "MediaFiles" -> children(token, place, VicsNames.MEDIA_FILE, file -> files.add(file(file)));
                default -> {
                    if (VicsNames.MEDIA.contains(name)) {
                        json.scalar().ifPresent(value -> texts.put(name, value));
                    } else {
                        further(place, name, further);
                    }
                }
            }
        }
        String md5 = texts.getOrDefault("MD5", "").strip();
        if (!md5.matches("[0-9a-fA-F]{32}")) {
            sink.problem(place, "its MD5 is not 32 hex digits");
            return;
        }
        sink.media(simple(texts, md5, place)
                .alternativeHashes(hashes)
                .exifs(exifs)
                .mediaFiles(files)
                .further(further)
                .build());
    }

    private VicsMedia.Builder simple(Map<String, String> texts, String md5, String place) {
        VicsFields fields = fields(texts, place);
        int[] id = {0};
        fields.int32("MediaID", value -> id[0] = value);
        VicsMedia.Builder media = VicsMedia.of(md5, id[0]);
        fields.byte8("Category", media::category);
        fields.text("SHA1", media::sha1);
        fields.flag("VictimIdentified", media::victimIdentified);
        fields.flag("OffenderIdentified", media::offenderIdentified);
        fields.flag("IsDistributed", media::isDistributed);
        fields.flag("IsSuspected", media::isSuspected);
        fields.flag("SelfGenerated", media::selfGenerated);
        fields.text("Comments", media::comments);
        fields.text("Tags", media::tags);
        fields.text("Series", media::series);
        fields.text("RelativeFilePath", media::relativeFilePath);
        fields.text("MimeType", media::mimeType);
        fields.text("PrecategorizationSource", media::precategorizationSource);
        fields.int64("MediaSize", media::mediaSize);
        fields.time("DateUpdated", media::dateUpdated);
        fields.flag("IsPrecategorized", media::isPrecategorized);
        fields.text("PhotoDNA", media::photoDna);
        return media;
    }

    private VicsMediaFile file(Child child) {
        int[] id = {0};
        child.fields.int32("MediaFileID", value -> id[0] = value);
        VicsMediaFile.Builder file = VicsMediaFile.of(id[0]);
        child.fields.text("FileName", file::fileName);
        child.fields.text("FilePath", file::filePath);
        child.fields.time("Created", file::created);
        child.fields.time("Written", file::written);
        child.fields.time("Accessed", file::accessed);
        child.fields.flag("Unallocated", file::unallocated);
        child.fields.flag("Deleted", file::deleted);
        child.fields.text("SourceID", file::sourceId);
        child.fields.int64("PhysicalLocation", file::physicalLocation);
        child.fields.text("ParentMD5", file::parentMd5);
        child.fields.text("ParentFileName", file::parentFileName);
        child.fields.text("ParentFilePath", file::parentFilePath);
        child.fields.int64("ParentPhysicalLocation", file::parentPhysicalLocation);
        return file.further(child.further).build();
    }

    private VicsFields fields(Map<String, String> texts, String place) {
        return new VicsFields(texts, (field, what) -> sink.problem(place, "its " + field + " " + what));
    }

    private record Child(VicsFields fields, Map<String, String> further) {}

    @FunctionalInterface
    private interface ChildSink {
        void accept(Child child);
    }

    private void children(JsonToken first, String place, Set<String> names, ChildSink to) throws IOException {
        if (first != JsonToken.START_ARRAY) {
            json.skip();
            return;
        }
        int count = 0;
        for (JsonToken token = json.next(); token != JsonToken.END_ARRAY; token = json.next()) {
            if (token != JsonToken.START_OBJECT) {
                json.skip();
                continue;
            }
            Map<String, String> texts = new LinkedHashMap<>();
            Map<String, String> further = new LinkedHashMap<>();
            while (json.next() == JsonToken.PROPERTY_NAME) {
                String name = json.text();
                json.next();
                if (names.contains(name)) {
                    json.scalar().ifPresent(value -> texts.put(name, value));
                } else {
                    further(place, name, further);
                }
            }
            if (++count <= CHILDREN_MAX) {
                to.accept(new Child(fields(texts, place), further));
            }
        }
        if (count > CHILDREN_MAX) {
            sink.problem(place, "of its " + count + " children of one kind the first " + CHILDREN_MAX + " were kept");
        }
    }

    /// Keeps the value at the current token as JSON text; noise of OData and null say nothing.
    void further(String place, String name, Map<String, String> further) throws IOException {
        if (name.startsWith("odata.") || name.contains("@odata.") || further.size() >= Further.VALUES_MAX) {
            json.skip();
            return;
        }
        String raw = json.raw(Further.VALUE_CHARS_MAX);
        if (!raw.equals("null")) {
            further.put(name, raw);
        }
    }
}
