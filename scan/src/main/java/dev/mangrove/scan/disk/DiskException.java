package dev.mangrove.scan.disk;

import dev.mangrove.scan.item.Reason;
import java.io.IOException;

/// A disk image, a volume or a file in it could not be read, for a reason of the closed list.
public final class DiskException extends IOException {

    private static final long serialVersionUID = 1;

    private final Reason reason;

    /// @param detail one sentence for people; never content
    public DiskException(Reason reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }
}
