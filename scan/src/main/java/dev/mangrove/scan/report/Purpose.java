package dev.mangrove.scan.report;

import dev.mangrove.scan.workspace.Workspace;
import java.util.LinkedHashMap;
import java.util.Map;

/// The record that is written before originals leave a workspace.
final class Purpose {

    private Purpose() {}

    /// @throws ReportException where there is nothing to record
    static String check(String purpose) throws ReportException {
        String stripped = purpose.strip();
        if (stripped.isEmpty()) {
            throw new ReportException("an export needs a purpose, which is recorded in the workspace before anything"
                    + " is copied. Say it in words, e.g. --purpose \"second look for case 26-011\".");
        }
        if (stripped.length() > ExportRequest.PURPOSE_CHARACTERS_MAX) {
            throw new ReportException("the purpose has " + stripped.length() + " characters, and at most "
                    + ExportRequest.PURPOSE_CHARACTERS_MAX + " are recorded. Say it in fewer words.");
        }
        return stripped;
    }

    /// Returns when the entry is safe on the disk.
    static void record(Workspace workspace, String purpose, Map<String, String> what) {
        Map<String, String> detail = new LinkedHashMap<>();
        detail.put("purpose", purpose);
        detail.putAll(what);
        detail.put("account", System.getProperty("user.name", "unknown"));
        workspace.note("exported", detail);
    }

    static void recordEnd(Workspace workspace, long copied, long missing) {
        Map<String, String> detail = new LinkedHashMap<>();
        detail.put("copied", Long.toString(copied));
        detail.put("missing", Long.toString(missing));
        workspace.note("exportFinished", detail);
    }
}
