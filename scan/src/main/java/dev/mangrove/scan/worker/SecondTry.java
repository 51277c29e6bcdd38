package dev.mangrove.scan.worker;

import dev.mangrove.hash.ContentDigests;
import dev.mangrove.scan.item.Examination;
import dev.mangrove.scan.item.Examination.NotExamined;
import dev.mangrove.scan.item.Reason;
import dev.mangrove.scan.worker.Slot.Attempt;
import dev.mangrove.scan.worker.WorkerProcess.Ending;
import java.util.List;
import java.util.Optional;

/// Tries items once more that have failed in an ordinary worker: one at a time, with a tripled heap and a
/// tripled limit of time. What fails again is recorded with its reason, and with digests that a worker takes
/// which parses nothing. Used by one thread.
final class SecondTry implements AutoCloseable {

    private static final int KILLS_MAX = 3;

    private final Slot large;
    private final Slot plain;

    SecondTry(Slot large, Slot plain) {
        this.large = large;
        this.plain = plain;
    }

    /// Whether an ordinary worker's attempt is final.
    static boolean isFinal(Attempt attempt) {
        return switch (attempt) {
            case Attempt.Answered answered -> !wantsMoreMemory(answered.examination());
            case Attempt.Ended ended -> false;
        };
    }

    private static boolean wantsMoreMemory(Examination examination) {
        return examination instanceof NotExamined not
                && (not.reason() == Reason.TOO_LARGE || not.reason() == Reason.OUT_OF_MEMORY);
    }

    /// @param first what came of the item in an ordinary worker
    Examination examine(ItemJob job, Attempt first) {
        return switch (second(job, first)) {
            case Attempt.Answered answered -> answered.examination();
            case Attempt.Ended ended -> record(job, ended.ending());
        };
    }

    private Attempt second(ItemJob job, Attempt first) {
        try {
            return examineUnlessKilled(large, job.request(), job.sizeBytes());
        } catch (WorkerException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            // The machine has no room for a larger worker: what the ordinary one said stands.
            return first;
        }
    }

    /// A worker that somebody killed says nothing of its item.
    private static Attempt examineUnlessKilled(Slot slot, Requests.Examine request, long sizeBytes) {
        Attempt attempt = slot.examine(request, sizeBytes);
        for (int i = 0; i < KILLS_MAX && attempt instanceof Attempt.Ended(var ending) && ending.fromOutside(); i++) {
            attempt = slot.examine(request, sizeBytes);
        }
        return attempt;
    }

    private NotExamined record(ItemJob job, Ending ending) {
        Attempt digested = examineUnlessKilled(plain, job.digestsRequest(), job.sizeBytes());
        Optional<Examination> known =
                digested instanceof Attempt.Answered answered ? Optional.of(answered.examination()) : Optional.empty();
        Optional<ContentDigests> digests = job.known().or(() -> known.flatMap(Examination::digests));
        return new NotExamined(
                digests, known.flatMap(Examination::mediaType), ending.reason(), ending.detail(), List.of());
    }

    @Override
    public void close() {
        large.close();
        plain.close();
    }
}
