package dev.mangrove.scan.item;

/// Why an item could not be examined: a closed list, so that the ledger always balances.
public enum Reason {
    /// No bytes at all.
    EMPTY("empty", "the file has no bytes"),
    /// The bytes contradict their own format.
    DAMAGED("damaged", "the content contradicts its own format"),
    /// The bytes end before the format says they do, and nothing usable came before.
    TRUNCATED("truncated", "the content ends too early"),
    /// A password is needed.
    ENCRYPTED("encrypted", "a password is needed"),
    /// A picture, video or archive of a kind that this version cannot open.
    UNSUPPORTED("unsupported", "this kind of content cannot be opened by this version"),
    /// More pixels than even the larger worker can hold.
    TOO_LARGE("tooLarge", "the picture is larger than the memory of a worker allows"),
    /// A limit on depth, bytes, ratio or entries was reached.
    LIMIT_REACHED("limitReached", "a limit on depth, bytes, ratio or entries was reached"),
    /// The worker took too long, twice.
    TIMED_OUT("timedOut", "the examination took too long, twice"),
    /// The worker ran out of memory, twice.
    OUT_OF_MEMORY("outOfMemory", "the examination ran out of memory, twice"),
    /// The worker ended unexpectedly, twice.
    WORKER_DIED("workerDied", "the worker process ended unexpectedly, twice"),
    /// The file could not be opened or read.
    UNREADABLE("unreadable", "the file could not be opened or read"),
    /// A device, socket, pipe or link: listed, never opened.
    SPECIAL_FILE("specialFile", "a link, device, socket or pipe: listed, never opened"),
    /// The file changed while or since it was examined.
    CHANGED("changed", "the file changed while it was read");

    private final String label;
    private final String sentence;

    Reason(String label, String sentence) {
        this.label = label;
        this.sentence = sentence;
    }

    /// The name in machine output, e.g. `tooLarge`.
    public String label() {
        return label;
    }

    /// What it means, for people.
    public String sentence() {
        return sentence;
    }

    /// Reads a label.
    ///
    /// @throws IllegalArgumentException where no reason has this label
    public static Reason ofLabel(String label) {
        for (Reason reason : values()) {
            if (reason.label.equals(label)) {
                return reason;
            }
        }
        throw new IllegalArgumentException("no such reason: " + label);
    }
}
