package dev.mangrove.scan.walk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Which stretches of a file are accounted for. Neighbours melt into one, so that a file whose members
/// lie side by side costs a single entry, whatever their number.
final class Stretches {

    /// Less than this between two stretches cannot hold a member: a local header alone has 30 bytes.
    private static final int SLACK_BYTES = 29;

    private static final int STRETCHES_MAX = 500_000;

    private final TreeMap<Long, Long> endByStart = new TreeMap<>();
    private boolean full;

    /// A stretch that nothing accounts for.
    record Gap(long start, long end) {}

    /// Whether some of `start` to `end` is already accounted for.
    boolean overlaps(long start, long end) {
        Map.Entry<Long, Long> before = endByStart.lowerEntry(end);
        return before != null && before.getValue() > start && start < end;
    }

    /// Accounts for a stretch.
    void add(long start, long end) {
        if (end <= start || full) {
            return;
        }
        long from = start;
        long to = end;
        Map.Entry<Long, Long> near = endByStart.floorEntry(end + SLACK_BYTES);
        while (near != null && near.getValue() + SLACK_BYTES >= start) {
            from = Math.min(from, near.getKey());
            to = Math.max(to, near.getValue());
            endByStart.remove(near.getKey());
            near = endByStart.floorEntry(end + SLACK_BYTES);
        }
        endByStart.put(from, to);
        full = endByStart.size() > STRETCHES_MAX;
    }

    /// Whether there were too many to keep, so that gaps are not known.
    boolean isFull() {
        return full;
    }

    /// What is not accounted for, before `size`.
    List<Gap> gaps(long size) {
        List<Gap> gaps = new ArrayList<>();
        long from = 0;
        for (Map.Entry<Long, Long> stretch : endByStart.entrySet()) {
            if (stretch.getKey() - from > SLACK_BYTES) {
                gaps.add(new Gap(from, Math.min(size, stretch.getKey())));
            }
            from = Math.max(from, stretch.getValue());
        }
        if (size - from > SLACK_BYTES) {
            gaps.add(new Gap(from, size));
        }
        return gaps;
    }
}
