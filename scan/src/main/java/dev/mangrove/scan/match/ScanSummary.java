package dev.mangrove.scan.match;

import java.io.StringWriter;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// What a scan found, in numbers: the ledger, and the digest of all results.
///
/// @param items always pictureExamined + digestsOnly + all of notExamined
/// @param notExamined by the label of the reason; reasons without items are left out
/// @param knownGood items that a known good list filters out
/// @param exactMatches items that an entry with a judgement other than known good matches by a digest
/// @param nearMatches items that match nearly and not exactly
/// @param leads stacks to look at; exactly known ones are not counted
/// @param bytes of all items whose bytes could be read, members counted as well as their containers
/// @param resultDigest SHA-256 over the results alone, hex
public record ScanSummary(
        long items,
        long pictureExamined,
        long digestsOnly,
        SortedMap<String, Long> notExamined,
        long knownGood,
        long exactMatches,
        long nearMatches,
        long stacks,
        long leads,
        long bytes,
        double elapsedSeconds,
        String resultDigest) {

    public ScanSummary {
        notExamined = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(notExamined));
        long counted = pictureExamined
                + digestsOnly
                + notExamined.values().stream().mapToLong(Long::longValue).sum();
        if (items != counted) {
            throw new IllegalStateException("the ledger does not balance: " + items + " items, but " + counted
                    + " in the three states; please report this with the workspace's version");
        }
    }

    /// One line of JSON, the last that a scan prints.
    public String toJson() {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeNumberProperty("items", items);
            json.writeNumberProperty("pictureExamined", pictureExamined);
            json.writeNumberProperty("digestsOnly", digestsOnly);
            json.writeName("notExamined");
            json.writeStartObject();
            for (Map.Entry<String, Long> reason : notExamined.entrySet()) {
                json.writeNumberProperty(reason.getKey(), reason.getValue());
            }
            json.writeEndObject();
            json.writeNumberProperty("knownGood", knownGood);
            json.writeNumberProperty("exactMatches", exactMatches);
            json.writeNumberProperty("nearMatches", nearMatches);
            json.writeNumberProperty("stacks", stacks);
            json.writeNumberProperty("leads", leads);
            json.writeNumberProperty("bytes", bytes);
            json.writeNumberProperty("elapsedSeconds", elapsedSeconds);
            json.writeStringProperty("resultDigest", resultDigest);
            json.writeEndObject();
        }
        return out.toString();
    }
}
