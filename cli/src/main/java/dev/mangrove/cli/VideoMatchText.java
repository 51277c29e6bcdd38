package dev.mangrove.cli;

import dev.mangrove.scan.match.VideoMatch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What a video has in common with a known one, for people and machines.
final class VideoMatchText {

    private VideoMatchText() {}

    static String line(VideoMatch match) {
        return match.list() + ", video " + match.entry() + ": "
                + String.format(Locale.ROOT, "%.1f", match.query().percent()) + " % of its frames, "
                + String.format(Locale.ROOT, "%.1f", match.known().percent()) + " % of the known video's; at "
                + spans(match.query()) + ", there at " + spans(match.known());
    }

    private static String spans(VideoMatch.Part part) {
        List<String> spans = part.spans().stream()
                .limit(SPANS_SHOWN)
                .map(span -> time(span.fromMillis()) + "-" + time(span.toMillis()))
                .toList();
        int more = part.spans().size() - spans.size();
        return String.join(", ", spans) + (more > 0 ? " and " + more + " more" : "");
    }

    private static final int SPANS_SHOWN = 5;

    /// Hours, minutes, seconds and milliseconds.
    static String time(long millis) {
        return String.format(
                Locale.ROOT,
                "%d:%02d:%02d.%03d",
                millis / 3_600_000,
                millis / 60_000 % 60,
                millis / 1000 % 60,
                millis % 1000);
    }

    static Map<String, Object> json(VideoMatch match) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("list", match.list());
        json.put("entry", match.entry());
        json.put("role", match.role().name().toLowerCase(Locale.ROOT));
        json.put("orientation", match.orientation().label());
        json.put("queryPercent", match.query().percent());
        json.put("queryFrames", match.query().frames());
        json.put("entryPercent", match.known().percent());
        json.put("entryFrames", match.known().frames());
        json.put("querySpans", spansJson(match.query()));
        json.put("entrySpans", spansJson(match.known()));
        json.put("category", match.category());
        json.put("series", match.series());
        return json;
    }

    private static List<Map<String, Object>> spansJson(VideoMatch.Part part) {
        return part.spans().stream()
                .map(span -> Map.<String, Object>of("fromMillis", span.fromMillis(), "toMillis", span.toMillis()))
                .toList();
    }
}
