package dev.mangrove.formats.scheme;

import java.util.Arrays;
import java.util.Optional;

/// What a label means for somebody who finds a file with it.
public enum SchemeRole {
    /// A person must be told.
    ALERT("alert"),
    /// Harmless.
    KNOWN_GOOD("knownGood"),
    /// Listed, but nobody has judged it.
    UNREVIEWED("unreviewed");

    private final String label;

    SchemeRole(String label) {
        this.label = label;
    }

    /// The name in scheme files.
    public String label() {
        return label;
    }

    static Optional<SchemeRole> called(String label) {
        return Arrays.stream(values()).filter(role -> role.label.equals(label)).findFirst();
    }
}
