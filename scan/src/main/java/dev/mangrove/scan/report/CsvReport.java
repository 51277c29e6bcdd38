package dev.mangrove.scan.report;

import dev.mangrove.formats.csv.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Every item in a row of its own, by place. A spreadsheet or a script can filter what the page only
/// counts. One item is held at a time.
final class CsvReport {

    /// The column names, in order. Names stay as they are; new columns are added at the end.
    static final List<String> HEADER = List.of(
            "capture",
            "path",
            "state",
            "reason",
            "detail",
            "mediaType",
            "bytes",
            "md5",
            "sha1",
            "sha256",
            "width",
            "height",
            "pdq",
            "quality",
            "knownGood",
            "matchList",
            "matchVersion",
            "matchEntry",
            "matchRole",
            "matchKind",
            "matchDigest",
            "distanceBits",
            "orientation",
            "category",
            "series",
            "stack",
            "stackRelation",
            "stackDistanceBits",
            "leadRank",
            "leadTier",
            "leadReasons",
            "cameraMake",
            "cameraModel",
            "cameraSerial",
            "lensSerial",
            "software",
            "takenAt",
            "latitude",
            "longitude",
            "modifiedAt",
            "uri",
            "page",
            "capturedAt",
            "recordId",
            "recordType",
            "httpStatus",
            "refersTo",
            "payloadDigest",
            "messageId",
            "notes",
            "topPathHex",
            "nameHex",
            "durationMillis",
            "framesSampled",
            "frameMillis",
            "entryFrameMillis",
            "videoList",
            "videoEntry",
            "videoQueryPercent",
            "videoEntryPercent",
            "videoQuerySpans",
            "videoEntrySpans");

    private CsvReport() {}

    static void write(ReportSource source, OutputStream output) throws IOException, SQLException {
        try (CsvWriter csv = new CsvWriter(output);
                ItemRow.Matches matches = new ItemRow.Matches(source)) {
            csv.row(HEADER);
            ItemRow.forEach(source, item -> csv.row(fields(item, matches.bestOf(item), matches.bestVideoOf(item))));
        }
    }

    private static List<String> fields(ItemRow item, Optional<ItemRow.Match> match, List<String> video)
            throws SQLException {
        List<String> fields = new ArrayList<>(HEADER.size());
        texts(fields, item, "capture");
        fields.add(Visible.text(item.orEmpty("path_text")));
        texts(fields, item, "state", "reason", "detail", "media_type", "size_bytes");
        for (String digest : new String[] {"md5", "sha1", "sha256"}) {
            fields.add(item.hex(digest).orElse(""));
        }
        texts(fields, item, "width", "height");
        fields.add(item.pdq().orElse(""));
        texts(fields, item, "quality");
        fields.add(String.valueOf(item.isKnownGood()));
        if (match.isPresent()) {
            ItemRow.Match best = match.get();
            for (String value : List.of(
                    best.list(),
                    best.version(),
                    best.entry(),
                    best.role(),
                    best.kind(),
                    best.digestKind(),
                    String.valueOf(best.distanceBits()),
                    best.orientation(),
                    best.category(),
                    best.series())) {
                fields.add(Visible.text(value));
            }
        } else {
            fields.addAll(java.util.Collections.nCopies(10, ""));
        }
        texts(fields, item, "stack", "relation", "stack_distance_bits", "rank", "tier");
        fields.add(item.text("reasons")
                .map(json -> joined(JsonText.field(json, "text")))
                .orElse(""));
        texts(
                fields,
                item,
                "camera_make",
                "camera_model",
                "camera_serial",
                "lens_serial",
                "software",
                "taken_at",
                "latitude",
                "longitude",
                "modified_at",
                "uri",
                "page",
                "captured_at",
                "record_id",
                "record_type",
                "http_status",
                "refers_to",
                "payload_digest",
                "message_id");
        fields.add(joined(JsonText.strings(item.orEmpty("notes"))));
        fields.add(item.topPath().isPlainText() ? "" : item.hex("top_path").orElse(""));
        fields.add(item.name().isPlainText() ? "" : item.hex("name").orElse(""));
        texts(fields, item, "duration_millis", "frames_sampled");
        fields.add(match.map(ItemRow.Match::frameMillis).orElse(""));
        fields.add(match.map(ItemRow.Match::entryMillis).orElse(""));
        video.forEach(value -> fields.add(Visible.text(value)));
        return fields;
    }

    private static void texts(List<String> fields, ItemRow item, String... columns) throws SQLException {
        for (String column : columns) {
            fields.add(Visible.text(item.orEmpty(column)));
        }
    }

    private static String joined(List<String> texts) {
        return Visible.text(String.join("; ", texts));
    }
}
