package dev.mangrove.formats.caseuco;

import dev.mangrove.formats.json.JsonOut;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Writes the facets of a node, each where something is known for it.
final class CaseUcoFacets {

    private final JsonOut json;

    CaseUcoFacets(JsonOut json) {
        this.json = json;
    }

    private void begin(String kind, String key, String type) throws IOException {
        json.object();
        json.property("@id", CaseUcoIds.id(kind, key));
        json.property("@type", type);
    }

    void file(UcoFile file) throws IOException {
        begin("file-facet", file.key(), "uco-observable:FileFacet");
        json.property("uco-observable:fileName", file.fileName());
        json.property("uco-observable:filePath", file.filePath());
        json.property("uco-observable:extension", file.extension());
        json.property("uco-observable:sizeInBytes", file.sizeBytes());
        time("uco-observable:observableCreatedTime", file.createdAt());
        time("uco-observable:modifiedTime", file.modifiedAt());
        time("uco-observable:accessedTime", file.accessedAt());
        json.endObject();
    }

    void content(UcoFile file) throws IOException {
        if (file.hashes().isEmpty() && file.mimeType().isEmpty()) {
            return;
        }
        begin("content-data-facet", file.key(), "uco-observable:ContentDataFacet");
        json.property("uco-observable:mimeType", file.mimeType());
        json.property("uco-observable:sizeInBytes", file.sizeBytes());
        if (!file.hashes().isEmpty()) {
            json.array("uco-observable:hash");
            for (Map.Entry<String, String> hash : file.hashes().entrySet()) {
                begin("hash", file.key() + "\n" + hash.getKey(), "uco-types:Hash");
                json.property("uco-types:hashMethod", hash.getKey());
                typed("uco-types:hashValue", "xsd:hexBinary", hash.getValue());
                json.endObject();
            }
            json.endArray();
        }
        json.endObject();
    }

    void raster(UcoFile file) throws IOException {
        if (file.pictureWidth().isEmpty() && file.pictureType().isEmpty()) {
            return;
        }
        begin("raster-picture-facet", file.key(), "uco-observable:RasterPictureFacet");
        json.property("uco-observable:pictureType", file.pictureType());
        json.property("uco-observable:pictureWidth", file.pictureWidth());
        json.property("uco-observable:pictureHeight", file.pictureHeight());
        json.property("uco-observable:bitsPerPixel", file.bitsPerPixel());
        json.endObject();
    }

    void exif(UcoFile file) throws IOException {
        if (file.exif().isEmpty()) {
            return;
        }
        begin("exif-facet", file.key(), "uco-observable:EXIFFacet");
        json.object("uco-observable:exifData");
        json.property("@id", CaseUcoIds.id("exif-data", file.key()));
        json.property("@type", "uco-types:ControlledDictionary");
        json.array("uco-types:entry");
        for (Map.Entry<String, String> entry : file.exif().entrySet()) {
            begin("exif-entry", file.key() + "\n" + entry.getKey(), "uco-types:ControlledDictionaryEntry");
            json.property("uco-types:key", entry.getKey());
            json.property("uco-types:value", entry.getValue());
            json.endObject();
        }
        json.endArray();
        json.endObject();
        json.endObject();
    }

    void place(UcoContainment containment, String key) throws IOException {
        if (containment.path().isPresent()) {
            begin("path-relation-facet", key, "uco-observable:PathRelationFacet");
            json.property("uco-observable:path", containment.path());
            json.endObject();
        }
        if (containment.rangeOffsetBytes().isPresent()) {
            begin("data-range-facet", key, "uco-observable:DataRangeFacet");
            json.property("uco-observable:rangeOffset", containment.rangeOffsetBytes());
            json.property("uco-observable:rangeSize", containment.rangeSizeBytes());
            json.endObject();
        }
    }

    void classification(UcoVerdict verdict) throws IOException {
        begin("classification-facet", verdict.key(), "uco-analysis:ArtifactClassificationResultFacet");
        json.array("uco-analysis:classification");
        begin("classification", verdict.key(), "uco-analysis:ArtifactClassification");
        json.property("uco-analysis:class", verdict.classification());
        if (verdict.confidence().isPresent()) {
            typed(
                    "uco-analysis:classificationConfidence",
                    "xsd:decimal",
                    verdict.confidence().get().toPlainString());
        }
        json.endObject();
        json.endArray();
        json.endObject();
    }

    void typed(String name, String type, String value) throws IOException {
        json.object(name);
        json.property("@type", type);
        json.property("@value", value);
        json.endObject();
    }

    private void time(String name, Optional<Instant> at) throws IOException {
        if (at.isPresent()) {
            typed(name, "xsd:dateTime", at.get().toString());
        }
    }
}
