package dev.mangrove.index;

import dev.mangrove.hash.Digest;
import dev.mangrove.hash.PdqHash;
import dev.mangrove.index.HammingIndex.BatchSink;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;

/// A [LiveList] as it was at one moment: what is added, withdrawn or merged afterwards does not show. Holds the
/// list's file open, so it is to be closed soon. Safe for use by several threads until then.
///
/// Ordinals are those of this view: below [#ordinalsEnd], with gaps where entries were withdrawn.
public final class LiveView implements AutoCloseable {

    private final SharedList shared;
    private final Delta delta;
    private final AtomicBoolean closed = new AtomicBoolean();

    /// @param shared retained for this view
    LiveView(SharedList shared, Delta delta) {
        this.shared = shared;
        this.delta = delta;
    }

    /// How many entries there are.
    public long entries() {
        return ordinalsEnd() - delta.withdrawn().length;
    }

    /// Above all ordinals.
    public long ordinalsEnd() {
        return delta.base() + delta.added();
    }

    /// Whether there is an entry with this ordinal, from 0 to [#ordinalsEnd].
    public boolean has(long ordinal) {
        return ordinal >= 0 && ordinal < ordinalsEnd() && !delta.isWithdrawn(ordinal);
    }

    /// One entry.
    ///
    /// @throws IndexOutOfBoundsException where there is none, or it was withdrawn
    public HashListEntry entry(long ordinal) {
        requireOpen();
        if (!has(ordinal)) {
            throw new IndexOutOfBoundsException(
                    "entry " + ordinal + " of a list that has " + entries() + "; take ordinals from the same view");
        }
        return ordinal < delta.base() ? shared.list().entry(ordinal) : delta.entry(ordinal);
    }

    /// Hands the ordinals of all entries with this digest to `sink`.
    public void exactMatches(Digest digest, LongConsumer sink) {
        requireOpen();
        shared.list().exactMatches(digest, ordinal -> {
            if (!delta.isWithdrawn(ordinal)) {
                sink.accept(ordinal);
            }
        });
        delta.exactMatches(digest, sink);
    }

    /// Hands each entry within `radiusBits` of each query to `sink` once for that query, in no promised order: its
    /// ordinal is that of the entry.
    ///
    /// @param radiusBits 0..[HammingIndex#RADIUS_BITS_MAX]
    public void nearMatches(List<PdqHash> queries, int radiusBits, BatchSink sink) {
        requireOpen();
        HashList list = shared.list();
        list.near().matchesWithin(queries, radiusBits, (query, near, distanceBits) -> {
            long ordinal = list.nearEntry(near);
            if (!delta.isWithdrawn(ordinal)) {
                sink.match(query, ordinal, distanceBits);
            }
        });
        delta.nearMatches(queries, radiusBits, sink);
    }

    SharedList shared() {
        return shared;
    }

    Delta delta() {
        return delta;
    }

    private void requireOpen() {
        if (closed.get()) {
            throw new IllegalStateException("this view is closed; take another");
        }
    }

    /// Lets go of the file. No other thread may be using this view.
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            shared.release();
        }
    }
}
