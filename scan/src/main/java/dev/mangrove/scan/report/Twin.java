package dev.mangrove.scan.report;

import java.io.IOException;
import java.util.List;

/// A chart's numbers as a table, for those who cannot or will not read bars. Opened when printed.
final class Twin {

    private Twin() {}

    static void write(HtmlWriter html, String caption, String axis, List<Charts.Column> columns, boolean twoParts)
            throws IOException {
        html.put("<details><summary>The same numbers as a table</summary><table class=\"compact\">");
        html.put("<caption>{}</caption><thead><tr><th scope=\"col\">{}</th>", caption, axis);
        html.put("<th scope=\"col\" class=\"number\">Items</th>");
        if (twoParts) {
            html.put("<th scope=\"col\" class=\"number\">Of them known</th>");
        }
        html.put("</tr></thead><tbody>");
        for (Charts.Column column : columns) {
            if (column.count() > 0) {
                html.put("<tr><th scope=\"row\">{}</th><td class=\"number\">{}</td>", column.label(), column.count());
                if (twoParts) {
                    html.put("<td class=\"number\">{}</td>", column.marked());
                }
                html.put("</tr>");
            }
        }
        html.put("</tbody></table></details>");
    }
}
