package dev.mangrove.cli;

import dev.mangrove.scan.Scan;

/// While open, Ctrl-C and a request to end stop a scan in good order: what was examined is written, and
/// the process ends with [ExitStatus#INTERRUPTED].
final class Interruption implements AutoCloseable {

    private final Thread hook;

    private Interruption(Thread hook) {
        this.hook = hook;
    }

    static Interruption stops(Scan scan) {
        Thread hook = Thread.ofPlatform().name("interruption").unstarted(scan::stop);
        Runtime.getRuntime().addShutdownHook(hook);
        return new Interruption(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // The process is ending already, so the hook is at work.
            return;
        }
    }
}
