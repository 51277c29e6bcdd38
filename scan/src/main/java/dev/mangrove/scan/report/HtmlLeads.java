package dev.mangrove.scan.report;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;

/// The stacks to look at, in order, each with its reasons.
final class HtmlLeads {

    static final int SHOWN_MAX = 200;

    private static final String LEADS = """
            SELECT l.rank, s.name, l.tier, l.reasons, s.items, s.contents, i.path_text, i.width, i.height,
                   i.camera_make, i.camera_model, i.taken_at, i.uri
            FROM lead l JOIN stack s ON s.id = l.stack_id JOIN item i ON i.id = s.representative_item_id
            WHERE l.shown = 1 ORDER BY l.rank LIMIT ?""";

    private HtmlLeads() {}

    static void write(HtmlWriter html, ReportSource source, Findings findings) throws IOException, SQLException {
        html.put("<section aria-labelledby=\"leads\"><h2 id=\"leads\">Look at these first</h2>");
        if (findings.leadsShown() == 0) {
            html.put(
                    "<p>{}</p>",
                    findings.matched()
                            ? "There is nothing to look at: no picture is a near copy of a known one, and none is unseen."
                            : "Leads are ranked when the items have been matched with lists.");
        } else {
            html.put("<p>A lead is one picture, however many copies of it there are. The order is a suggestion for"
                    + " where to begin, made by written rules; it says nothing of guilt. To look at the originals"
                    + " of a stack, use <code>mangrove export</code>; it records the purpose first.</p>");
            table(html, source);
            if (findings.leadsShown() > SHOWN_MAX) {
                html.put(
                        "<p class=\"notice\">These are the first {} of {} leads. All are in the CSV report,"
                                + " in the column <code>leadRank</code>.</p>",
                        SHOWN_MAX,
                        findings.leadsShown());
            }
        }
        if (findings.leadsKnown() > 0) {
            html.put(
                    "<p>{} exactly known and not listed here: nobody needs to look at them again. They are in"
                            + " the CSV report.</p>",
                    Words.count(findings.leadsKnown(), "further picture is", "further pictures are"));
        }
        html.put("</section>");
    }

    private static void table(HtmlWriter html, ReportSource source) throws IOException, SQLException {
        FoldingTable.begin(html, "leads", "Leads, the first to be looked at on top", "#Rank", "Why", "Where", "Stack");
        source.forEach(LEADS, row -> row(html, row), SHOWN_MAX);
        FoldingTable.end(html);
    }

    private static void row(HtmlWriter html, ResultSet row) throws IOException, SQLException {
        html.put(
                "<tr role=\"row\"><th role=\"rowheader\" scope=\"row\" class=\"number\" data-label=\"Rank\">{}</th>",
                row.getLong("rank"));
        html.put(
                "<td role=\"cell\" data-label=\"Why\"><div><b>{}</b>", sentenceCase(Words.tier(row.getString("tier"))));
        html.put("<ul>");
        for (String reason : JsonText.field(row.getString("reasons"), "text")) {
            html.put("<li>{}</li>", reason);
        }
        html.put(
                "</ul></div></td><td role=\"cell\" data-label=\"Where\"><div><span class=\"path\">{}</span>",
                row.getString("path_text"));
        html.put("<p class=\"quiet\">{}</p>", facts(row));
        if (row.getString("uri") != null) {
            html.put("<p class=\"quiet path\">{}</p>", row.getString("uri"));
        }
        html.put(
                "</div></td><td role=\"cell\" data-label=\"Stack\"><div><code>{}</code><br><span class=\"quiet\">{}</span></div></td></tr>",
                row.getString("name"),
                copies(row.getLong("items"), row.getLong("contents")));
    }

    private static String facts(ResultSet row) throws SQLException {
        StringBuilder text = new StringBuilder();
        if (row.getString("width") != null) {
            text.append(row.getInt("width"))
                    .append(" × ")
                    .append(row.getInt("height"))
                    .append(" pixels");
        }
        for (String column : new String[] {"camera_make", "camera_model", "taken_at"}) {
            if (row.getString(column) != null) {
                text.append(text.isEmpty() ? "" : " · ").append(row.getString(column));
            }
        }
        return text.toString();
    }

    /// How many places, and how many different files.
    static String copies(long items, long contents) {
        if (items == 1) {
            return "1 item";
        }
        return Words.count(items, "item", "items") + ", " + Words.count(contents, "file content", "file contents");
    }

    static String sentenceCase(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + text.substring(1);
    }
}
