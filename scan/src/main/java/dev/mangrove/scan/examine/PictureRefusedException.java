package dev.mangrove.scan.examine;

import dev.mangrove.scan.item.Reason;

/// A picture that yields no pixels, with the reason that the ledger counts. The message is the
/// examination's detail: what was met, never content.
final class PictureRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final String detail;

    PictureRefusedException(Reason reason, String detail) {
        super(detail);
        this.reason = reason;
        this.detail = detail;
    }

    String detail() {
        return detail;
    }

    Reason reason() {
        return reason;
    }
}
