package dev.mangrove.scan.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CaseReportTest {

    @TempDir
    private Path folder;

    private Path report;
    private List<Map<String, Object>> graph;

    @BeforeEach
    @SuppressWarnings("unchecked")
    void write() throws Exception {
        report = folder.resolve("report.jsonld");
        Reports.write(SampleWorkspace.golden(folder.resolve("workspace")), ReportFormat.CASE, report);
        Map<String, Object> document = (Map<String, Object>) VicsSchema.parse(Files.readString(report));
        graph = (List<Map<String, Object>>) document.get("@graph");
    }

    @Test
    void looksAsItDid() throws IOException {
        Golden.check("report.case.jsonld", report);
    }

    @Test
    void everyItemIsAFileThatLiesInAnother() {
        assertThat(ofType("uco-observable:File")).hasSize(12 + 2);
        assertThat(ofType("uco-observable:ObservableRelationship")).hasSize(12);
    }

    @Test
    void everyReferenceMeetsANodeAndNoIdComesTwice() {
        List<String> ids = new ArrayList<>();
        List<String> references = new ArrayList<>();
        graph.forEach(node -> gather(node, ids, references));
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(ids).containsAll(references);
        assertThat(ids)
                .allSatisfy(id -> assertThat(id).matches("kb:[a-z-]+-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"));
    }

    @Test
    void tellsWhatListsSayAndWhatCouldNotBeExamined() {
        String results = String.valueOf(ofType("uco-analysis:AnalyticResult"));
        assertThat(results)
                .contains("alert: category 1 of scheme us")
                .contains("nearly, at 11 bits: a person must confirm it")
                .contains("not examined: encrypted")
                .contains("lead: besideKnown");
    }

    private List<Map<String, Object>> ofType(String type) {
        return graph.stream().filter(node -> type.equals(node.get("@type"))).toList();
    }

    /// A node has an id and a type; a reference has an id alone.
    private static void gather(Object value, List<String> ids, List<String> references) {
        if (value instanceof Map<?, ?> map) {
            if (map.get("@id") instanceof String id) {
                (map.containsKey("@type") ? ids : references).add(id);
            }
            map.values().forEach(part -> gather(part, ids, references));
        } else if (value instanceof List<?> list) {
            list.forEach(part -> gather(part, ids, references));
        }
    }
}
