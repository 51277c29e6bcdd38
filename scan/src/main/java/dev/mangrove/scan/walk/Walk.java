package dev.mangrove.scan.walk;

import dev.mangrove.scan.item.Reason;
import java.nio.file.Path;

/// One walk over one top-level container: its numbering, what it has cost so far, and its listener.
final class Walk {

    /// Progress is told at least this often.
    private static final int PROGRESS_BYTES = 256 << 10;

    /// What may be unpacked and thrown away, in all, to get past members that were stopped by their ratio.
    private static final long EXCESS_BYTES_MAX = 1L << 30;

    private final WalkLimits limits;
    private final WalkListener listener;
    private final Spools spools;

    private long last;
    private long met;
    private long current;
    private long bytesSinceProgress;
    private long nestedBytes;
    private long excessBytes;

    Walk(WalkLimits limits, Path spoolFolder, WalkListener listener) {
        this.limits = limits;
        this.listener = listener;
        this.spools = new Spools(spoolFolder, limits);
    }

    WalkLimits limits() {
        return limits;
    }

    Spools spools() {
        return spools;
    }

    /// The next member's number.
    long next() {
        if (met == limits.entriesMax()) {
            throw new WalkStop.EntriesExhausted(limits.entriesMax());
        }
        met++;
        last++;
        return last;
    }

    /// Leaves room for the members that a poisonous container may have told of before it killed.
    void leaveRoom() {
        last = ((last - 1) / limits.entriesMax() + 1) * limits.entriesMax();
    }

    boolean isDone(long sequence) {
        try {
            return listener.isDone(sequence);
        } catch (RuntimeException e) {
            throw new WalkStop.ListenerFailed(e);
        }
    }

    boolean isPoison(long sequence) {
        try {
            return listener.isPoison(sequence);
        } catch (RuntimeException e) {
            throw new WalkStop.ListenerFailed(e);
        }
    }

    void tell(FoundMember member) {
        try {
            listener.found(member);
        } catch (RuntimeException e) {
            throw new WalkStop.ListenerFailed(e);
        }
    }

    /// The bytes of this member, or of this container's own structure, are touched from here on.
    void touch(long sequence) {
        tellProgress();
        current = sequence;
        tellProgress();
    }

    long current() {
        return current;
    }

    /// Bytes were read or written.
    void moved(long bytes) {
        bytesSinceProgress += bytes;
        if (bytesSinceProgress >= PROGRESS_BYTES) {
            tellProgress();
        }
    }

    /// Nothing was read or written, but the walk waits for something that is at work.
    void alive() {
        tellProgress();
    }

    private void tellProgress() {
        long bytes = bytesSinceProgress;
        bytesSinceProgress = 0;
        try {
            listener.progress(current, bytes);
        } catch (RuntimeException e) {
            throw new WalkStop.ListenerFailed(e);
        }
    }

    /// Counts bytes unpacked from a nested container.
    void chargeNested(long bytes) throws MemberException {
        if (nestedBytes + bytes > limits.nestedBytesMax()) {
            throw new MemberException(
                    Reason.LIMIT_REACHED,
                    "more than " + limits.nestedBytesMax() + " bytes unpacked from nested containers");
        }
        nestedBytes += bytes;
    }

    /// Counts bytes unpacked only to be thrown away.
    void chargeExcess(long bytes) throws MemberException {
        long max = Math.min(EXCESS_BYTES_MAX, limits.nestedBytesMax());
        if (excessBytes + bytes > max) {
            throw new MemberException(
                    Reason.LIMIT_REACHED,
                    "more than " + max + " bytes unpacked only to get past members that unpack too far");
        }
        excessBytes += bytes;
    }
}
