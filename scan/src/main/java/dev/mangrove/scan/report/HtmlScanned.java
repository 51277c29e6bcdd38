package dev.mangrove.scan.report;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/// What was scanned, how, and with which lists.
final class HtmlScanned {

    private static final int CAPTURES_MAX = 200;

    private HtmlScanned() {}

    static void write(HtmlWriter html, ScanRecord scan) throws IOException {
        html.put("<section aria-labelledby=\"scanned\"><h2 id=\"scanned\">What was scanned, and how</h2>");
        html.put(
                "<table><caption>Captures</caption><thead><tr><th scope=\"col\">Label</th><th scope=\"col\">Location</th>"
                        + "<th scope=\"col\">Kind</th><th scope=\"col\" class=\"number\">Items</th></tr></thead><tbody>");
        for (ScanRecord.Capture capture :
                scan.captures().stream().limit(CAPTURES_MAX).toList()) {
            html.put(
                    "<tr><th scope=\"row\" class=\"foreign\">{}</th><td class=\"path\">{}</td><td class=\"foreign\">{}</td><td class=\"number\">{}</td></tr>",
                    capture.label(),
                    capture.location().display(),
                    capture.kind(),
                    capture.items());
        }
        html.put("</tbody></table>");
        if (scan.captures().size() > CAPTURES_MAX) {
            html.put(
                    "<p class=\"notice\">These are the first {} of {} captures.</p>",
                    CAPTURES_MAX,
                    scan.captures().size());
        }
        html.put("<h3>Conditions</h3><dl>");
        said(
                html,
                "Access times",
                scan.saidByRuns("accessTimes").stream().map(Words::accessTimes).toList(),
                "This workspace does not tell whether access times were kept: they may have changed.");
        said(
                html,
                "Isolation of workers",
                scan.saidByRuns("isolation"),
                "Files were read in separate processes; this workspace does not tell how far the system shut them in.");
        html.put("</dl><table><caption>Settings</caption><thead><tr><th scope=\"col\">Setting</th>"
                + "<th scope=\"col\">Value</th></tr></thead><tbody>");
        for (Map.Entry<String, String> setting : Words.inOrder(scan.settings()).entrySet()) {
            html.put(
                    "<tr><th scope=\"row\" class=\"foreign\">{}</th><td class=\"foreign\">{}</td></tr>",
                    Words.setting(setting.getKey()),
                    Words.settingValue(setting.getValue()));
        }
        html.put("</tbody></table></section>");
        lists(html, scan);
    }

    private static void said(HtmlWriter html, String name, List<String> answers, String none) throws IOException {
        html.put("<dt>{}</dt>", name);
        if (answers.isEmpty()) {
            html.put("<dd>{}</dd>", none);
        }
        for (String answer : answers) {
            html.put("<dd>{}</dd>", answer);
        }
    }

    private static void lists(HtmlWriter html, ScanRecord scan) throws IOException {
        html.put("<section aria-labelledby=\"lists\"><h2 id=\"lists\">Lists</h2>");
        if (scan.lists().isEmpty()) {
            html.put("<p>No list has been matched with these items.</p></section>");
            return;
        }
        html.put("<p>A result is true for these lists in these versions and says nothing of others. Entries without"
                + " a usable PDQ hash find equal files only.</p>");
        for (ScanRecord.KnownList list : scan.lists()) {
            html.put("<article class=\"card\"><h3>{}</h3><dl>", list.name());
            html.put("<dt>Version</dt><dd>{}</dd><dt>Origin</dt><dd>{}</dd>", list.version(), list.origin());
            html.put(
                    "<dt>Used for</dt><dd>{}</dd>",
                    list.use().equals("knownGood") ? "setting harmless items aside" : "finding known items");
            html.put(
                    "<dt>Entries</dt><dd>{}, of which {} ({}) can be matched nearly</dd>",
                    list.entries(),
                    list.nearMatchable(),
                    Charts.percent(list.nearMatchable(), list.entries()));
            if (!list.scheme().isEmpty()) {
                html.put("<dt>Categories</dt><dd>{}</dd>", list.scheme());
            }
            html.put(
                    "<dt>Hash profile</dt><dd>{}</dd><dt>SHA-256</dt><dd class=\"digest\">{}</dd></dl></article>",
                    list.profile(),
                    list.digest());
        }
        html.put("</section>");
    }
}
