package dev.mangrove.formats.caseuco;

import dev.mangrove.formats.json.JsonOut;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes a CASE/UCO graph as a stream of nodes. Each method writes its nodes at once and gives the id by
/// which others refer to the first of them. Ids follow from keys, so the same calls give the same bytes.
/// Without [#finish] the document breaks off. Not safe for use by several threads.
public final class CaseUcoWriter implements Closeable {

    private static final Map<String, String> PREFIXES = new java.util.TreeMap<>(Map.of(
            "kb", "http://example.org/kb/",
            "case-investigation", "https://ontology.caseontology.org/case/investigation/",
            "uco-action", "https://ontology.unifiedcyberontology.org/uco/action/",
            "uco-analysis", "https://ontology.unifiedcyberontology.org/uco/analysis/",
            "uco-core", "https://ontology.unifiedcyberontology.org/uco/core/",
            "uco-identity", "https://ontology.unifiedcyberontology.org/uco/identity/",
            "uco-observable", "https://ontology.unifiedcyberontology.org/uco/observable/",
            "uco-tool", "https://ontology.unifiedcyberontology.org/uco/tool/",
            "uco-types", "https://ontology.unifiedcyberontology.org/uco/types/",
            "xsd", "http://www.w3.org/2001/XMLSchema#"));

    private final JsonOut json;
    private final CaseUcoFacets facets;

    /// @param out closed with the writer
    public CaseUcoWriter(OutputStream out) throws IOException {
        json = new JsonOut(out);
        facets = new CaseUcoFacets(json);
        json.object();
        json.object("@context");
        for (Map.Entry<String, String> prefix : PREFIXES.entrySet()) {
            json.property(prefix.getKey(), prefix.getValue());
        }
        json.endObject();
        json.array("@graph");
    }

    private String begin(String kind, String key, String type) throws IOException {
        json.lineEnd();
        json.object();
        String id = CaseUcoIds.id(kind, key);
        json.property("@id", id);
        json.property("@type", type);
        return id;
    }

    /// Writes the program that did the work.
    public String tool(UcoTool tool) throws IOException {
        String maker = begin("organization", tool.creator(), "uco-identity:Organization");
        json.property("uco-core:name", tool.creator());
        json.endObject();
        String id = begin("tool", tool.name() + "\n" + tool.version(), "uco-tool:Tool");
        json.property("uco-core:name", tool.name());
        json.property("uco-tool:version", tool.version());
        reference("uco-tool:creator", maker);
        json.endObject();
        return id;
    }

    /// Writes a file with the facets that something is known for.
    public String file(UcoFile file) throws IOException {
        String id = begin("file", file.key(), "uco-observable:File");
        json.array("uco-core:hasFacet");
        facets.file(file);
        facets.content(file);
        facets.raster(file);
        facets.exif(file);
        json.endArray();
        json.endObject();
        return id;
    }

    /// The id that [#file] gives to a file with this key, before or after it is written.
    public static String fileId(String key) {
        return CaseUcoIds.id("file", key);
    }

    /// Writes that one file lies in another.
    public String containment(UcoContainment containment) throws IOException {
        String key = containment.source() + "\n" + containment.target();
        String id = begin("relationship", key, "uco-observable:ObservableRelationship");
        reference("uco-core:source", containment.source());
        reference("uco-core:target", containment.target());
        json.flag("uco-core:isDirectional", true);
        json.property("uco-core:kindOfRelationship", "Contained_Within");
        if (containment.path().isPresent() || containment.rangeOffsetBytes().isPresent()) {
            json.array("uco-core:hasFacet");
            facets.place(containment, key);
            json.endArray();
        }
        json.endObject();
        return id;
    }

    /// Writes something that was done, to what and with what result; both are taken from as they are written.
    public String action(UcoAction action, Iterator<String> objects, Iterator<String> results) throws IOException {
        Optional<String> performer = Optional.empty();
        if (action.performer().isPresent()) {
            performer = Optional.of(begin("person", action.performer().get(), "uco-identity:Person"));
            json.property("uco-core:name", action.performer());
            json.endObject();
        }
        String id = begin("investigative-action", action.key(), "case-investigation:InvestigativeAction");
        json.property("uco-core:name", action.name());
        json.property("uco-core:description", action.description());
        time("uco-action:startTime", action.startedAt());
        time("uco-action:endTime", action.endedAt());
        if (performer.isPresent()) {
            reference("uco-action:performer", performer.get());
        }
        references("uco-action:instrument", List.of(action.instrument()).iterator());
        references("uco-action:object", objects);
        references("uco-action:result", results);
        json.endObject();
        return id;
    }

    /// Writes what an analysis says of a file: the result, and the analysis that joins it to the file.
    public String verdict(UcoVerdict verdict) throws IOException {
        String id = begin("analytic-result", verdict.key(), "uco-analysis:AnalyticResult");
        json.property("uco-core:description", verdict.description());
        json.array("uco-core:hasFacet");
        facets.classification(verdict);
        json.endArray();
        json.endObject();
        begin("analysis", verdict.key(), "uco-analysis:Analysis");
        references("uco-action:instrument", List.of(verdict.instrument()).iterator());
        references("uco-action:object", List.of(verdict.file()).iterator());
        references("uco-action:result", List.of(id).iterator());
        json.endObject();
        return id;
    }

    /// Writes a record of custody over objects.
    public String provenance(String exhibitNumber, Iterator<String> objects) throws IOException {
        String id = begin("provenance-record", exhibitNumber, "case-investigation:ProvenanceRecord");
        json.property("case-investigation:exhibitNumber", exhibitNumber);
        references("uco-core:object", objects);
        json.endObject();
        return id;
    }

    private void reference(String name, String id) throws IOException {
        json.object(name);
        json.property("@id", id);
        json.endObject();
    }

    private void references(String name, Iterator<String> ids) throws IOException {
        if (!ids.hasNext()) {
            return;
        }
        json.array(name);
        while (ids.hasNext()) {
            json.object();
            json.property("@id", ids.next());
            json.endObject();
        }
        json.endArray();
    }

    private void time(String name, Optional<Instant> at) throws IOException {
        if (at.isPresent()) {
            facets.typed(name, "xsd:dateTime", at.get().toString());
        }
    }

    /// Ends the document. Nothing may be written after it.
    public void finish() throws IOException {
        json.lineEnd();
        json.endArray();
        json.endObject();
        json.lineEnd();
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
