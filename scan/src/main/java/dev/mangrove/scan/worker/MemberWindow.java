package dev.mangrove.scan.worker;

import dev.mangrove.scan.item.Examination;
import dev.mangrove.scan.walk.FoundMember;
import java.util.ArrayDeque;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Puts a walk's members, whose examinations end in any order, back into the order in which they were met.
/// Holds a bounded number of them: the walk waits when the oldest takes long.
final class MemberWindow {

    private static final int MEMBERS_MAX = 256;

    private final MemberSink sink;
    private final Semaphore room = new Semaphore(MEMBERS_MAX);
    /// Guarded by this.
    private final ArrayDeque<Place> places = new ArrayDeque<>();

    /// Guarded by this.
    private @Nullable RuntimeException failure;

    MemberWindow(MemberSink sink) {
        this.sink = sink;
    }

    /// A member's place in the order.
    final class Place {
        private final FoundMember member;
        private @Nullable Examination examination;

        private Place(FoundMember member) {
            this.member = member;
        }

        /// Takes the member's final examination, and hands on all that are ready.
        void settle(Examination settled) {
            synchronized (MemberWindow.this) {
                examination = settled;
                handOn();
            }
        }
    }

    /// Waits for room, and takes a place behind all members met before.
    Place next(FoundMember member) throws InterruptedException {
        room.acquire();
        Place place = new Place(member);
        synchronized (this) {
            places.add(place);
        }
        return place;
    }

    private void handOn() {
        while (!places.isEmpty()) {
            Place oldest = places.getFirst();
            Examination examination = oldest.examination;
            if (examination == null) {
                return;
            }
            places.removeFirst();
            room.release();
            if (failure == null) {
                try {
                    sink.member(oldest.member, examination);
                } catch (RuntimeException e) {
                    // The walk's own thread reports it; members behind this one must not be recorded.
                    failure = e;
                }
            }
        }
    }

    /// Waits until every member has been handed on.
    ///
    /// @throws RuntimeException what the sink threw, where it did
    void awaitEmpty() throws InterruptedException {
        room.acquire(MEMBERS_MAX);
        room.release(MEMBERS_MAX);
        throwFailure();
    }

    synchronized void throwFailure() {
        if (failure != null) {
            throw failure;
        }
    }
}
