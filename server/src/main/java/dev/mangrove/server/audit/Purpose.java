package dev.mangrove.server.audit;

import java.util.Locale;

/// What an act is for: a closed list, since rights and anomalies hang on it. The reason in a person's own words
/// comes beside it.
public enum Purpose {
    /// To find out who a child is and where.
    VICTIM_IDENTIFICATION,
    /// To work a case.
    INVESTIGATION,
    /// To judge what a report or a picture is.
    ASSESSMENT,
    /// To keep lists of known hashes right.
    LIST_MAINTENANCE,
    /// To have material removed.
    TAKEDOWN,
    /// To answer or ask another agency.
    EXCHANGE,
    /// To watch over the work of others.
    SUPERVISION,
    /// To check what was done: by auditors and data protection officers.
    OVERSIGHT,
    /// To answer the person whom the data are about.
    DATA_SUBJECT_REQUEST,
    /// To run the server.
    ADMINISTRATION;

    /// As entries have it: `victimIdentification`. It never changes.
    public String word() {
        StringBuilder word = new StringBuilder();
        for (String part : name().split("_", -1)) {
            word.append(word.isEmpty() ? part.substring(0, 1).toLowerCase(Locale.ROOT) : part.substring(0, 1))
                    .append(part.substring(1).toLowerCase(Locale.ROOT));
        }
        return word.toString();
    }
}
