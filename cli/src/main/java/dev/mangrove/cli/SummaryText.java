package dev.mangrove.cli;

import dev.mangrove.scan.item.Reason;
import dev.mangrove.scan.match.ScanSummary;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;

/// The result of a scan for people.
final class SummaryText {

    private SummaryText() {}

    static void print(PrintStream out, ScanSummary summary, Path workspace) {
        out.println();
        count(out, "items", summary.items(), "");
        count(out, "  pictures examined", summary.pictureExamined(), "");
        count(out, "  by digests only", summary.digestsOnly(), "they hold no picture");
        long notExamined = summary.notExamined().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        count(out, "  not examined", notExamined, "");
        summary.notExamined()
                .forEach((reason, items) -> count(
                        out, "    " + reason, items, Reason.ofLabel(reason).sentence()));
        out.println();
        count(out, "known exactly", summary.exactMatches(), "their bytes are on a list");
        count(out, "known nearly", summary.nearMatches(), "they look like a listed picture; a person must confirm");
        count(out, "known good", summary.knownGood(), "filtered out");
        count(out, "stacks", summary.stacks(), "the same picture counted once");
        count(out, "leads", summary.leads(), "stacks to look at, ranked, with reasons");
        out.println();
        out.printf(
                Locale.ROOT,
                "%,.1f MB of items in %.1f s. Result digest %s%n",
                summary.bytes() / 1e6,
                summary.elapsedSeconds(),
                summary.resultDigest());
        out.println("For the report: mangrove report " + workspace + " --format html --output report.html");
    }

    private static void count(PrintStream out, String what, long items, String meaning) {
        out.println(String.format(Locale.ROOT, "%-22s %,10d  %s", what, items, meaning)
                .stripTrailing());
    }
}
