package dev.mangrove.formats.caseuco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

class CaseUcoWriterTest {

    private static String document() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (CaseUcoWriter graph = new CaseUcoWriter(out)) {
            String tool = graph.tool(new UcoTool("Mangrove", "0.1", "Mangrove project"));
            String archive = graph.file(
                    UcoFile.keyed("a.zip").fileName("a.zip").filePath("a.zip").build());
            String file = graph.file(UcoFile.keyed("a.zip!/b.jpg")
                    .fileName("b.jpg")
                    .filePath("a.zip!/b.jpg")
                    .sizeBytes(1234)
                    .createdAt(Instant.parse("2026-01-01T00:00:00Z"))
                    .modifiedAt(Instant.parse("2026-01-02T03:04:05Z"))
                    .accessedAt(Instant.parse("2026-01-03T00:00:00Z"))
                    .mimeType("image/jpeg")
                    .hash("SHA256", "00ff")
                    .hash("MD5", "11")
                    .pixels(640, 480)
                    .pictureType("jpeg")
                    .bitsPerPixel(24)
                    .exif("Make", "Example")
                    .build());
            graph.containment(UcoContainment.at(file, archive, "b.jpg"));
            graph.containment(
                    new UcoContainment(archive, file, Optional.empty(), OptionalLong.of(512), OptionalLong.of(10)));
            String verdict = graph.verdict(
                    new UcoVerdict("m1", file, tool, "1", Optional.of(new BigDecimal("1.0")), Optional.of("exact")));
            graph.action(
                    new UcoAction(
                            "scan",
                            "Scan",
                            Optional.empty(),
                            Optional.of(Instant.EPOCH),
                            Optional.of(Instant.EPOCH),
                            Optional.of("A. Person"),
                            tool),
                    List.of(archive, file).iterator(),
                    List.of(verdict).iterator());
            graph.provenance("EX-1", List.of(archive).iterator());
            graph.finish();
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /// Every node's type by its id, and every id that is only referred to.
    private static Map<String, String> nodes(String json, Set<String> references) {
        Map<String, String> types = new HashMap<>();
        List<Map<String, String>> open = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.START_OBJECT) {
                    open.add(new HashMap<>());
                } else if (parser.currentToken() == JsonToken.END_OBJECT) {
                    Map<String, String> object = open.removeLast();
                    if (object.containsKey("@id") && object.containsKey("@type")) {
                        assertThat(types.put(object.get("@id"), object.get("@type")))
                                .as(object.get("@id"))
                                .isNull();
                    } else if (object.containsKey("@id")) {
                        references.add(object.get("@id"));
                    } else if (object.containsKey("@type")) {
                        assertThat(object).containsKey("@value");
                    }
                } else if (parser.currentToken() == JsonToken.VALUE_STRING && parser.currentName() != null) {
                    open.getLast().put(parser.currentName(), parser.getString());
                }
            }
        }
        return types;
    }

    @Test
    void everyNodeHasATypeAndAnIdOfItsOwnAndEveryReferenceLeadsToOne() throws Exception {
        Set<String> references = new HashSet<>();
        Map<String, String> types = nodes(document(), references);
        assertThat(references).isNotEmpty().isSubsetOf(types.keySet());
        assertThat(types.keySet())
                .allMatch(id ->
                        id.matches("kb:[a-z-]+-[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"));
        assertThat(types.values())
                .contains(
                        "uco-observable:File",
                        "uco-observable:FileFacet",
                        "uco-observable:ContentDataFacet",
                        "uco-observable:RasterPictureFacet",
                        "uco-observable:EXIFFacet",
                        "uco-types:Hash",
                        "uco-types:ControlledDictionary",
                        "uco-observable:ObservableRelationship",
                        "uco-observable:PathRelationFacet",
                        "uco-observable:DataRangeFacet",
                        "case-investigation:InvestigativeAction",
                        "case-investigation:ProvenanceRecord",
                        "uco-analysis:Analysis",
                        "uco-analysis:AnalyticResult",
                        "uco-analysis:ArtifactClassificationResultFacet",
                        "uco-analysis:ArtifactClassification",
                        "uco-tool:Tool");
    }

    @Test
    void theSameFindingsGiveTheSameBytes() throws Exception {
        assertThat(document()).isEqualTo(document());
    }

    @Test
    void hashesAndTimesCarryTheirTypes() throws Exception {
        assertThat(document())
                .contains(
                        "\"uco-types:hashMethod\":\"SHA256\",\"uco-types:hashValue\":{\"@type\":\"xsd:hexBinary\",\"@value\":\"00ff\"}")
                .contains(
                        "\"uco-observable:modifiedTime\":{\"@type\":\"xsd:dateTime\",\"@value\":\"2026-01-02T03:04:05Z\"}")
                .contains("\"uco-core:kindOfRelationship\":\"Contained_Within\"")
                .contains("\"uco-analysis:classificationConfidence\":{\"@type\":\"xsd:decimal\",\"@value\":\"1.0\"}");
    }

    @Test
    void aRangeWithoutOffsetIsABrokenPromise() {
        assertThatThrownBy(
                        () -> new UcoContainment("a", "b", Optional.empty(), OptionalLong.empty(), OptionalLong.of(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
