package dev.mangrove.index;

import dev.mangrove.hash.Digest;
import dev.mangrove.hash.PdqHash;
import dev.mangrove.index.HammingIndex.BatchSink;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;

/// What has changed of a list since its file was written. A delta never changes; one with another change shares its
/// arrays and its map, of which each reads only what lies before its own [#added]. So a change costs the same
/// whatever went before it. Deltas are made one from the other, by one thread at a time.
///
/// @param base entries in the file; an added entry's ordinal is this and its place here
/// @param added how many entries were added; the arrays may be longer
/// @param near how many of those take part in near matching
/// @param nearWords four of each of these
/// @param nearPlaces the place of each of these among the added
/// @param places of the entries that have a digest, perhaps beyond [#added]
/// @param textBytes that the added entries hold
/// @param withdrawn ordinals, ascending
record Delta(
        long base,
        HashListEntry[] entries,
        int added,
        int near,
        long[] nearWords,
        int[] nearPlaces,
        Map<Digest, int[]> places,
        long textBytes,
        long[] withdrawn) {

    private static final int WORDS = 4;

    static Delta none(long base) {
        return new Delta(
                base,
                new HashListEntry[16],
                0,
                0,
                new long[16 * WORDS],
                new int[16],
                new ConcurrentHashMap<>(),
                0,
                new long[0]);
    }

    long changes() {
        return (long) added + withdrawn.length;
    }

    Delta with(Accepted accepted) {
        HashListEntry entry = accepted.stored();
        HashListEntry[] allEntries = added < entries.length ? entries : Arrays.copyOf(entries, 2 * added);
        allEntries[added] = entry;
        long[] words = nearWords;
        int[] owners = nearPlaces;
        int nearNow = near;
        if (accepted.isNear()) {
            if (near == owners.length) {
                words = Arrays.copyOf(words, 2 * words.length);
                owners = Arrays.copyOf(owners, 2 * near);
            }
            PdqHash hash = accepted.pdq().orElseThrow();
            words[WORDS * near] = hash.word0();
            words[WORDS * near + 1] = hash.word1();
            words[WORDS * near + 2] = hash.word2();
            words[WORDS * near + 3] = hash.word3();
            owners[near] = added;
            nearNow++;
        }
        for (Digest digest : entry.digests()) {
            places.merge(digest, new int[] {added}, Delta::joined);
        }
        long bytes = textBytes + EntryTexts.toBytes(entry).length;
        return new Delta(base, allEntries, added + 1, nearNow, words, owners, places, bytes, withdrawn);
    }

    /// @param more ordinals; those that are withdrawn already change nothing
    Delta without(long... more) {
        long[] all = Arrays.copyOf(withdrawn, withdrawn.length + more.length);
        System.arraycopy(more, 0, all, withdrawn.length, more.length);
        long[] ascending = Arrays.stream(all).sorted().distinct().toArray();
        return new Delta(base, entries, added, near, nearWords, nearPlaces, places, textBytes, ascending);
    }

    boolean isWithdrawn(long ordinal) {
        return Arrays.binarySearch(withdrawn, ordinal) >= 0;
    }

    /// How many entries before `ordinal` are withdrawn.
    int withdrawnBefore(long ordinal) {
        int at = Arrays.binarySearch(withdrawn, ordinal);
        return at < 0 ? -at - 1 : at;
    }

    HashListEntry entry(long ordinal) {
        return entries[(int) (ordinal - base)];
    }

    /// Added entries with this digest that were not withdrawn.
    void exactMatches(Digest digest, LongConsumer sink) {
        for (int place : places.getOrDefault(digest, new int[0])) {
            if (place < added && !isWithdrawn(base + place)) {
                sink.accept(base + place);
            }
        }
    }

    /// Added entries near the queries that were not withdrawn. Cost: under 2 ns a query and added hash.
    void nearMatches(List<PdqHash> queries, int radiusBits, BatchSink sink) {
        for (int query = 0; query < queries.size(); query++) {
            PdqHash hash = queries.get(query);
            for (int i = 0; i < near; i++) {
                int distance = Long.bitCount(nearWords[WORDS * i] ^ hash.word0())
                        + Long.bitCount(nearWords[WORDS * i + 1] ^ hash.word1())
                        + Long.bitCount(nearWords[WORDS * i + 2] ^ hash.word2())
                        + Long.bitCount(nearWords[WORDS * i + 3] ^ hash.word3());
                long ordinal = base + nearPlaces[i];
                if (distance <= radiusBits && !isWithdrawn(ordinal)) {
                    sink.match(query, ordinal, distance);
                }
            }
        }
    }

    private static int[] joined(int[] places, int[] more) {
        int[] joined = Arrays.copyOf(places, places.length + more.length);
        System.arraycopy(more, 0, joined, places.length, more.length);
        return joined;
    }
}
