package dev.mangrove.scan.worker;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/// A set of members' numbers, held as ranges: a walk's members are done nearly in order, so that ten
/// million take a few entries. Not safe for use by several threads.
public final class SequenceRanges {

    private final TreeMap<Long, Long> lastByFirst = new TreeMap<>();

    public void add(long sequence) {
        addRange(sequence, sequence);
    }

    /// Adds all from `first` to `last`, both included.
    public void addRange(long first, long last) {
        if (first > last) {
            throw new IllegalArgumentException("a range ends before it begins: " + first + " to " + last);
        }
        long from = first;
        long to = last;
        Map.Entry<Long, Long> before = lastByFirst.floorEntry(from);
        if (before != null && before.getValue() >= from - 1) {
            from = before.getKey();
            to = Math.max(to, before.getValue());
        }
        Map.Entry<Long, Long> after = lastByFirst.ceilingEntry(from);
        while (after != null && after.getKey() - 1 <= to) {
            to = Math.max(to, after.getValue());
            lastByFirst.remove(after.getKey());
            after = lastByFirst.ceilingEntry(from);
        }
        lastByFirst.put(from, to);
    }

    public boolean contains(long sequence) {
        Map.Entry<Long, Long> range = lastByFirst.floorEntry(sequence);
        return range != null && range.getValue() >= sequence;
    }

    public int ranges() {
        return lastByFirst.size();
    }

    /// Hands every range to `sink`, first and last included, in order.
    public void forEachRange(BiConsumer<Long, Long> sink) {
        lastByFirst.forEach(sink);
    }
}
