package dev.mangrove.server.audit;

import java.io.PrintWriter;
import java.util.Locale;

/// A report for a person at a terminal: what was checked, what was found, what it means, what to do next.
final class VerifyText {

    private VerifyText() {}

    static void print(VerifyReport report, PrintWriter out) {
        out.println("key                 " + report.key());
        line(out, "entries", report.entries());
        line(out, "checkpoints", report.checkpointsChecked());
        line(out, "of them given", report.earlierChecked());
        line(out, "persons and words", report.openingsChecked());
        line(out, "erased persons", report.personsErased());
        line(out, "erased words", report.wordsErased());
        report.remarks().forEach(remark -> out.println("remark: " + remark));
        if (report.earlierChecked() == 0) {
            out.println("remark: no earlier checkpoint was given; a log that was rewritten or cut as a whole with the"
                    + " server's own key would not be told (--earlier)");
        }
        if (report.isSound()) {
            out.println("SOUND: every entry is what was recorded, and none is missing, added or moved");
            return;
        }
        report.findings().forEach(finding -> out.println("FOUND " + finding));
        if (report.findingsMore() > 0) {
            out.println("and " + report.findingsMore() + " more");
        }
        out.println("TAMPERED: keep this folder as it is, take a copy of the database before anything else is done, and"
                + " compare with a backup; docs/operating/audit.md says how to go on");
    }

    private static void line(PrintWriter out, String label, long count) {
        out.println(String.format(Locale.ROOT, "%-19s %,d", label, count));
    }
}
