package dev.mangrove.server.audit;

/// Up to 256 neighbouring hashes of one level of the tree, as tlog-tiles stores them. Level 0 holds the hashes of
/// entries; a hash of each level above stands for a full tile of the level below.
///
/// @param level 0..7: a log of 2^63 entries needs no more
/// @param index the tile's place in its level
/// @param hashes 1..256 hashes of 32 bytes; not copied, so that a tile may not be kept after changing it
@SuppressWarnings("ArrayRecordComponent") // Compared nowhere; a copy of 8 KB for each use would only cost.
record Tile(int level, long index, byte[] hashes) {

    /// Hashes of a full tile.
    static final int WIDTH = 256;

    Tile {
        if (hashes.length == 0 || hashes.length % TreeHash.BYTES != 0 || hashes.length > WIDTH * TreeHash.BYTES) {
            throw new IllegalArgumentException("a tile has 1 to " + WIDTH + " hashes of " + TreeHash.BYTES
                    + " bytes, not " + hashes.length + " bytes");
        }
    }

    int width() {
        return hashes.length / TreeHash.BYTES;
    }

    TreeHash hash(int position) {
        return TreeHash.of(hashes, position);
    }

    /// The root over `2^height` hashes from `position * 2^height` on.
    TreeHash node(int height, int position) {
        if (height == 0) {
            return hash(position);
        }
        return TreeHash.ofNode(node(height - 1, 2 * position), node(height - 1, 2 * position + 1));
    }

    /// How many hashes the tile at this place has in a tree of this size; 0 when the tree does not reach it.
    static int width(long size, int level, long index) {
        long hashes = level * 8 >= Long.SIZE ? 0 : size >>> (level * 8);
        return (int) Math.clamp(hashes - index * WIDTH, 0, WIDTH);
    }

    /// How many tiles, the partial one included, this level has in a tree of this size.
    static long count(long size, int level) {
        long hashes = level * 8 >= Long.SIZE ? 0 : size >>> (level * 8);
        return (hashes + WIDTH - 1) / WIDTH;
    }
}
