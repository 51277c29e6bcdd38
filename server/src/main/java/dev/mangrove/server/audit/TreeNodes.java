package dev.mangrove.server.audit;

import java.util.ArrayList;
import java.util.List;

/// Gives the hashes of complete subtrees, and so every hash that a proof needs.
interface TreeNodes {

    /// The root over the `2^height` leaves from `index * 2^height` on; all of them are in the tree.
    TreeHash node(int height, long index);

    /// The root over the leaves from `start` to before `end`, as RFC 9162 writes `MTH(D[start:end])`. The start is
    /// a multiple of the largest power of two below the length, as it is in every proof.
    default TreeHash range(long start, long end) {
        long length = end - start;
        if (length == 0) {
            return TreeHash.EMPTY;
        }
        if (Long.bitCount(length) == 1) {
            int height = Long.numberOfTrailingZeros(length);
            return node(height, start >> height);
        }
        long split = start + Long.highestOneBit(length - 1);
        return TreeHash.ofNode(range(start, split), range(split, end));
    }

    /// The peaks of a tree of this size, largest first.
    default List<TreeHash> peaks(long size) {
        List<TreeHash> peaks = new ArrayList<>();
        long start = 0;
        for (long rest = size; rest != 0; rest ^= Long.highestOneBit(rest)) {
            int height = 63 - Long.numberOfLeadingZeros(rest);
            peaks.add(node(height, start >> height));
            start += 1L << height;
        }
        return peaks;
    }
}
