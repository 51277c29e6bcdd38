package dev.mangrove.server.audit;

import java.util.ArrayList;
import java.util.List;

/// A growing tree that remembers only its peaks: the roots of the complete subtrees that its size is made of,
/// largest first. An append costs one hash on average and the binary logarithm of the size at most; so does the
/// root.
///
/// Not safe for use by several threads.
final class CompactRange {

    private final List<TreeHash> peaks = new ArrayList<>();
    private long size;

    /// The range of an empty tree.
    CompactRange() {}

    /// The range of a tree that stands already.
    CompactRange(long size, List<TreeHash> peaks) {
        if (size < 0 || peaks.size() != Long.bitCount(size)) {
            throw new IllegalArgumentException(
                    "a tree of " + size + " entries has " + Long.bitCount(size) + " peaks, not " + peaks.size());
        }
        this.size = size;
        this.peaks.addAll(peaks);
    }

    /// Adds one leaf at the end.
    void append(TreeHash leaf) {
        TreeHash peak = leaf;
        // Each trailing one of the size is a complete subtree as large as what was made so far.
        for (long rest = size; (rest & 1) == 1; rest >>= 1) {
            peak = TreeHash.ofNode(peaks.removeLast(), peak);
        }
        peaks.add(peak);
        size++;
    }

    long size() {
        return size;
    }

    /// The root over all leaves so far.
    TreeHash root() {
        if (peaks.isEmpty()) {
            return TreeHash.EMPTY;
        }
        TreeHash root = peaks.getLast();
        for (int i = peaks.size() - 2; i >= 0; i--) {
            root = TreeHash.ofNode(peaks.get(i), root);
        }
        return root;
    }
}
