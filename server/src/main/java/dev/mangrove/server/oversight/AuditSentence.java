package dev.mangrove.server.oversight;

import dev.mangrove.server.audit.AuditRow;
import dev.mangrove.server.console.Words;
import dev.mangrove.server.database.PersonId;
import java.util.Map;

/// A row of the audit in words.
public final class AuditSentence {

    private AuditSentence() {}

    public static String who(AuditRow row, Map<PersonId, String> names, Words words) {
        return AuditController.who(row, names, words);
    }

    /// What was done; the bare code where no text has it, as an old entry may name an act that is gone.
    public static String act(AuditRow row, Words words) {
        String key = "act." + row.act();
        return words.has(key) ? words.of(key) : row.act();
    }
}
