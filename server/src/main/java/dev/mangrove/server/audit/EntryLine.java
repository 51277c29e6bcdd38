package dev.mangrove.server.audit;

import java.util.Locale;

/// The lines of an entry, in the order in which they are written. Version 1 has exactly these.
enum EntryLine {
    /// The entry's own id, made by who acts.
    ID,
    /// When it happened, by the database's clock, to the microsecond.
    AT,
    /// When the entry got its place in the tree.
    SEALED,
    /// The agency of who acted.
    AGENCY,
    /// A commitment to the person who acted; absent when no person did.
    PERSON,
    /// What acted when no person did: `client` or `job`, and which.
    MACHINE,
    /// What was done: the domain and a word in the past tense.
    ACT,
    /// What kind of record it was done to.
    KIND,
    /// Which record.
    RECORD,
    /// The case it was done for.
    CASE,
    /// What for.
    PURPOSE,
    /// The law it rests on.
    BASIS,
    /// A commitment to reason, recipient and detail; absent when there are none.
    WORDS,
    /// Whether it was done or refused.
    OUTCOME,
    /// The request it came with.
    REQUEST,
    /// What was noticed when it was written.
    MARKS;

    /// The word at the start of the line.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
