package dev.mangrove.scan.report;

import dev.mangrove.scan.item.MediaType;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.Collectors;

/// How many videos there are, how closely they were looked at, and which share frames with known ones.
final class HtmlVideos {

    private static final int MATCHES_MAX = 200;
    private static final String TYPES = Arrays.stream(MediaType.values())
            .filter(type -> type.kind() == MediaType.Kind.VIDEO)
            .map(type -> "'" + type.label() + "'")
            .collect(Collectors.joining(", "));

    private HtmlVideos() {}

    static void write(HtmlWriter html, ReportSource source) throws IOException, SQLException {
        long videos = source.count("SELECT count(*) FROM item WHERE media_type IN (" + TYPES + ")");
        long looked = source.count("SELECT count(*) FROM item WHERE frames_sampled IS NOT NULL");
        if (videos + looked == 0) {
            return;
        }
        long frames = source.count("SELECT ifnull(sum(frames_sampled), 0) FROM item");
        long kept = source.count("SELECT count(*) FROM fingerprint WHERE at_millis IS NOT NULL");
        html.put(
                "<h3 id=\"videos\">Videos</h3><p>{} of {} videos and animations gave frames: {} frames were looked at,"
                        + " of which {} differ from the one before.</p>",
                looked,
                Math.max(looked, videos),
                frames,
                kept);
        long matches = source.count("SELECT count(*) FROM video_match");
        if (matches == 0) {
            return;
        }
        html.put("<table><caption>Videos that share frames with known videos</caption><thead><tr>"
                + "<th scope=\"col\">Item</th><th scope=\"col\">List</th><th scope=\"col\">Known video</th>"
                + "<th scope=\"col\" class=\"number\">Share of its frames</th>"
                + "<th scope=\"col\" class=\"number\">Share of the known video's</th></tr></thead><tbody>");
        source.forEach(
                "SELECT i.path_text, h.name, v.entry, 100.0 * query_matched / query_frames,"
                        + " 100.0 * entry_matched / entry_frames FROM video_match v"
                        + " JOIN item i ON i.id = v.item_id JOIN hash_list h ON h.id = v.hash_list_id"
                        + " ORDER BY 4 DESC, 5 DESC, i.path_text, h.id, v.entry LIMIT ?",
                row -> html.put(
                        "<tr><th scope=\"row\" class=\"path\">{}</th><td class=\"foreign\">{}</td><td><code>{}</code></td>"
                                + "<td class=\"number\">{}</td><td class=\"number\">{}</td></tr>",
                        Visible.text(row.getString(1)),
                        row.getString(2),
                        row.getString(3),
                        percent(row.getDouble(4)),
                        percent(row.getDouble(5))),
                MATCHES_MAX);
        html.put("</tbody></table>");
        if (matches > MATCHES_MAX) {
            html.put(
                    "<p class=\"notice\">These are the first {} of {}. The best of each item is in the CSV report, with"
                            + " its time spans; all are in the table video_match of the workspace.</p>",
                    MATCHES_MAX,
                    matches);
        }
    }

    private static String percent(double share) {
        return String.format(java.util.Locale.ROOT, "%.1f %%", share);
    }
}
