package dev.mangrove.server.audit;

import java.util.List;

/// The tree as RFC 9162, 2.1.1 defines it, word for word: the slow, clear oracle.
final class PlainTree {

    private PlainTree() {}

    static TreeHash root(List<TreeHash> leaves) {
        if (leaves.isEmpty()) {
            return TreeHash.EMPTY;
        }
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int k = 1;
        while (k * 2 < leaves.size()) {
            k *= 2;
        }
        return TreeHash.ofNode(root(leaves.subList(0, k)), root(leaves.subList(k, leaves.size())));
    }

    static TreeNodes nodes(List<TreeHash> leaves) {
        return (height, index) -> root(leaves.subList((int) (index << height), (int) ((index + 1) << height)));
    }
}
