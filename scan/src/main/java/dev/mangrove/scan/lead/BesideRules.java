package dev.mangrove.scan.lead;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// Reasons that come from lying beside a hit: in the same folder, from the same camera body, taken within ten
/// seconds by the same model, on the same page. They apply to stacks without a hit of their own. Each table of
/// hits holds a key once, so that a million hits in one folder cost no more than one.
final class BesideRules {

    static final List<String> NAMES = List.of("sameFolder", "sameSerial", "sameTime", "samePage");

    private static final int SECONDS_MAX = 10;

    private static final String FOLDER = "(SELECT f.folder FROM temp.item_folder f WHERE f.item_id = i.id)";
    private static final String SERIAL = "CASE WHEN length(trim(i.camera_serial)) >= 4"
            + " AND trim(trim(i.camera_serial), substr(trim(i.camera_serial), 1, 1)) <> ''"
            + " THEN lower(ifnull(i.camera_make, '') || ' ' || trim(i.camera_serial)) END";
    private static final String CAMERA = "lower(i.camera_make || ' ' || i.camera_model)";
    private static final String TAKEN =
            "CASE WHEN length(i.taken_at) >= 19 THEN unixepoch(substr(i.taken_at, 1, 19)) END";
    private static final String PAGE = "coalesce(i.page, i.uri)";

    private BesideRules() {}

    static void apply(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (hasHits(statement)) {
                ItemFolders.fill(connection);
                sameKey(statement, "sameFolder", FOLDER, "'lies in the same folder as the hit '");
                sameKey(
                        statement,
                        "sameSerial",
                        SERIAL,
                        "'names the same camera body, serial number '" + " || best.camera_serial || ', as the hit '");
                sameKey(
                        statement,
                        "samePage",
                        PAGE,
                        "'was captured on the same page, ' || best.seen || ', as the hit '");
                sameTime(statement);
                ItemFolders.drop(statement);
            }
        }
    }

    private static boolean hasHits(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT EXISTS (SELECT 1 FROM temp.lead_hit)")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /// One reason for each stack: that of its first item by path, with the first hit by path.
    private static void sameKey(Statement statement, String rule, String key, String text) throws SQLException {
        statement.execute("CREATE TEMP TABLE lead_key (seen, path TEXT, hits INTEGER)");
        statement.execute("""
                INSERT INTO temp.lead_key
                SELECT %1$s AS seen, min(i.path_text), count(*)
                  FROM temp.lead_hit h
                  JOIN temp.content_item ci ON ci.content_id = h.content_id
                  JOIN item i ON i.id = ci.item_id
                 WHERE %1$s IS NOT NULL GROUP BY 1""".formatted(key));
        statement.execute("CREATE UNIQUE INDEX temp.lead_key_seen ON lead_key (seen)");
        statement.execute("""
                INSERT INTO temp.lead_reason
                SELECT stack_id, '%s', %s || path || CASE hits WHEN 1 THEN '' ELSE ' and ' || (hits - 1) || ' more' END
                  FROM (SELECT beside.stack_id, k.seen, k.path, k.hits, i.camera_serial,
                               row_number() OVER (PARTITION BY beside.stack_id ORDER BY k.path, i.path_text) AS place
                          FROM (%s) beside
                          JOIN item i ON i.id = beside.item_id
                          JOIN temp.lead_key k ON k.seen = %s) best
                 WHERE place = 1""".formatted(rule, text, candidates(), key));
        statement.execute("DROP TABLE temp.lead_key");
    }

    /// The nearest in time; a hit and a candidate that name no offset are compared as they stand.
    private static void sameTime(Statement statement) throws SQLException {
        statement.execute("""
                CREATE TEMP TABLE lead_time (
                  camera TEXT, taken INTEGER, path TEXT, PRIMARY KEY (camera, taken)) WITHOUT ROWID""");
        statement.execute("""
                INSERT INTO temp.lead_time
                SELECT %1$s AS camera, %2$s AS taken, min(i.path_text)
                  FROM temp.lead_hit h
                  JOIN temp.content_item ci ON ci.content_id = h.content_id
                  JOIN item i ON i.id = ci.item_id
                 WHERE %1$s IS NOT NULL AND %2$s IS NOT NULL GROUP BY 1, 2""".formatted(CAMERA, TAKEN));
        statement.execute("""
                INSERT INTO temp.lead_reason
                SELECT stack_id, 'sameTime',
                       'was taken ' || seconds || ' s from the hit ' || path || ' by the same camera model, '
                         || camera_make || ' ' || camera_model
                  FROM (SELECT beside.stack_id, t.path, abs(t.taken - %2$s) AS seconds, i.camera_make, i.camera_model,
                               row_number() OVER (PARTITION BY beside.stack_id
                                                  ORDER BY abs(t.taken - %2$s), t.path, i.path_text) AS place
                          FROM (%4$s) beside
                          JOIN item i ON i.id = beside.item_id
                          JOIN temp.lead_time t
                            ON t.camera = %1$s AND t.taken BETWEEN %2$s - %3$s AND %2$s + %3$s) best
                 WHERE place = 1""".formatted(CAMERA, TAKEN, SECONDS_MAX, candidates()));
        statement.execute("DROP TABLE temp.lead_time");
    }

    /// Items that are not known good, of stacks without any hit.
    private static String candidates() {
        return """
                SELECT m.item_id, m.stack_id FROM temp.lead_stack l
                  JOIN stack_member m ON m.stack_id = l.stack_id
                 WHERE l.exact = 0 AND l.near = 0
                   AND NOT EXISTS (SELECT 1 FROM known_good g WHERE g.item_id = m.item_id)""";
    }
}
