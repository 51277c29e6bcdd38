package dev.mangrove.scan.report;

import java.io.IOException;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// When the pictures say they were taken, and which are one and the same.
final class HtmlPictures {

    private static final int COLUMNS_MAX = 62;
    private static final int LARGEST_MAX = 10;

    private HtmlPictures() {}

    static void writeTimes(HtmlWriter html, ReportSource source) throws IOException, SQLException {
        html.put("<section aria-labelledby=\"times\"><h2 id=\"times\">When pictures were taken</h2>");
        TreeMap<LocalDate, long[]> days = new TreeMap<>();
        long[] strange = {0};
        source.forEach(
                "SELECT substr(taken_at, 1, 10), count(*), sum(EXISTS (SELECT 1 FROM match WHERE item_id = item.id"
                        + " AND " + Findings.NOT_GOOD + ")) FROM item WHERE taken_at IS NOT NULL GROUP BY 1",
                row -> {
                    LocalDate day = plausible(row.getString(1));
                    if (day.equals(LocalDate.MIN)) {
                        strange[0] += row.getLong(2);
                    } else {
                        long[] counts = days.computeIfAbsent(day, any -> new long[2]);
                        counts[0] += row.getLong(2);
                        counts[1] += row.getLong(3);
                    }
                });
        if (days.isEmpty()) {
            html.put("<p>No picture tells a plausible time at which it was taken.</p>");
        } else {
            times(html, days);
        }
        if (strange[0] > 0) {
            html.put(
                    "<p>{} a time that cannot be right and is left out of the chart.</p>",
                    Words.count(strange[0], "picture tells", "pictures tell"));
        }
        html.put("</section>");
    }

    private static void times(HtmlWriter html, TreeMap<LocalDate, long[]> days) throws IOException {
        html.put("<p>As the files themselves say, by the camera's own clock. Clocks are often wrong and the entry can"
                + " be forged: it is a claim, not a fact.</p><figure>");
        List<Charts.Column> columns = columns(days);
        String description =
                "From " + days.firstKey() + " to " + days.lastKey() + ". The table below has the same numbers.";
        html.put(
                "<p class=\"key\"><svg class=\"swatch\" aria-hidden=\"true\" width=\"16\" height=\"16\"><rect class=\"bar known\""
                        + " width=\"16\" height=\"16\"/><rect fill=\"url(#time-bars-known)\" width=\"16\" height=\"16\"/></svg> known"
                        + " <svg class=\"swatch\" aria-hidden=\"true\" width=\"16\" height=\"16\"><rect class=\"bar plain\" width=\"16\""
                        + " height=\"16\"/></svg> all others</p>");
        String unit = unit(days);
        Charts.columns(
                html,
                "time-bars",
                "Pictures by the " + unit + " they say they were taken",
                description,
                unit + " in which the picture says it was taken",
                columns);
        html.put("</figure>");
        Twin.write(
                html,
                "Pictures by the " + unit + " they say they were taken",
                HtmlLeads.sentenceCase(unit),
                columns,
                true);
    }

    private static String unit(TreeMap<LocalDate, long[]> days) {
        if (ChronoUnit.DAYS.between(days.firstKey(), days.lastKey()) < COLUMNS_MAX) {
            return "day";
        }
        return ChronoUnit.MONTHS.between(YearMonth.from(days.firstKey()), YearMonth.from(days.lastKey())) < COLUMNS_MAX
                ? "month"
                : "year";
    }

    /// A column for every day, month or year between the first and the last, empty ones too.
    private static List<Charts.Column> columns(TreeMap<LocalDate, long[]> days) {
        List<Charts.Column> columns = new ArrayList<>();
        String unit = unit(days);
        LocalDate from = switch (unit) {
            case "day" -> days.firstKey();
            case "month" -> days.firstKey().withDayOfMonth(1);
            default -> days.firstKey().withDayOfYear(1);
        };
        while (!from.isAfter(days.lastKey())) {
            LocalDate next = switch (unit) {
                case "day" -> from.plusDays(1);
                case "month" -> from.plusMonths(1);
                default -> from.plusYears(1);
            };
            long all = 0;
            long known = 0;
            for (Map.Entry<LocalDate, long[]> day : days.subMap(from, next).entrySet()) {
                all += day.getValue()[0];
                known += day.getValue()[1];
            }
            String label = switch (unit) {
                case "day" -> from.toString();
                case "month" -> YearMonth.from(from).toString();
                default -> String.valueOf(from.getYear());
            };
            columns.add(new Charts.Column(label, known, all - known));
            from = next;
        }
        return columns;
    }

    /// The day, or [LocalDate#MIN] where the text is none or lies before digital cameras or far ahead.
    private static LocalDate plausible(String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            return day.getYear() < 1990 || day.getYear() > 2099 ? LocalDate.MIN : day;
        } catch (DateTimeException e) {
            return LocalDate.MIN;
        }
    }

    static void writeStacks(HtmlWriter html, ReportSource source, Findings findings) throws IOException, SQLException {
        html.put("<section aria-labelledby=\"stacks\"><h2 id=\"stacks\">Stacks</h2>");
        long members = source.count("SELECT count(*) FROM stack_member");
        if (members == 0) {
            html.put("<p>There are no stacks{}.</p></section>", findings.matched() ? "" : " yet");
            return;
        }
        html.put(
                "<p>{} show {}. A stack is the same picture once: equal bytes, or so near that they look alike."
                        + " A verdict passes by itself between equal bytes only.</p>",
                Words.count(members, "item", "items"),
                Words.count(findings.stacks(), "different picture", "different pictures"));
        html.put(
                "<table><caption>Stacks by size</caption><thead><tr><th scope=\"col\">Items in the stack</th>"
                        + "<th scope=\"col\" class=\"number\">Stacks</th><th scope=\"col\" class=\"number\">Items</th></tr></thead><tbody>");
        source.forEach(
                "SELECT CASE WHEN items = 1 THEN '1' WHEN items <= 5 THEN '2 to 5' WHEN items <= 20 THEN '6 to 20'"
                        + " WHEN items <= 100 THEN '21 to 100' ELSE 'over 100' END, count(*), sum(items) FROM stack"
                        + " GROUP BY 1 ORDER BY min(items)",
                row -> html.put(
                        "<tr><th scope=\"row\">{}</th><td class=\"number\">{}</td><td class=\"number\">{}</td></tr>",
                        row.getString(1),
                        row.getLong(2),
                        row.getLong(3)));
        html.put("</tbody></table>");
        if (source.count("SELECT count(*) FROM (SELECT 1 FROM stack WHERE items > 1 LIMIT 1)") > 0) {
            html.put("<table><caption>The largest stacks</caption><thead><tr><th scope=\"col\">Stack</th>"
                    + "<th scope=\"col\" class=\"number\">Items</th><th scope=\"col\" class=\"number\">File contents</th>"
                    + "<th scope=\"col\">One of its places</th></tr></thead><tbody>");
            source.forEach(
                    "SELECT s.name, s.items, s.contents, i.path_text FROM stack s"
                            + " JOIN item i ON i.id = s.representative_item_id WHERE s.items > 1"
                            + " ORDER BY s.items DESC, s.name LIMIT " + LARGEST_MAX,
                    row -> html.put(
                            "<tr><th scope=\"row\"><code>{}</code></th><td class=\"number\">{}</td>"
                                    + "<td class=\"number\">{}</td><td class=\"path\">{}</td></tr>",
                            row.getString(1),
                            row.getLong(2),
                            row.getLong(3),
                            row.getString(4)));
            html.put("</tbody></table>");
        }
        html.put("</section>");
    }
}
