package dev.mangrove.server.audit;

import dev.mangrove.server.database.RoleTransactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Gives unsealed rows their places: moves a batch to the end of the log, adds its leaves to the tree, and signs a
/// checkpoint, all in one transaction.
///
/// One at a time, in whichever process: a lock of the database, held for the transaction, sees to it. A row that
/// commits late is not skipped, as nothing points behind it: it lies among the unsealed ones until a batch takes
/// it. Whatever fails, the whole batch stays unsealed.
///
/// Safe for use by several threads.
final class Sealing {

    /// Rows of one batch: a checkpoint vouches for at most so many new ones.
    static final int ROWS_MAX = 1000;

    private static final long LOCK = 0x61756469744c6f67L;

    private static final String MOVE = """
            WITH moved AS (
                DELETE FROM audit.unsealed WHERE (agency, id) IN (
                    SELECT agency, id FROM audit.unsealed ORDER BY at, id LIMIT :rows) RETURNING *),
            placed AS (
                SELECT *, :size + row_number() OVER (ORDER BY at, id) - 1 AS index FROM moved),
            opened AS (
                INSERT INTO audit.openings (index, agency, person, person_salt, words_salt, reason, recipient, detail)
                SELECT index, agency, person, person_salt, words_salt, reason, recipient, detail FROM placed),
            sealed AS (
                INSERT INTO audit.entries (index, sealed_at, id, at, agency, machine, act, kind, record, case_id, purpose,
                    basis, outcome, request, marks, person_commitment, words_commitment)
                SELECT index, greatest(now(), :last), id, at, agency, machine, act, kind, record, case_id, purpose,
                    basis, outcome, request, marks, person_commitment, words_commitment FROM placed
                RETURNING *)
            SELECT * FROM sealed ORDER BY index""";

    private final RoleTransactions transactions;
    private final LogSigningKey key;
    private @Nullable Head cached;

    /// Where the log ends, with what an append needs.
    private record Head(long size, String note, CompactRange range, TileEdge edge) {}

    /// The newest checkpoint's row.
    private record Newest(long size, OffsetDateTime sealedAt, String note) {}

    Sealing(RoleTransactions transactions, LogSigningKey key) {
        this.transactions = transactions;
        this.key = key;
    }

    /// Seals one batch.
    ///
    /// @return rows that got a place; 0 when there was none, or another process is sealing
    /// @throws BrokenLogException when what is stored is not what was signed last: then nothing more is signed
    synchronized int seal() {
        // An append changes it, so that it serves one attempt only: when the transaction is run again, it is read
        // anew.
        AtomicReference<@Nullable Head> before = new AtomicReference<>(cached);
        cached = null;
        Sealed sealed = transactions.write(jdbc -> seal(jdbc, before.getAndSet(null)));
        cached = sealed.head();
        return sealed.rows();
    }

    private record Sealed(int rows, @Nullable Head head) {}

    private Sealed seal(JdbcClient jdbc, @Nullable Head before) {
        if (!jdbc.sql("SELECT pg_try_advisory_xact_lock(?)")
                .param(LOCK)
                .query(Boolean.class)
                .single()) {
            return new Sealed(0, null);
        }
        if (!jdbc.sql("SELECT EXISTS (SELECT 1 FROM audit.unsealed)")
                .query(Boolean.class)
                .single()) {
            return new Sealed(0, before);
        }
        Optional<Newest> newest = newest(jdbc);
        long size = newest.map(Newest::size).orElse(0L);
        Head head = before != null
                        && before.size() == size
                        && before.note().equals(newest.map(Newest::note).orElse(""))
                ? before
                : load(jdbc, newest);
        List<byte[]> leaves = jdbc.sql(MOVE)
                .param("rows", ROWS_MAX)
                .param("size", size)
                .param(
                        "last",
                        newest.map(Newest::sealedAt).orElse(OffsetDateTime.of(2000, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC)))
                .query((row, number) -> EntryRow.text(row).encode())
                .list();
        if (leaves.isEmpty()) {
            return new Sealed(0, head);
        }
        List<Tile> tiles = new ArrayList<>();
        for (byte[] leaf : leaves) {
            TreeHash hash = TreeHash.ofLeaf(leaf);
            head.range().append(hash);
            head.edge().append(hash, tiles::add);
        }
        head.edge().flush(tiles::add);
        store(jdbc, tiles);
        long newSize = size + leaves.size();
        String note = new Checkpoint(
                        key.publicKey().name(), newSize, head.range().root())
                .sign(key)
                .toString();
        jdbc.sql("INSERT INTO audit.checkpoints (size, sealed_at, note)"
                        + " SELECT ?, sealed_at, ? FROM audit.entries WHERE index = ?")
                .param(newSize)
                .param(note)
                .param(newSize - 1)
                .update();
        return new Sealed(leaves.size(), new Head(newSize, note, head.range(), head.edge()));
    }

    private static void store(JdbcClient jdbc, List<Tile> tiles) {
        for (Tile tile : tiles) {
            jdbc.sql("INSERT INTO audit.tiles (level, index, hashes) VALUES (?, ?, ?)"
                            + " ON CONFLICT (level, index) DO UPDATE SET hashes = excluded.hashes")
                    .param(tile.level())
                    .param(tile.index())
                    .param(tile.hashes())
                    .update();
        }
    }

    private static Optional<Newest> newest(JdbcClient jdbc) {
        return jdbc.sql("SELECT size, sealed_at, note FROM audit.checkpoints ORDER BY size DESC LIMIT 1")
                .query(Sealing::read)
                .optional();
    }

    private static Newest read(ResultSet row, int number) throws SQLException {
        return new Newest(row.getLong("size"), row.getObject("sealed_at", OffsetDateTime.class), row.getString("note"));
    }

    /// Reads the end of the log, and goes on only from what our own key vouches for.
    private Head load(JdbcClient jdbc, Optional<Newest> newest) {
        boolean more = jdbc.sql("SELECT EXISTS (SELECT 1 FROM audit.entries WHERE index >= ?)")
                .param(newest.map(Newest::size).orElse(0L))
                .query(Boolean.class)
                .single();
        if (more) {
            throw new BrokenLogException("the audit log has entries that no checkpoint vouches for");
        }
        if (newest.isEmpty()) {
            return new Head(0, "", new CompactRange(), new TileEdge());
        }
        long size = newest.get().size();
        Checkpoint checkpoint = Anchors.signed(newest.get().note(), key.publicKey())
                .filter(signed -> signed.size() == size)
                .orElseThrow(() -> new BrokenLogException("the newest checkpoint of the audit log is not signed by the"
                        + " key " + key.publicKey().name() + " of this server"));
        TileReader tiles = new StoredTiles(jdbc);
        CompactRange range = new CompactRange(size, tiles.nodes(size).peaks(size));
        if (!range.root().equals(checkpoint.root())) {
            throw new BrokenLogException(
                    "the stored tree of the audit log has another root than its newest checkpoint");
        }
        return new Head(size, newest.get().note(), range, new TileEdge(size, tiles));
    }
}
