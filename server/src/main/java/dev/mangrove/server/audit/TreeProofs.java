package dev.mangrove.server.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Proofs that an entry is in a tree and that a tree only grew: made as RFC 9162, 2.1.3.1 and 2.1.4.1 define them,
/// checked by the steps of 2.1.3.2 and 2.1.4.2, which share nothing with the making.
final class TreeProofs {

    private TreeProofs() {}

    /// The hashes that lead from the leaf to the root of the tree of this size, the leaf's neighbour first.
    static List<TreeHash> inclusion(long index, long size, TreeNodes nodes) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("entry " + index + " is not in a tree of " + size + " entries");
        }
        List<TreeHash> proof = new ArrayList<>();
        include(index, 0, size, nodes, proof);
        return List.copyOf(proof);
    }

    private static void include(long index, long start, long end, TreeNodes nodes, List<TreeHash> proof) {
        if (end - start == 1) {
            return;
        }
        long split = start + Long.highestOneBit(end - start - 1);
        if (index < split) {
            include(index, start, split, nodes, proof);
            proof.add(nodes.range(split, end));
        } else {
            include(index, split, end, nodes, proof);
            proof.add(nodes.range(start, split));
        }
    }

    /// The hashes that show that the tree of the new size begins with the tree of the old one.
    static List<TreeHash> consistency(long oldSize, long newSize, TreeNodes nodes) {
        if (oldSize < 0 || oldSize > newSize) {
            throw new IllegalArgumentException("a tree of " + newSize + " entries did not grow from " + oldSize);
        }
        List<TreeHash> proof = new ArrayList<>();
        if (oldSize > 0 && oldSize < newSize) {
            prefix(oldSize, 0, newSize, true, nodes, proof);
        }
        return List.copyOf(proof);
    }

    private static void prefix(
            long oldSize, long start, long end, boolean whole, TreeNodes nodes, List<TreeHash> proof) {
        if (oldSize == end) {
            if (!whole) {
                proof.add(nodes.range(start, end));
            }
            return;
        }
        long split = start + Long.highestOneBit(end - start - 1);
        if (oldSize <= split) {
            prefix(oldSize, start, split, whole, nodes, proof);
            proof.add(nodes.range(split, end));
        } else {
            prefix(oldSize, split, end, false, nodes, proof);
            proof.add(nodes.range(start, split));
        }
    }

    /// Whether the proof leads from this leaf at this index to this root.
    static boolean includes(TreeHash leaf, long index, long size, List<TreeHash> proof, TreeHash root) {
        if (index < 0 || index >= size) {
            return false;
        }
        long node = index;
        long last = size - 1;
        TreeHash hash = leaf;
        for (TreeHash step : proof) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                hash = TreeHash.ofNode(step, hash);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                hash = TreeHash.ofNode(hash, step);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && hash.equals(root);
    }

    /// Whether the proof shows that the tree of the new checkpoint begins with that of the old one.
    static boolean grewFrom(Checkpoint old, Checkpoint later, List<TreeHash> proof) {
        if (old.size() == 0) {
            return proof.isEmpty() && old.root().equals(TreeHash.EMPTY);
        }
        if (old.size() == later.size()) {
            return proof.isEmpty() && old.root().equals(later.root());
        }
        if (old.size() > later.size() || proof.isEmpty()) {
            return false;
        }
        long node = old.size() - 1;
        long last = later.size() - 1;
        while ((node & 1) == 1) {
            node >>= 1;
            last >>= 1;
        }
        int next = 0;
        Optional<TreeHash> complete = Long.bitCount(old.size()) == 1 ? Optional.of(old.root()) : Optional.empty();
        TreeHash oldRoot = complete.orElse(proof.getFirst());
        TreeHash newRoot = oldRoot;
        if (complete.isEmpty()) {
            next = 1;
        }
        for (; next < proof.size(); next++) {
            TreeHash step = proof.get(next);
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                oldRoot = TreeHash.ofNode(step, oldRoot);
                newRoot = TreeHash.ofNode(step, newRoot);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                newRoot = TreeHash.ofNode(newRoot, step);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && oldRoot.equals(old.root()) && newRoot.equals(later.root());
    }
}
