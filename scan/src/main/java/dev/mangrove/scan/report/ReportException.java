package dev.mangrove.scan.report;

import java.io.IOException;

/// A report or an export that cannot be written: the message names the thing, what is wrong with it,
/// and what to do.
public final class ReportException extends IOException {

    private static final long serialVersionUID = 1;

    public ReportException(String message) {
        super(message);
    }

    public ReportException(String message, Throwable cause) {
        super(message, cause);
    }
}
