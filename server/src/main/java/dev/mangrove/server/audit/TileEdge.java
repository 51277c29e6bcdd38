package dev.mangrove.server.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/// The right edge of the tiles: the one unfinished tile of each level. Appending fills them, and each full one
/// adds its root to the level above. An append costs two hashes on average.
///
/// Not safe for use by several threads.
final class TileEdge {

    private final List<Row> rows = new ArrayList<>();

    /// The unfinished tile of one level.
    private static final class Row {
        private final byte[] hashes = new byte[Tile.WIDTH * TreeHash.BYTES];
        private int width;
        private long index;
        private boolean changed;
    }

    /// The edge of an empty tree.
    TileEdge() {}

    /// The edge of a tree that stands already, from its stored tiles.
    TileEdge(long size, TileReader tiles) {
        for (int level = 0; size >>> (level * 8) != 0; level++) {
            Row row = new Row();
            long hashes = size >>> (level * 8);
            row.index = hashes / Tile.WIDTH;
            row.width = (int) (hashes % Tile.WIDTH);
            if (row.width > 0) {
                byte[] stored = tiles.tile(level, row.index, row.width).hashes();
                System.arraycopy(stored, 0, row.hashes, 0, row.width * TreeHash.BYTES);
            }
            rows.add(row);
        }
    }

    /// Adds one hash at the end of level 0, and hands over each tile that became full.
    void append(TreeHash leaf, Consumer<Tile> full) {
        TreeHash hash = leaf;
        for (int level = 0; ; level++) {
            if (level == rows.size()) {
                rows.add(new Row());
            }
            Row row = rows.get(level);
            hash.copyTo(row.hashes, row.width);
            row.width++;
            row.changed = true;
            if (row.width < Tile.WIDTH) {
                return;
            }
            Tile tile = new Tile(level, row.index, row.hashes.clone());
            full.accept(tile);
            hash = tile.node(8, 0);
            row.index++;
            row.width = 0;
            row.changed = false;
        }
    }

    /// Hands over each unfinished tile that changed since the last call.
    void flush(Consumer<Tile> partial) {
        for (int level = 0; level < rows.size(); level++) {
            Row row = rows.get(level);
            if (row.changed) {
                partial.accept(new Tile(level, row.index, Arrays.copyOf(row.hashes, row.width * TreeHash.BYTES)));
                row.changed = false;
            }
        }
    }
}
