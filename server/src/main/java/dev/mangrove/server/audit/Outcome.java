package dev.mangrove.server.audit;

import java.util.Locale;

/// How an act ended.
public enum Outcome {
    /// It was done, in the transaction that recorded it.
    DONE,
    /// It was refused, and nothing was done.
    REFUSED;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
