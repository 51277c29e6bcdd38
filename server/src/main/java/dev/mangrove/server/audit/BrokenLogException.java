package dev.mangrove.server.audit;

/// The stored log is not what was signed last, so that nothing more is added to it: what happened must be found
/// out first, with `audit verify`. Acts go on being recorded, unsealed.
final class BrokenLogException extends RuntimeException {

    private static final long serialVersionUID = 1;

    BrokenLogException(String message) {
        super(message + "; run 'mangrove audit verify' and see docs/operating/audit.md");
    }
}
