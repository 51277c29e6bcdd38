package dev.mangrove.server.audit;

/// Reads stored tiles, and so gives every hash of the tree of one size.
interface TileReader {

    /// The tile at this place, with the first `width` of its hashes.
    Tile tile(int level, long index, int width);

    /// The hashes of complete subtrees of a tree of this size, read from these tiles.
    default TreeNodes nodes(long size) {
        return (height, index) -> {
            int level = height / 8;
            int within = height % 8;
            long tileIndex = index >> (8 - within);
            Tile tile = tile(level, tileIndex, Tile.width(size, level, tileIndex));
            return tile.node(within, (int) (index & ((1L << (8 - within)) - 1)));
        };
    }
}
