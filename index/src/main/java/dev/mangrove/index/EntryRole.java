package dev.mangrove.index;

/// What a match with an entry of a known list means.
public enum EntryRole {
    /// A person must be told.
    ALERT,
    /// Harmless: may be filtered out, on SHA-1, SHA-256, or MD5 with size, never on PDQ.
    KNOWN_GOOD,
    /// Listed, but nobody has judged it yet.
    UNREVIEWED
}
