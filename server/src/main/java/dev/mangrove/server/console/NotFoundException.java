package dev.mangrove.server.console;

/// The record is not there, or not for this person: both are answered alike, so that nobody learns which.
public final class NotFoundException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NotFoundException() {
        super("not found, or not to be seen by this person", null, false, false);
    }
}
