package dev.mangrove.server.postgres;

/// Another program took the port between its choice and the server's start.
final class PortTakenException extends Exception {

    private static final long serialVersionUID = 1L;

    PortTakenException(int port) {
        super("Port " + port + " of 127.0.0.1 is taken by another program");
    }
}
