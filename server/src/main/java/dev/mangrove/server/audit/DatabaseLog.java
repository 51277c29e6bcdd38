package dev.mangrove.server.audit;

import dev.mangrove.server.database.RoleTransactions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The log as the database has it, up to the checkpoint that was the newest when this was made. What is stored is
/// given as it is, however damaged.
final class DatabaseLog implements ReadableLog {

    private static final int NOTES_AT_ONCE = 1000;

    /// Stands for a row that no entry could be made of; it hashes to nothing that was recorded.
    private static final byte[] UNREADABLE = {'?'};

    private final RoleTransactions transactions;
    private final Optional<String> newest;
    private final long newestSize;

    /// One entry and its opening at their place.
    private record Placed(long index, byte[] entry, String opening) {}

    DatabaseLog(RoleTransactions transactions) {
        this.transactions = transactions;
        List<Note> notes = transactions.read(
                jdbc -> jdbc.sql("SELECT size, note FROM audit.checkpoints ORDER BY size DESC LIMIT 1")
                        .query(DatabaseLog::note)
                        .list());
        this.newest = notes.stream().map(Note::note).findFirst();
        this.newestSize = notes.stream().mapToLong(Note::size).findFirst().orElse(0);
    }

    private record Note(long size, String note) {}

    private static Note note(java.sql.ResultSet row, int number) throws java.sql.SQLException {
        return new Note(row.getLong("size"), row.getString("note"));
    }

    @Override
    public Optional<String> checkpoint() {
        return newest;
    }

    @Override
    public NoteReader keptCheckpoints() {
        return new NoteReader() {
            private List<Note> page = List.of();
            private int next;
            private long after = -1;

            @Override
            public Optional<String> next() {
                if (next == page.size()) {
                    page = transactions.read(jdbc -> notesAfter(jdbc, after));
                    next = 0;
                }
                if (page.isEmpty()) {
                    return Optional.empty();
                }
                Note note = page.get(next++);
                after = note.size();
                return Optional.of(note.note());
            }

            @Override
            public void close() {}
        };
    }

    private List<Note> notesAfter(JdbcClient jdbc, long after) {
        return jdbc.sql("SELECT size, note FROM audit.checkpoints WHERE size > ? AND size <= ? ORDER BY size LIMIT ?")
                .param(after)
                .param(newestSize)
                .param(NOTES_AT_ONCE)
                .query(DatabaseLog::note)
                .list();
    }

    @Override
    public Optional<byte[]> tile(int level, long index, int width) {
        int bytes = width * TreeHash.BYTES;
        return transactions.read(jdbc -> jdbc.sql("SELECT hashes FROM audit.tiles WHERE level = ? AND index = ?")
                .param(level)
                .param(index)
                .query(byte[].class)
                .optional()
                .filter(stored -> stored.length >= bytes)
                .map(stored -> Arrays.copyOf(stored, bytes)));
    }

    @Override
    public Optional<byte[]> entries(long index, int width) {
        List<Placed> rows = rows(index, width);
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        List<byte[]> entries = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            entries.add(new byte[0]);
        }
        for (Placed row : rows) {
            int place = (int) (row.index() - index * Tile.WIDTH);
            // Two rows at one place are none that could be told from the other.
            entries.set(place, entries.get(place).length == 0 ? row.entry() : UNREADABLE);
        }
        return Optional.of(new EntryBundle(entries, true).bytes());
    }

    @Override
    public Optional<String> openings(long index, int width) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            lines.add(Opening.NONE.line());
        }
        rows(index, width).forEach(row -> lines.set((int) (row.index() - index * Tile.WIDTH), row.opening()));
        return Optional.of(lines.stream().collect(Collectors.joining("\n", "", "\n")));
    }

    private List<Placed> rows(long index, int width) {
        long start = index * Tile.WIDTH;
        return transactions.read(jdbc -> jdbc.sql("SELECT e.*, o.person, o.person_salt, o.words_salt, o.reason,"
                        + " o.recipient, o.detail FROM audit.entries e LEFT JOIN audit.openings o USING (index, agency)"
                        + " WHERE e.index >= ? AND e.index < ? ORDER BY e.index")
                .param(start)
                .param(start + width)
                .query((row, number) -> new Placed(
                        row.getLong("index"),
                        encoded(EntryRow.text(row)),
                        EntryRow.opening(row).line()))
                .list());
    }

    private static byte[] encoded(EntryText text) {
        try {
            return text.encode();
        } catch (IllegalArgumentException tooLong) {
            return UNREADABLE;
        }
    }

    @Override
    public boolean hasOpenings() {
        return true;
    }

    @Override
    public List<String> strays(long size) {
        return transactions.read(jdbc -> {
            List<String> strays = new ArrayList<>();
            jdbc.sql("SELECT count(*) FROM audit.entries"
                            + " WHERE index < 0 OR index >= (SELECT coalesce(max(size), 0) FROM audit.checkpoints)")
                    .query(Long.class)
                    .optional()
                    .filter(count -> count > 0)
                    .ifPresent(count -> strays.add(count + " rows of entries that no checkpoint vouches for"));
            jdbc.sql(
                            "SELECT count(*) FROM audit.openings o"
                                    + " WHERE NOT EXISTS (SELECT 1 FROM audit.entries e WHERE e.index = o.index AND e.agency = o.agency)")
                    .query(Long.class)
                    .optional()
                    .filter(count -> count > 0)
                    .ifPresent(count -> strays.add(count + " rows of openings without their entries"));
            jdbc.sql("""
                    WITH log AS (SELECT coalesce(max(size), 0) AS size FROM audit.checkpoints)
                    SELECT count(*) FROM audit.tiles, log
                    WHERE level < 0 OR level > 7 OR index < 0
                        OR length(hashes) <> 32 * least(256, greatest(0, (size >> (8 * level)) - index * 256))""")
                    .query(Long.class)
                    .optional()
                    .filter(count -> count > 0)
                    .ifPresent(count -> strays.add(count + " tiles that are longer or further than the tree"));
            return strays;
        });
    }
}
