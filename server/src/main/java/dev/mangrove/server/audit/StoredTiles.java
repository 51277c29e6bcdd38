package dev.mangrove.server.audit;

import java.util.Arrays;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Tiles as the database has them: the newest state of each, of which every earlier one is a beginning.
///
/// @param jdbc of the running transaction
record StoredTiles(JdbcClient jdbc) implements TileReader {

    @Override
    public Tile tile(int level, long index, int width) {
        byte[] hashes = jdbc.sql("SELECT hashes FROM audit.tiles WHERE level = ? AND index = ?")
                .param(level)
                .param(index)
                .query(byte[].class)
                .optional()
                .filter(stored -> stored.length >= width * TreeHash.BYTES)
                .orElseThrow(() -> new BrokenLogException(
                        "tile " + index + " of level " + level + " of the audit log is missing or too short"));
        return new Tile(level, index, Arrays.copyOf(hashes, width * TreeHash.BYTES));
    }
}
