package dev.mangrove.scan.walk;

/// Ends the walk of every container on the way up; never to be taken for damage in a member.
abstract sealed class WalkStop extends RuntimeException {

    private static final long serialVersionUID = 1;

    WalkStop(String message) {
        super(message, null, false, false);
    }

    /// The top-level container has used up its entries.
    static final class EntriesExhausted extends WalkStop {
        private static final long serialVersionUID = 1;

        EntriesExhausted(long entriesMax) {
            super("more than " + entriesMax + " members: the limit of one container");
        }
    }

    /// The listener failed: its exception goes up to the caller unchanged.
    static final class ListenerFailed extends WalkStop {
        private static final long serialVersionUID = 1;

        final transient RuntimeException failure;

        ListenerFailed(RuntimeException failure) {
            super("the listener failed");
            this.failure = failure;
        }
    }
}
