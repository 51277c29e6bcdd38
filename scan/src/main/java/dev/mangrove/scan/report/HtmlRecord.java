package dev.mangrove.scan.report;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// The journal, and what a reader must know to judge and to check this report.
final class HtmlRecord {

    private static final int FIRST = 10;
    private static final int LAST = 50;

    private HtmlRecord() {}

    static void write(HtmlWriter html, ReportSource source, ScanRecord scan, Findings findings)
            throws IOException, SQLException {
        journal(html, scan, source.count("SELECT count(*) FROM journal"));
        proof(html);
        words(html);
        verify(html, findings);
    }

    private static void journal(HtmlWriter html, ScanRecord scan, long all) throws IOException {
        html.put("<section aria-labelledby=\"journal\"><h2 id=\"journal\">Journal</h2>");
        long runs = events(scan, "scanStarted") + events(scan, "scanResumed");
        long interrupted = Math.max(0, runs - events(scan, "scanFinished"));
        long exports = events(scan, "exported");
        html.put(
                "<p>{}{}{}. No entry is ever changed; the purpose of an export is written before anything is copied.</p>",
                Words.count(runs, "run", "runs"),
                interrupted == 0 ? "" : String.format(Locale.ROOT, ", %,d not finished", interrupted),
                exports == 0 ? "" : ", " + Words.count(exports, "export of originals", "exports of originals"));
        FoldingTable.begin(html, "journal", "What was done with this workspace", "Time", "Event", "Detail");
        List<ScanRecord.Entry> entries = scan.journal();
        for (int i = 0; i < entries.size(); i++) {
            if (entries.size() > FIRST + LAST && i == FIRST) {
                i = entries.size() - LAST;
                html.put(
                        FoldingTable.ROW
                                + "<td role=\"cell\" colspan=\"3\">{} more entries are in the workspace's table <code>journal</code>.</td></tr>",
                        all - FIRST - LAST);
            }
            ScanRecord.Entry entry = entries.get(i);
            html.put(
                    FoldingTable.ROW
                            + "<th role=\"rowheader\" scope=\"row\" class=\"time\" data-label=\"Time\">{}</th>",
                    Words.time(entry.at()));
            FoldingTable.cell(html, "Event", Words.event(entry.event()));
            FoldingTable.cell(html, "Detail", detail(entry.detail()));
            html.put("</tr>");
        }
        FoldingTable.end(html);
        html.put("</section>");
    }

    private static long events(ScanRecord scan, String event) {
        return scan.journal().stream().filter(e -> e.event().equals(event)).count();
    }

    private static String detail(Map<String, String> detail) {
        return detail.entrySet().stream()
                .filter(field -> !field.getValue().isEmpty())
                .map(field -> field.getKey().isEmpty()
                        ? field.getValue()
                        : Words.detail(field.getKey()) + ": " + field.getValue())
                .collect(Collectors.joining("; "));
    }

    private static void proof(HtmlWriter html) throws IOException {
        html.put(
                "<section aria-labelledby=\"proof\"><h2 id=\"proof\">What a match proves, and what it does not</h2><ul>");
        html.put("<li><b>An exact match by SHA-256 or SHA-1</b> means that the file is, byte for byte, the one that the"
                + " list's keeper had. Whether the list is right about it is for the list's origin to answer.</li>");
        html.put(
                "<li><b>An exact match by MD5 alone</b> means very probably the same. Different files with the same MD5"
                        + " can be made on purpose: never close a case on it alone.</li>");
        html.put(
                "<li><b>A near match</b> means that two pictures look alike to a computer. It is a reason to look, and"
                        + " no finding until a person has confirmed it. Pictures with little in them can be near by chance.</li>");
        html.put(
                "<li><b>No match</b> means that the item is not on these lists. It does not mean that it is harmless.</li>");
        html.put("<li><b>Not examined</b> means that nobody knows what the picture shows.</li>");
        html.put("<li><b>A file on a device</b> does not say who put it there, or that anyone ever saw it.</li>");
        html.put(
                "<li><b>Camera, time and place</b> are what the file claims. Anyone can write them.</li></ul></section>");
    }

    private static void words(HtmlWriter html) throws IOException {
        html.put("<section aria-labelledby=\"words\"><h2 id=\"words\">Words</h2><dl>");
        word(html, "Capture", "what a unit lawfully holds and has scanned: a folder, an archive, a captured site.");
        word(
                html,
                "Item",
                "one file with its place. Archives are items, and so is everything in them. The mark !/ stands"
                        + " between an archive and what it holds.");
        word(html, "Digest", "a number that stands for a file's bytes: MD5, SHA-1, SHA-256.");
        word(
                html,
                "PDQ",
                "256 bits that stand for how a picture looks. They change little when it is resized or saved again.");
        word(
                html,
                "Distance",
                "in how many of the 256 bits two pictures differ. Up to 31 counts as near, unless set otherwise.");
        word(
                html,
                "Known list",
                "digests and PDQ hashes of pictures that others have judged, with an origin and a version.");
        word(
                html,
                "Known good",
                "a list of harmless files. An item on it is set aside, unless an alert list knows it too.");
        word(html, "Stack", "the same picture once, with every place where it lies.");
        word(html, "Lead", "a stack to look at, with the reason for its place in the order.");
        word(html, "Ledger", "the count of all items by how they ended. It always balances.");
        word(html, "Workspace", "the folder with everything that the scan found; this page is made from it.");
        html.put("</dl></section>");
    }

    private static void word(HtmlWriter html, String word, String meaning) throws IOException {
        html.put("<dt>{}</dt><dd>{}</dd>", word, meaning);
    }

    private static void verify(HtmlWriter html, Findings findings) throws IOException {
        html.put("<section aria-labelledby=\"verify\"><h2 id=\"verify\">How to verify</h2>");
        if (findings.resultDigest().isPresent()) {
            html.put(
                    "<p>The digest of all results is</p><p class=\"digest\">{}</p>",
                    findings.resultDigest().get());
            html.put("<p>It depends on the items and what was found out about them, and on nothing else: not on times,"
                    + " the order of work, the number of workers, or where the capture lay.</p>");
        } else {
            html.put("<p>There is no digest of results until the items have been matched.</p>");
        }
        html.put(
                "<ol><li>Scan the same capture again, with the same settings and lists, into a new workspace. Any machine"
                        + " will do. The digest must be the same.</li>");
        html.put("<li>Compare the SHA-256 of each list with the one its keeper gives.</li>");
        html.put("<li>Write this report again from the workspace: it must be the same file, byte for byte.</li>");
        html.put(
                "<li>Take any row of the CSV report, open the file with another tool, and compare its SHA-256.</li></ol></section>");
    }
}
