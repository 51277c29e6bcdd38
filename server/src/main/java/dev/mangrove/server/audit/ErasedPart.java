package dev.mangrove.server.audit;

/// What of an entry can be erased while the tree stays whole.
public enum ErasedPart {
    /// Who acted.
    PERSON(AuditsOwnAct.PERSON_ERASED, "person = NULL, person_salt = NULL"),
    /// Reason, recipient and detail.
    WORDS(AuditsOwnAct.WORDS_ERASED, "words_salt = NULL, reason = NULL, recipient = NULL, detail = NULL");

    private final AuditsOwnAct act;
    private final String cleared;

    ErasedPart(AuditsOwnAct act, String cleared) {
        this.act = act;
        this.cleared = cleared;
    }

    AuditsOwnAct act() {
        return act;
    }

    /// The assignments that clear its columns.
    String cleared() {
        return cleared;
    }
}
