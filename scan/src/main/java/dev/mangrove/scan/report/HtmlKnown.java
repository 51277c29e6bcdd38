package dev.mangrove.scan.report;

import dev.mangrove.formats.scheme.Scheme;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What is on the lists: by list and category, how near, and which entries match too much.
final class HtmlKnown {

    private static final int ROWS_MAX = 200;
    private static final int UNSPECIFIC_MAX = 50;

    private static final String BY_CATEGORY = """
            SELECT h.name, h.version, m.role, m.category,
                   count(DISTINCT CASE WHEN m.kind = 'exact' THEN m.item_id END),
                   count(DISTINCT CASE WHEN m.kind = 'near' THEN m.item_id END),
                   count(DISTINCT m.item_id), coalesce(h.scheme, '')
            FROM match m JOIN hash_list h ON h.id = m.hash_list_id
            GROUP BY h.id, m.role, m.category ORDER BY h.id, m.role, m.category LIMIT ?""";

    private static final String NEAREST = "SELECT d, count(*) FROM (SELECT item_id, min(distance_bits) d FROM match"
            + " WHERE kind = 'near' AND " + Findings.NOT_GOOD + " GROUP BY item_id) GROUP BY d ORDER BY d";

    private HtmlKnown() {}

    static void write(HtmlWriter html, ReportSource source, Findings findings, ScanRecord scan)
            throws IOException, SQLException {
        html.put("<section aria-labelledby=\"known\"><h2 id=\"known\">Known items</h2>");
        if (source.count("SELECT count(*) FROM (SELECT 1 FROM match LIMIT 1)") == 0) {
            html.put(
                    "<p>{}</p>",
                    findings.matched()
                            ? "No item is on any of the lists."
                            : "The items have not been matched with lists yet.");
            HtmlVideos.write(html, source);
            html.put("</section>");
            return;
        }
        byCategory(html, source);
        distances(html, source, scan);
        HtmlVideos.write(html, source);
        unspecific(html, source);
        html.put("</section>");
    }

    private static void byCategory(HtmlWriter html, ReportSource source) throws IOException, SQLException {
        FoldingTable.begin(
                html, "lists", "Items by list and category", "List", "Category", "Role", "#Exact", "#Near", "#Items");
        int[] rows = {0};
        source.forEach(
                BY_CATEGORY,
                row -> {
                    if (++rows[0] <= ROWS_MAX) {
                        html.put(
                                FoldingTable.ROW + "<th role=\"rowheader\" scope=\"row\" data-label=\"List\">"
                                        + "<div>{} <span class=\"quiet\">{}</span></div></th>",
                                row.getString(1),
                                row.getString(2));
                        FoldingTable.cell(html, "Category", category(row.getString(4), row.getString(8)));
                        FoldingTable.cell(html, "Role", Words.role(row.getString(3)));
                        FoldingTable.cell(html, "#Exact", row.getLong(5));
                        FoldingTable.cell(html, "#Near", row.getLong(6));
                        FoldingTable.cell(html, "#Items", row.getLong(7));
                        html.put("</tr>");
                    }
                },
                ROWS_MAX + 1);
        FoldingTable.end(html);
        if (rows[0] > ROWS_MAX) {
            html.put(
                    "<p class=\"notice\">These are the first {} rows. All matches are in the CSV report.</p>",
                    ROWS_MAX);
        }
        html.put("<p class=\"quiet\">Exact: a digest agrees. Near: the picture differs in few bits. An item on"
                + " several lists, or with an exact and a near match, is counted once in each row and column it"
                + " belongs to.</p>");
    }

    /// With its title, where the scheme is one that comes with Mangrove.
    private static String category(@Nullable String label, String scheme) {
        if (label == null) {
            return "none given";
        }
        return Scheme.builtIn().stream()
                .filter(known -> known.id().equals(scheme))
                .findFirst()
                .flatMap(known -> known.label(label))
                .map(meaning -> label + ": " + meaning.title())
                .orElse(label);
    }

    private static void distances(HtmlWriter html, ReportSource source, ScanRecord scan)
            throws IOException, SQLException {
        TreeMap<Integer, Long> nearest = new TreeMap<>();
        source.forEach(NEAREST, row -> nearest.put(row.getInt(1), row.getLong(2)));
        if (nearest.isEmpty()) {
            return;
        }
        int last = Math.min(256, Math.max(nearest.lastKey(), distanceMax(scan)));
        int width = last < 40 ? 1 : 8;
        List<Charts.Column> columns = new ArrayList<>();
        for (int from = 0; from <= last; from += width) {
            long count = nearest.subMap(from, from + width).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            String label = width == 1 ? String.valueOf(from) : from + "–" + (from + width - 1);
            columns.add(new Charts.Column(label, count, 0));
        }
        html.put("<h3 id=\"distances\">How near the near copies are</h3>");
        html.put("<p>Two pictures with a small distance look alike to anyone; the larger the distance, the more it"
                + " needs a person to confirm it.</p><figure>");
        long all = nearest.values().stream().mapToLong(Long::longValue).sum();
        Charts.columns(
                html,
                "distance-bars",
                "Items by distance to the nearest known picture",
                Words.count(all, "item", "items") + " at distances of " + nearest.firstKey() + " to "
                        + nearest.lastKey() + " bits. The table below has the same numbers.",
                "distance in bits, of 256",
                columns);
        html.put("</figure>");
        Twin.write(html, "Items by distance to the nearest known picture", "Distance in bits", columns, false);
    }

    private static int distanceMax(ScanRecord scan) {
        String setting = scan.lastSaid("matched", "distanceBits").orElse("31");
        return setting.matches("[0-9]{1,3}") ? Integer.parseInt(setting) : 31;
    }

    private static void unspecific(HtmlWriter html, ReportSource source) throws IOException, SQLException {
        long all = source.count("SELECT count(*) FROM unspecific_entry");
        if (all == 0) {
            return;
        }
        html.put("<h3 id=\"unspecific\">Entries that match too much</h3>");
        html.put("<p>These entries match over 100 different pictures each. Such an entry is a flat, blurred or common"
                + " picture and points to nothing; tell the list's keeper.</p>");
        html.put("<table><caption>Unspecific entries</caption><thead><tr><th scope=\"col\">List</th>"
                + "<th scope=\"col\">Entry</th><th scope=\"col\" class=\"number\">Pictures</th></tr></thead><tbody>");
        source.forEach(
                "SELECT h.name, u.entry, u.stacks FROM unspecific_entry u"
                        + " JOIN hash_list h ON h.id = u.hash_list_id ORDER BY u.stacks DESC, h.id, u.entry LIMIT ?",
                row -> html.put(
                        "<tr><th scope=\"row\" class=\"foreign\">{}</th><td><code>{}</code></td><td class=\"number\">{}</td></tr>",
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3)),
                UNSPECIFIC_MAX);
        html.put("</tbody></table>");
        if (all > UNSPECIFIC_MAX) {
            html.put("<p class=\"notice\">These are the first {} of {}.</p>", UNSPECIFIC_MAX, all);
        }
    }
}
