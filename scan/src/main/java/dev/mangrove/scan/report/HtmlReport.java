package dev.mangrove.scan.report;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Optional;

/// One page that a unit can file: no script, no picture, nothing fetched from anywhere. It says nothing
/// of when it was written: the same workspace gives the same bytes, so that two copies can be compared.
///
/// It summarises; every section that leaves something out says so and names the CSV report. Its size
/// therefore has a bound that does not depend on the number of items.
final class HtmlReport {

    private HtmlReport() {}

    static void write(ReportSource source, OutputStream output) throws IOException, SQLException {
        try (HtmlWriter html =
                new HtmlWriter(new BufferedWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8), 1 << 16))) {
            ScanRecord scan = ScanRecord.read(source);
            Ledger ledger = Ledger.read(source);
            Findings findings = Findings.read(source);
            head(html, scan);
            summary(html, scan, ledger, findings);
            contents(html);
            HtmlLeads.write(html, source, findings);
            HtmlLedger.write(html, ledger);
            HtmlLedger.writeNotExamined(html, source, ledger, scan.captures().size() > 1);
            HtmlKnown.write(html, source, findings, scan);
            HtmlPictures.writeTimes(html, source);
            HtmlPictures.writeStacks(html, source, findings);
            HtmlScanned.write(html, scan);
            HtmlRecord.write(html, source, scan, findings);
            html.put("</main>");
            html.put("<footer><p>Written by Mangrove. This page holds no pictures, runs no program and fetches"
                    + " nothing. The same workspace always gives the same page.</p></footer></body></html>");
        }
    }

    private static void head(HtmlWriter html, ScanRecord scan) throws IOException {
        String style = resource("report.css");
        html.put("<!DOCTYPE html>");
        html.put("<html lang=\"en\"><head><meta charset=\"utf-8\">");
        html.put(
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{}'\">",
                sha256(style));
        html.put("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        html.put("<meta name=\"color-scheme\" content=\"light dark\"><meta name=\"referrer\" content=\"no-referrer\">");
        html.put("<meta name=\"generator\" content=\"Mangrove\">");
        html.put("<title>Scan report: {}</title>", scan.title());
        html.putStyle(style);
        html.put("</head><body><a class=\"skip\" href=\"#main\">Skip to the report</a>");
        html.put("<header><p class=\"eyebrow\">Mangrove · Scan report</p><h1>{}</h1>", scan.title());
        String state = scan.isFinished() ? "Finished" : "Not finished";
        html.put(
                "<p class=\"quiet\"><span class=\"tag {}\">{}</span> {}</p></header>",
                scan.isFinished() ? "good" : "attention",
                state,
                period(scan));
        html.put("<main id=\"main\" tabindex=\"-1\">");
    }

    private static String period(ScanRecord scan) {
        String from = scan.firstAt("scanStarted").map(Words::time).orElse("at an unrecorded time");
        String until = scan.lastAt("scanFinished")
                .map(Words::time)
                .map(t -> " to " + t)
                .orElse("");
        return "Scanned " + from + until + ", Mangrove " + scan.version();
    }

    private static void summary(HtmlWriter html, ScanRecord scan, Ledger ledger, Findings findings) throws IOException {
        html.put("<section class=\"summary\" aria-labelledby=\"summary\"><h2 id=\"summary\">In short</h2>");
        if (!scan.isFinished()) {
            html.put("<p class=\"notice attention\"><b>This scan has not finished.</b> Everything below counts only"
                    + " what was examined so far; what is missing is not clean, it is unknown. Run the same"
                    + " <code>scan</code> command again: it goes on where it stopped.</p>");
        }
        if (!ledger.balances()) {
            html.put("<p class=\"notice danger\"><b>The ledger does not balance.</b> Do not rely on this report;"
                    + " keep the workspace and report the fault.</p>");
        }
        html.put("<p class=\"lead\">{}</p>", sentence(ledger, findings));
        changes(html, scan);
        if (findings.matched() && findings.md5AloneItems() > 0) {
            html.put(
                    "<p>{} known by MD5 alone. MD5 can be forged: compare another digest before relying on it.</p>",
                    Words.count(findings.md5AloneItems(), "item is", "items are"));
        }
        if (findings.knownGoodItems() > 0) {
            html.put(
                    "<p>{} known to be harmless and can be left aside.</p>",
                    Words.count(findings.knownGoodItems(), "item is", "items are"));
        }
        html.put("</section>");
    }

    private static void changes(HtmlWriter html, ScanRecord scan) throws IOException {
        long changed = number(scan.lastSaid("captureChanged", "changedFiles"));
        long missing = number(scan.lastSaid("captureChanged", "missingFiles"));
        if (changed + missing > 0) {
            html.put(
                    "<p class=\"notice attention\"><b>The capture changed between two runs:</b> {} changed, {} missing."
                            + " What was examined before is kept. The journal names the files.</p>",
                    Words.count(changed, "file has", "files have"),
                    Words.count(missing, "file is", "files are"));
        }
    }

    private static long number(Optional<String> text) {
        return text.filter(digits -> digits.matches("[0-9]{1,15}"))
                .map(Long::valueOf)
                .orElse(0L);
    }

    /// The whole report in a few plain sentences.
    static String sentence(Ledger ledger, Findings findings) {
        StringBuilder text = new StringBuilder();
        if (!findings.matched()) {
            text.append(Words.count(ledger.items(), "item was", "items were"))
                    .append(" examined. They have not been matched with any list yet.");
        } else if (findings.knownItems() == 0) {
            text.append("None of the ")
                    .append(Words.count(ledger.items(), "item", "items"))
                    .append(" is on the lists.");
        } else {
            text.append(String.format(java.util.Locale.ROOT, "%,d", findings.knownItems()))
                    .append(" of ")
                    .append(Words.count(ledger.items(), "item", "items"))
                    .append(findings.knownItems() == 1 ? " is known: " : " are known: ")
                    .append(String.format(java.util.Locale.ROOT, "%,d", findings.exactItems()))
                    .append(" exactly, ")
                    .append(Words.count(findings.nearItems(), "as a near copy", "as near copies"))
                    .append('.');
        }
        text.append(toLookAt(findings));
        long not = ledger.notExaminedItems();
        text.append(
                not == 0
                        ? " Every item could be examined."
                        : " " + Words.count(not, "item", "items") + " could not be examined.");
        return text.toString();
    }

    private static String toLookAt(Findings findings) {
        StringBuilder text = new StringBuilder();
        findings.leadsByTier()
                .forEach((tier, count) -> text.append(text.isEmpty() ? " Look first at " : ", then at ")
                        .append(Words.tierCount(tier, count)));
        return text.isEmpty() ? "" : text.append('.').toString();
    }

    private static void contents(HtmlWriter html) throws IOException {
        html.put("<nav aria-labelledby=\"contents\"><h2 id=\"contents\">Contents</h2><ol>");
        html.put("<li><a href=\"#leads\">Look at these first</a></li><li><a href=\"#ledger\">Ledger</a></li>");
        html.put("<li><a href=\"#not-examined\">Not examined</a></li><li><a href=\"#known\">Known items</a></li>");
        html.put("<li><a href=\"#times\">When pictures were taken</a></li><li><a href=\"#stacks\">Stacks</a></li>");
        html.put("<li><a href=\"#scanned\">What was scanned, and how</a></li><li><a href=\"#lists\">Lists</a></li>");
        html.put("<li><a href=\"#journal\">Journal</a></li><li><a href=\"#proof\">What a match proves</a></li>");
        html.put("<li><a href=\"#words\">Words</a></li><li><a href=\"#verify\">How to verify</a></li></ol></nav>");
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new ReportException("the program is incomplete: it lacks " + name + ". Build it again.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
