package dev.mangrove.scan.report;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/// Bars as inline SVG. Positions are shares of the width, so that letters keep their size on a narrow
/// screen; every bar has its number beside it, and a pattern beside its colour.
final class Charts {

    private static final int PLOT_HEIGHT = 150;
    private static final int TOP = 22;
    private static final double WIDTH_PERCENT_MAX = 9;
    /// More digits side by side than this run into each other.
    private static final int NUMBER_CHARACTERS_MAX = 110;

    private Charts() {}

    /// One bar's share.
    ///
    /// @param style `known`, `plain` or `attention`
    record Part(String label, long count, String style) {}

    /// One column, in two parts: the marked one stands below.
    record Column(String label, long marked, long plain) {
        long count() {
            return marked + plain;
        }
    }

    /// A single bar in parts, each named below it.
    static void stacked(HtmlWriter html, String id, String title, String description, List<Part> parts)
            throws IOException {
        long total = parts.stream().mapToLong(Part::count).sum();
        html.put(
                "<svg class=\"chart\" role=\"img\" aria-labelledby=\"{}-t {}-d\" width=\"100%\" height=\"34\">",
                id, id);
        html.put("<title id=\"{}-t\">{}</title><desc id=\"{}-d\">{}</desc>", id, title, id, description);
        patterns(html, id);
        double at = 0;
        for (Part part : parts) {
            if (part.count == 0) {
                continue;
            }
            double width = 100.0 * part.count / total;
            html.put(
                    "<rect class=\"bar {}\" x=\"{}%\" y=\"1\" width=\"{}%\" height=\"32\"/>",
                    part.style, share(at), share(width));
            if (!part.style.equals("plain")) {
                html.put(
                        "<rect fill=\"url(#{}-{})\" x=\"{}%\" y=\"1\" width=\"{}%\" height=\"32\"/>",
                        id, part.style, share(at), share(width));
            }
            at += width;
        }
        html.put("</svg><ul class=\"legend\">");
        for (Part part : parts) {
            html.put(
                    "<li><svg class=\"swatch\" aria-hidden=\"true\" width=\"16\" height=\"16\"><rect class=\"bar {}\" width=\"16\" height=\"16\"/>",
                    part.style);
            if (!part.style.equals("plain")) {
                html.put("<rect fill=\"url(#{}-{})\" width=\"16\" height=\"16\"/>", id, part.style);
            }
            html.put(
                    "</svg> <b>{}</b> {} <span class=\"quiet\">({})</span></li>",
                    part.count,
                    part.label,
                    percent(part.count, total));
        }
        html.put("</ul>");
    }

    /// Columns over an axis that begins at zero.
    static void columns(HtmlWriter html, String id, String title, String description, String axis, List<Column> columns)
            throws IOException {
        long highest =
                Math.max(1, columns.stream().mapToLong(Column::count).max().orElse(1));
        int bottom = TOP + PLOT_HEIGHT;
        html.put(
                "<svg class=\"chart\" role=\"img\" aria-labelledby=\"{}-t {}-d\" width=\"100%\" height=\"{}\">",
                id, id, bottom + 48);
        html.put("<title id=\"{}-t\">{}</title><desc id=\"{}-d\">{}</desc>", id, title, id, description);
        patterns(html, id);
        double step = 100.0 / columns.size();
        int named = Math.max(1, (columns.size() + 9) / 10);
        int digits = compact(highest).length();
        boolean numbers = columns.size() * digits <= NUMBER_CHARACTERS_MAX;
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            double middle = i * step + step / 2;
            double width = Math.min(step * 0.76, WIDTH_PERCENT_MAX);
            double x = middle - width / 2;
            long marked = height(column.marked, highest);
            long whole = height(column.count(), highest);
            if (whole > 0) {
                html.put(
                        "<rect class=\"bar plain\" x=\"{}%\" y=\"{}\" width=\"{}%\" height=\"{}\"/>",
                        share(x), bottom - whole, share(width), whole);
            }
            if (marked > 0) {
                html.put(
                        "<rect class=\"bar known\" x=\"{}%\" y=\"{}\" width=\"{}%\" height=\"{}\"/>",
                        share(x), bottom - marked, share(width), marked);
                html.put(
                        "<rect fill=\"url(#{}-known)\" x=\"{}%\" y=\"{}\" width=\"{}%\" height=\"{}\"/>",
                        id, share(x), bottom - marked, share(width), marked);
            }
            if (numbers && column.count() > 0) {
                html.put(
                        "<text class=\"{}\" x=\"{}%\" y=\"{}\" text-anchor=\"middle\">{}</text>",
                        columns.size() > 12 ? "wide" : "value",
                        share(middle),
                        bottom - whole - 6,
                        compact(column.count()));
            }
            if (i % named == 0) {
                boolean thin = (i / named) % 3 != 0;
                html.put(
                        "<text class=\"{}\" x=\"{}%\" y=\"{}\" text-anchor=\"middle\">{}</text>",
                        thin ? "tick wide" : "tick", share(middle), bottom + 18, column.label);
            }
        }
        html.put("<line class=\"axis\" x1=\"0\" x2=\"100%\" y1=\"{}\" y2=\"{}\"/>", bottom, bottom);
        html.put("<text class=\"tick\" x=\"50%\" y=\"{}\" text-anchor=\"middle\">{}</text></svg>", bottom + 40, axis);
    }

    private static void patterns(HtmlWriter html, String id) throws IOException {
        html.put(
                "<defs><pattern id=\"{}-known\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><line class=\"hatch\" x1=\"0\" y1=\"0\" x2=\"0\" y2=\"7\"/></pattern>",
                id);
        html.put(
                "<pattern id=\"{}-attention\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\"><circle class=\"dot\" cx=\"3\" cy=\"3\" r=\"1.2\"/></pattern>",
                id);
        html.put(
                "<pattern id=\"{}-quietly\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\"><line class=\"rule\" x1=\"0\" y1=\"3\" x2=\"6\" y2=\"3\"/></pattern></defs>",
                id);
    }

    /// At least two pixels for anything above zero.
    private static long height(long count, long highest) {
        return count == 0 ? 0 : Math.max(2, Math.round((double) PLOT_HEIGHT * count / highest));
    }

    private static String share(double percent) {
        return String.format(Locale.ROOT, "%.3f", percent);
    }

    /// A share for people: never 0 % or 100 % of something that is not exactly that.
    static String percent(long count, long total) {
        if (total == 0 || count == 0) {
            return "0 %";
        }
        double percent = 100.0 * count / total;
        if (percent < 0.1) {
            return "under 0.1 %";
        }
        if (count < total && percent > 99.9) {
            return "over 99.9 %";
        }
        return String.format(
                Locale.ROOT, percent < 10 || percent > 99 && count < total ? "%.1f %%" : "%.0f %%", percent);
    }

    private static String compact(long count) {
        if (count < 10_000) {
            return String.valueOf(count);
        }
        return count < 1_000_000
                ? String.format(Locale.ROOT, "%.0fk", count / 1e3)
                : String.format(Locale.ROOT, "%.1fM", count / 1e6);
    }
}
