package dev.mangrove.scan.stack;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// Builds all stacks of a workspace: tables `stack` and `stack_member`, and for the steps after it the temporary
/// table `stack_content`.
///
/// A stack holds pictures, and whatever has the same bytes. A content that is no picture, or whose picture could
/// not be seen, forms a stack where an entry that is not known good matches its bytes.
public final class Stacks {

    private static final int NAME_DIGITS = 12;

    private Stacks() {}

    /// Replaces nothing: the result tables must be empty.
    ///
    /// @param connection on which `Contents.gather` and the list matching have run
    /// @param distanceBits the largest distance of a member from its representative
    public static void build(Connection connection, int distanceBits, int threads) throws SQLException {
        build(connection, distanceBits, threads, false);
    }

    /// As above.
    ///
    /// @param isChecked whether each search is compared with every stored hash
    /// @return how many queries were compared
    /// @throws dev.mangrove.index.SearchDifferenceException where they differ
    public static long build(Connection connection, int distanceBits, int threads, boolean isChecked)
            throws SQLException {
        drop(connection);
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    CREATE TEMP TABLE stack_content (
                      content_id INTEGER PRIMARY KEY, representative_id INTEGER NOT NULL, stack_id INTEGER,
                      relation TEXT NOT NULL, distance_bits INTEGER NOT NULL, orientation TEXT)""");
        }
        long compared;
        try (Frames frames = Frames.read(connection, isChecked)) {
            write(connection, Grouping.of(connection, frames, distanceBits, threads));
            compared = frames.comparedQueries();
        }
        nameStacks(connection);
        passToItems(connection);
        return compared;
    }

    /// Removes the temporary table.
    public static void drop(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS temp.stack_content");
        }
    }

    private static void write(Connection connection, Grouping grouping) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT id FROM temp.content c
                         WHERE picture_item IS NOT NULL
                            OR EXISTS (SELECT 1 FROM temp.content_match m
                                        WHERE m.content_id = c.id AND m.kind = 'exact' AND m.role <> 'knownGood')
                         ORDER BY id""");
                PreparedStatement insert = connection.prepareStatement("""
                        INSERT INTO temp.stack_content
                          (content_id, representative_id, relation, distance_bits, orientation)
                        VALUES (?, ?, ?, ?, ?)""")) {
            while (row.next()) {
                int content = Math.toIntExact(row.getLong(1) - 1);
                int representative = grouping.representativeOf(content);
                boolean isOwn = representative == content;
                short link = grouping.linkOf(content);
                insert.setLong(1, content + 1L);
                insert.setLong(2, representative + 1L);
                insert.setString(3, isOwn ? "representative" : Link.isFrame(link) ? "frame" : "near");
                insert.setInt(4, isOwn ? 0 : Link.distanceBits(link));
                insert.setString(5, isOwn ? null : Link.orientation(link).label());
                insert.executeUpdate();
            }
        }
    }

    /// Numbers stacks in the order of their representatives. A name that two would share is given in full.
    private static void nameStacks(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS temp.stack_number");
            statement.execute("""
                    CREATE TEMP TABLE stack_number (
                      id INTEGER PRIMARY KEY, content_id INTEGER UNIQUE, digits TEXT NOT NULL)""");
            statement.execute("""
                    INSERT INTO temp.stack_number (content_id, digits)
                    SELECT c.id, lower(hex(c.sha256))
                      FROM temp.stack_content s JOIN temp.content c ON c.id = s.content_id
                     WHERE s.representative_id = s.content_id ORDER BY c.id""");
            statement.execute("""
                    UPDATE temp.stack_content SET stack_id =
                      (SELECT n.id FROM temp.stack_number n WHERE n.content_id = representative_id)""");
            statement.execute("""
                    CREATE TEMP TABLE shared_name AS
                    SELECT substr(digits, 1, %1$s) AS name FROM temp.stack_number
                     GROUP BY substr(digits, 1, %1$s) HAVING count(*) > 1""".formatted(NAME_DIGITS));
            statement.execute("""
                    INSERT INTO stack (id, name, representative_item_id, items, contents)
                    SELECT n.id,
                           CASE WHEN substr(n.digits, 1, %1$s) IN (SELECT name FROM temp.shared_name)
                                THEN n.digits ELSE substr(n.digits, 1, %1$s) END,
                           (SELECT i.id FROM temp.content_item ci JOIN item i ON i.id = ci.item_id
                             WHERE ci.content_id = n.content_id
                             ORDER BY i.state <> 'pictureExamined', i.top_path, i.sequence, i.capture_id LIMIT 1),
                           0, 0
                      FROM temp.stack_number n ORDER BY n.id""".formatted(NAME_DIGITS));
            statement.execute("DROP TABLE temp.shared_name");
            statement.execute("DROP TABLE temp.stack_number");
        }
    }

    private static void passToItems(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    INSERT INTO stack_member (item_id, stack_id, relation, distance_bits, orientation)
                    SELECT ci.item_id, sc.stack_id,
                           CASE WHEN sc.relation <> 'representative' THEN sc.relation
                                WHEN s.representative_item_id = ci.item_id THEN 'representative'
                                ELSE 'equalBytes' END,
                           sc.distance_bits, sc.orientation
                      FROM temp.stack_content sc
                      JOIN temp.content_item ci ON ci.content_id = sc.content_id
                      JOIN stack s ON s.id = sc.stack_id
                     ORDER BY 1""");
            statement.execute("""
                    UPDATE stack SET items = counted.items, contents = counted.contents
                      FROM (SELECT sc.stack_id, count(*) AS items, count(DISTINCT sc.content_id) AS contents
                              FROM temp.stack_content sc JOIN temp.content_item ci ON ci.content_id = sc.content_id
                             GROUP BY sc.stack_id) AS counted
                     WHERE counted.stack_id = stack.id""");
        }
    }
}
