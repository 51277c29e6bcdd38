package dev.mangrove.scan.report;

import dev.mangrove.scan.item.Reason;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The ledger as a bar and a table, and what could not be examined.
final class HtmlLedger {

    /// Paths shown for one reason.
    static final int PATHS_MAX = 50;

    private HtmlLedger() {}

    static void write(HtmlWriter html, Ledger ledger) throws IOException {
        html.put("<section aria-labelledby=\"ledger\"><h2 id=\"ledger\">Ledger</h2>");
        html.put("<p>Every item ended in exactly one of these states. Whatever its state, an item whose bytes could"
                + " be read was compared with the lists by its digests.</p>");
        if (ledger.items() > 0) {
            chart(html, ledger);
        }
        html.put("<table><caption>Items by state</caption><thead><tr><th scope=\"col\">State</th>"
                + "<th scope=\"col\" class=\"meaning\">What it means</th><th scope=\"col\" class=\"number\">Items</th>"
                + "<th scope=\"col\" class=\"number\">Share</th></tr></thead><tbody>");
        row(
                html,
                "",
                "Picture examined",
                "its pixels were seen: compared exactly and nearly",
                ledger.pictureExamined(),
                ledger.items());
        row(
                html,
                "",
                "Digests only",
                "a kind of file that holds no picture: compared exactly",
                ledger.digestsOnly(),
                ledger.items());
        row(html, "", "Not examined", "listed below, by reason", ledger.notExaminedItems(), ledger.items());
        for (Map.Entry<Reason, Long> reason : ledger.notExamined().entrySet()) {
            row(html, "part", reason.getKey().label(), reason.getKey().sentence(), reason.getValue(), ledger.items());
        }
        html.put(
                "</tbody><tfoot><tr><th scope=\"row\">All items</th><td class=\"meaning\"></td>"
                        + "<td class=\"number\">{}</td><td></td></tr></tfoot></table>",
                ledger.items());
        html.put("<p>{}.</p>", balance(ledger));
        html.put("</section>");
    }

    private static String balance(Ledger ledger) {
        return String.format(
                java.util.Locale.ROOT,
                "%,d + %,d + %,d = %,d: %s",
                ledger.pictureExamined(),
                ledger.digestsOnly(),
                ledger.notExaminedItems(),
                ledger.items(),
                ledger.balances() ? "the ledger balances" : "the ledger does not balance");
    }

    private static void chart(HtmlWriter html, Ledger ledger) throws IOException {
        String description = Words.count(ledger.pictureExamined(), "picture examined", "pictures examined") + ", "
                + Words.count(ledger.digestsOnly(), "item with digests only", "items with digests only") + ", "
                + Words.count(ledger.notExaminedItems(), "item not examined", "items not examined")
                + ". The table below has the same numbers.";
        Charts.stacked(
                html,
                "ledger-bar",
                "Items by state",
                description,
                List.of(
                        new Charts.Part("pictures examined", ledger.pictureExamined(), "known"),
                        new Charts.Part("digests only", ledger.digestsOnly(), "plain"),
                        new Charts.Part("not examined", ledger.notExaminedItems(), "attention")));
    }

    private static void row(HtmlWriter html, String style, String name, String meaning, long count, long total)
            throws IOException {
        html.put(
                "<tr class=\"{}\"><th scope=\"row\">{}</th><td class=\"meaning\">{}</td><td class=\"number\">{}</td>"
                        + "<td class=\"number\">{}</td></tr>",
                style,
                name,
                meaning,
                count,
                Charts.percent(count, total));
    }

    /// An item that could not be examined.
    private record Missed(String place, Optional<String> detail) {}

    static void writeNotExamined(HtmlWriter html, ReportSource source, Ledger ledger, boolean manyCaptures)
            throws IOException, SQLException {
        html.put("<section aria-labelledby=\"not-examined\"><h2 id=\"not-examined\">Not examined</h2>");
        if (ledger.notExamined().isEmpty()) {
            html.put("<p>Every item could be examined.</p></section>");
            return;
        }
        html.put("<p>Not examined does not mean clean. Another tool, a password or a repaired copy may open"
                + " these items.</p>");
        Map<Reason, List<Missed>> missed = firstOfEach(source, manyCaptures);
        for (Map.Entry<Reason, List<Missed>> reason : missed.entrySet()) {
            long all = ledger.notExamined().getOrDefault(reason.getKey(), 0L);
            html.put(
                    "<h3>{}: {}</h3><p>{}.</p>",
                    reason.getKey().label(),
                    Words.count(all, "item", "items"),
                    HtmlLeads.sentenceCase(reason.getKey().sentence()));
            html.put("<ul class=\"paths\">");
            for (Missed one : reason.getValue()) {
                html.put("<li><span class=\"path\">{}</span>", one.place);
                if (one.detail.isPresent()) {
                    html.put(" <span class=\"quiet\">{}</span>", one.detail.get());
                }
                html.put("</li>");
            }
            html.put("</ul>");
            if (all > reason.getValue().size()) {
                html.put(
                        "<p class=\"notice\">These are the first {} of {}. All are in the CSV report: keep the rows"
                                + " whose column <code>reason</code> is <code>{}</code>.</p>",
                        reason.getValue().size(),
                        all,
                        reason.getKey().label());
            }
        }
        html.put("</section>");
    }

    private static Map<Reason, List<Missed>> firstOfEach(ReportSource source, boolean manyCaptures)
            throws SQLException, IOException {
        Map<Reason, List<Missed>> missed = new EnumMap<>(Reason.class);
        source.forEach(
                "SELECT reason, path_text, detail, (SELECT label FROM capture WHERE id = capture_id)"
                        + " FROM item WHERE state = 'notExamined' ORDER BY capture_id, top_path, sequence",
                row -> {
                    List<Missed> ofReason =
                            missed.computeIfAbsent(Ledger.reason(row.getString(1)), reason -> new ArrayList<>());
                    if (ofReason.size() < PATHS_MAX) {
                        String place = manyCaptures ? row.getString(4) + ": " + row.getString(2) : row.getString(2);
                        ofReason.add(new Missed(
                                place, Optional.ofNullable(row.getString(3)).filter(d -> !d.isBlank())));
                    }
                });
        return missed;
    }
}
