package dev.mangrove.scan.worker;

/// No worker can be started, so nothing can be examined: the message tells why and what to do.
public final class WorkerException extends RuntimeException {

    private static final long serialVersionUID = 1;

    WorkerException(String message) {
        super(message);
    }
}
