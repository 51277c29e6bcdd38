package dev.mangrove.scan.match;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/// Flags entries that match far too many different pictures to mean anything: a flat hash, a logo, a test card.
final class UnspecificEntries {

    /// An entry that matches more stacks than this is flagged.
    static final int STACKS_MAX = 100;

    private UnspecificEntries() {}

    static void flag(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    INSERT INTO unspecific_entry (hash_list_id, entry, stacks)
                    SELECT m.hash_list_id, m.entry, count(DISTINCT s.stack_id)
                      FROM temp.content_match m JOIN temp.stack_content s ON s.content_id = m.content_id
                     GROUP BY m.hash_list_id, m.entry
                    HAVING count(DISTINCT s.stack_id) > %s""".formatted(STACKS_MAX));
        }
    }
}
