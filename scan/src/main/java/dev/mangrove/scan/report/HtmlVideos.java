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
        String[] columns = {"Item", "List", "Known video", "#Its frames", "#Known frames"};
        FoldingTable.begin(html, "videos", "Videos, and the share of frames that lie near", columns);
        source.forEach(
                "SELECT i.path_text, h.name, v.entry, 100.0 * query_matched / query_frames,"
                        + " 100.0 * entry_matched / entry_frames FROM video_match v"
                        + " JOIN item i ON i.id = v.item_id JOIN hash_list h ON h.id = v.hash_list_id"
                        + " ORDER BY 4 DESC, 5 DESC, i.path_text, h.id, v.entry LIMIT ?",
                row -> {
                    html.put(
                            FoldingTable.ROW + "<th role=\"rowheader\" scope=\"row\" class=\"path\" data-label=\"{}\">"
                                    + "<div>{}</div></th>",
                            columns[0],
                            Visible.text(row.getString(1)));
                    FoldingTable.cell(html, columns[1], row.getString(2));
                    FoldingTable.cell(html, columns[2], row.getString(3));
                    FoldingTable.cell(html, columns[3], percent(row.getDouble(4)));
                    FoldingTable.cell(html, columns[4], percent(row.getDouble(5)));
                    html.put("</tr>");
                },
                MATCHES_MAX);
        FoldingTable.end(html);
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
