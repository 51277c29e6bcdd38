package dev.mangrove.scan.walk;

import dev.mangrove.scan.item.Reason;
import java.io.IOException;

/// A member's bytes end here, for a reason of the closed list.
final class MemberException extends IOException {

    private static final long serialVersionUID = 1;

    final Reason reason;

    /// @param detail one sentence for people; never content
    MemberException(Reason reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
