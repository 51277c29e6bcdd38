package dev.mangrove.scan.report;

import java.io.IOException;

/// A table whose rows become small lists on a narrow screen. The style sheet changes how its elements are
/// displayed, which would make them lose what they are; so each says what it is.
final class FoldingTable {

    static final String ROW = "<tr role=\"row\">";

    private FoldingTable() {}

    /// @param columns names; those that begin with `#` hold numbers
    static void begin(HtmlWriter html, String style, String caption, String... columns) throws IOException {
        html.put("<table class=\"folding {}\" role=\"table\"><caption>{}</caption>", style, caption);
        html.put("<thead role=\"rowgroup\">" + ROW);
        for (String column : columns) {
            boolean number = column.startsWith("#");
            html.put(
                    "<th role=\"columnheader\" scope=\"col\" class=\"{}\">{}</th>",
                    number ? "number" : "",
                    number ? column.substring(1) : column);
        }
        html.put("</tr></thead><tbody role=\"rowgroup\">");
    }

    static void cell(HtmlWriter html, String column, Object value) throws IOException {
        boolean number = column.startsWith("#");
        html.put(
                "<td role=\"cell\" class=\"{}\" data-label=\"{}\">{}</td>",
                number ? "number" : "",
                number ? column.substring(1) : column,
                value);
    }

    static void end(HtmlWriter html) throws IOException {
        html.put("</tbody></table>");
    }
}
