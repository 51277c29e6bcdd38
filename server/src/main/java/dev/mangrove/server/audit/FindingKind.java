package dev.mangrove.server.audit;

/// What can be wrong with a log, and what it means.
public enum FindingKind {
    /// An entry's bytes are not those that were recorded.
    ENTRY_ALTERED("an entry was changed after it was recorded"),
    /// An entry is gone.
    ENTRY_MISSING("an entry that was recorded is gone"),
    /// There is an entry that was never recorded at this place.
    ENTRY_INSERTED("an entry was put in later"),
    /// The entries are there, in another order.
    ENTRIES_REORDERED("entries were given other places"),
    /// Entries within a range are not those that were recorded; which of them cannot be said.
    RANGE_ALTERED("at least one of these entries is not what was recorded"),
    /// The log ends before one of its own checkpoints.
    TAIL_CUT("the end of the log was cut off"),
    /// The log is sound by itself, but is not the one that an earlier checkpoint was made of.
    HISTORY_REWRITTEN("the log was rewritten: an earlier checkpoint vouches for other entries"),
    /// A checkpoint is not signed by the log's key, or is none at all.
    CHECKPOINT_FORGED("a checkpoint is not signed by this key: it was changed, or made with another key"),
    /// No checkpoint is there.
    CHECKPOINT_MISSING("nothing vouches for the log: its checkpoint is gone"),
    /// A stored tile differs from the entries, which are sound.
    TILE_ALTERED("a stored hash was changed or lost; the entries themselves are sound"),
    /// A person or words are not those that the entry commits to.
    OPENING_ALTERED("who acted, or what was written, was changed after it was recorded"),
    /// A person or words are gone, and no erasure was recorded.
    OPENING_MISSING("who acted, or what was written, was taken away without a recorded erasure"),
    /// Something is here that a log does not have.
    STRAY("something is here that does not belong to the log");

    private final String meaning;

    FindingKind(String meaning) {
        this.meaning = meaning;
    }

    /// What it means, as a part of a sentence.
    public String meaning() {
        return meaning;
    }
}
