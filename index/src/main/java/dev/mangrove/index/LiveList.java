package dev.mangrove.index;

import dev.mangrove.hash.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.LongStream;

/// A known list that takes entries in and withdraws them at once: the next [#view] on any thread shows it. The file
/// stays as it is; changes lie in memory, where a query scans them, until [#mergeTo] writes a list with them. Who
/// needs them after a stop of the program keeps them elsewhere until then.
///
/// Readers take no lock and wait for nobody, not for a merge either. A state is a file and its changes; it is
/// replaced as a whole. A file that was replaced is closed when the last view of it is.
///
/// ```java
/// try (LiveList live = LiveList.open(file)) {
///     live.add(entry);
///     try (LiveView view = live.view()) {
///         view.exactMatches(digest, ordinal -> ...);
///     }
///     if (live.isMergeDue()) {
///         live.mergeTo(file);
///     }
/// }
/// ```
///
/// Safe for use by several threads.
public final class LiveList implements AutoCloseable {

    /// Additions and withdrawals that wait for a merge; more are refused.
    public static final int CHANGES_MAX = 1 << 15;

    /// Bytes of texts in added entries that wait for a merge; more are refused.
    public static final int TEXT_BYTES_MAX = 1 << 26;

    private final ReentrantLock changing = new ReentrantLock();
    private final ReentrantLock merging = new ReentrantLock();
    private volatile State state;

    private LiveList(HashList list) {
        state = State.of(list);
    }

    private record State(SharedList shared, Delta delta, boolean isClosed) {
        static State of(HashList list) {
            return new State(new SharedList(list), Delta.none(list.header().entries()), false);
        }

        State with(Delta changed) {
            return new State(shared, changed, isClosed);
        }
    }

    /// Opens a list without changes.
    public static LiveList open(Path file) throws IOException {
        return new LiveList(HashList.open(file));
    }

    /// The list as it is now.
    ///
    /// @throws IllegalStateException where it was closed
    public LiveView view() {
        while (true) {
            State now = state;
            if (now.isClosed()) {
                throw new IllegalStateException("this list is closed; open it again");
            }
            // It may just have been replaced and closed: then there is a newer state.
            if (now.shared().retain()) {
                return new LiveView(now.shared(), now.delta());
            }
        }
    }

    /// Changes that wait for a merge, at most [#CHANGES_MAX].
    public long changes() {
        return state.delta().changes();
    }

    /// Whether half of the room for changes is used: time to merge before any is refused.
    public boolean isMergeDue() {
        Delta delta = state.delta();
        return delta.changes() >= CHANGES_MAX / 2 || delta.textBytes() >= TEXT_BYTES_MAX / 2;
    }

    /// Adds an entry, as [HashListBuilder#add] does. Frames of a video are refused: their order is the list's.
    ///
    /// @return what was left out; with [Refusal#NOTHING_TO_MATCH], the entry as a whole
    /// @throws IllegalStateException where there is no more room for changes
    public Set<Refusal> add(HashListEntry entry) {
        if (entry.frame().isPresent()) {
            throw new IllegalArgumentException(
                    "a frame of a video cannot be added by itself; build a list from the video's frames");
        }
        Accepted accepted = Accepted.of(entry);
        int textBytes = EntryTexts.toBytes(entry).length;
        if (accepted.hasSomethingToMatch()) {
            changing.lock();
            try {
                State now = requireOpen();
                requireRoom(now.delta(), 1, textBytes);
                state = now.with(now.delta().with(accepted));
            } finally {
                changing.unlock();
            }
        }
        return accepted.refused();
    }

    /// Withdraws an entry; with a frame of a video, the whole video.
    ///
    /// @param view in which the entry has this ordinal
    /// @return false where it was withdrawn already
    /// @throws IllegalStateException where the list was merged since, or there is no more room for changes
    public boolean withdraw(LiveView view, long ordinal) {
        if (ordinal < 0 || ordinal >= view.ordinalsEnd()) {
            throw new IndexOutOfBoundsException("entry " + ordinal + " of a view whose ordinals end at "
                    + view.ordinalsEnd() + "; take ordinals from the same view");
        }
        changing.lock();
        try {
            State now = requireOpen();
            if (now.shared() != view.shared()) {
                throw new IllegalStateException("the list was merged since the entry was looked up, and its ordinal"
                        + " means another one now; look it up in a new view");
            }
            if (now.delta().isWithdrawn(ordinal)) {
                return false;
            }
            withdraw(now, ordinal);
            return true;
        } finally {
            changing.unlock();
        }
    }

    /// Withdraws all entries with a digest, all at once.
    ///
    /// @return how many there were
    public int withdraw(Digest digest) {
        changing.lock();
        try (LiveView view = view()) {
            LongStream.Builder found = LongStream.builder();
            view.exactMatches(digest, found::add);
            long[] ordinals = found.build().toArray();
            if (ordinals.length > 0) {
                withdraw(state, ordinals);
            }
            return ordinals.length;
        } finally {
            changing.unlock();
        }
    }

    private void withdraw(State now, long... ordinals) {
        HashList list = now.shared().list();
        long[] all = LongStream.of(ordinals)
                .flatMap(ordinal -> ordinal < now.delta().base() ? list.withItsVideo(ordinal) : LongStream.of(ordinal))
                .toArray();
        requireRoom(now.delta(), all.length, 0);
        state = now.with(now.delta().without(all));
    }

    /// Writes the list as it is now and goes on with that file. Readers see no difference, as what it holds is the
    /// same; changes made meanwhile are kept. One merge at a time.
    ///
    /// @param output may be the list's own file, which is replaced when the new one is whole
    /// @param version of the new list; left empty, it is derived from its content
    public HashListHeader mergeTo(Path output, Optional<String> version) throws IOException {
        merging.lock();
        try (LiveView view = view()) {
            HashListHeader header = ListMerge.write(view, output, version);
            HashList merged = HashList.open(output);
            boolean taken = false;
            changing.lock();
            try {
                State now = requireOpen();
                state = new State(
                        new SharedList(merged), ListMerge.since(view.delta(), now.delta(), header.entries()), false);
                taken = true;
                now.shared().release();
            } finally {
                changing.unlock();
                if (!taken) {
                    merged.close();
                }
            }
            return header;
        } finally {
            merging.unlock();
        }
    }

    private State requireOpen() {
        State now = state;
        if (now.isClosed()) {
            throw new IllegalStateException("this list is closed; open it again");
        }
        return now;
    }

    private static void requireRoom(Delta delta, int changes, int textBytes) {
        if (delta.changes() + changes > CHANGES_MAX || delta.textBytes() + textBytes > TEXT_BYTES_MAX) {
            throw new IllegalStateException("this list has " + delta.changes() + " changes with " + delta.textBytes()
                    + " bytes of texts, and " + changes + " with " + textBytes + " more are over the " + CHANGES_MAX
                    + " and " + TEXT_BYTES_MAX + " that may wait for a merge; merge it, then change it again");
        }
    }

    /// Takes no more views; the file is closed when the last view is.
    @Override
    public void close() {
        changing.lock();
        try {
            State now = state;
            if (!now.isClosed()) {
                state = new State(now.shared(), now.delta(), true);
                now.shared().release();
            }
        } finally {
            changing.unlock();
        }
    }
}
