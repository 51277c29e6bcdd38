package dev.mangrove.scan.lead;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.stream.Collectors;

/// Ranks the stacks of a workspace: table `lead`. All work is done by set in the database.
///
/// Order: the tier, then more reasons first, then more pixels, then the stack's name.
public final class Leads {

    /// A picture with a shorter side than this never leads.
    static final int SIDE_PIXELS_MIN = 96;

    private Leads() {}

    /// Replaces nothing: the table must be empty.
    ///
    /// @param connection on which the stacks have been built
    public static void rank(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            drop(statement);
            findHits(statement);
            weighStacks(statement);
            statement.execute("""
                    CREATE TEMP TABLE lead_reason (
                      stack_id INTEGER, rule TEXT, text TEXT NOT NULL, PRIMARY KEY (stack_id, rule)) WITHOUT ROWID""");
            KnownRules.apply(statement);
            BesideRules.apply(connection);
            CameraRule.apply(statement);
            settleTiers(statement);
            write(statement);
            drop(statement);
        }
    }

    private static void drop(Statement statement) throws SQLException {
        statement.execute("DROP TABLE IF EXISTS temp.lead_hit");
        statement.execute("DROP TABLE IF EXISTS temp.lead_stack");
        statement.execute("DROP TABLE IF EXISTS temp.lead_reason");
    }

    /// Contents on which a list alerts.
    private static void findHits(Statement statement) throws SQLException {
        statement.execute("CREATE TEMP TABLE lead_hit (content_id INTEGER PRIMARY KEY, exact INTEGER NOT NULL)");
        statement.execute("""
                INSERT INTO temp.lead_hit
                SELECT content_id, max(kind = 'exact') FROM temp.content_match
                 WHERE role = 'alert' GROUP BY content_id""");
    }

    /// The stacks that may lead: not all known good, and large enough or no picture at all.
    private static void weighStacks(Statement statement) throws SQLException {
        statement.execute("""
                CREATE TEMP TABLE lead_stack (
                  stack_id INTEGER PRIMARY KEY, exact INTEGER NOT NULL, near INTEGER NOT NULL, others INTEGER NOT NULL,
                  tier INTEGER)""");
        statement.execute("""
                INSERT INTO temp.lead_stack (stack_id, exact, near, others)
                SELECT sc.stack_id,
                       total(h.exact = 1),
                       total(h.exact = 0),
                       total(h.exact IS NULL AND k.content_id IS NULL)
                  FROM temp.stack_content sc
                  JOIN temp.content c ON c.id = sc.content_id
                  LEFT JOIN temp.lead_hit h ON h.content_id = sc.content_id
                  LEFT JOIN temp.content_known_good k ON k.content_id = sc.content_id
                 GROUP BY sc.stack_id
                HAVING total(k.content_id IS NULL) > 0
                   AND (max(k.content_id IS NULL AND min(c.width, c.height) >= %s) = 1
                        OR max(c.picture_item IS NOT NULL) = 0)""".formatted(SIDE_PIXELS_MIN));
    }

    private static void settleTiers(Statement statement) throws SQLException {
        statement.execute("""
                UPDATE temp.lead_stack SET tier = CASE
                  WHEN near > 0 OR (exact > 0 AND others > 0) THEN %s
                  WHEN exact > 0 THEN %s
                  WHEN EXISTS (SELECT 1 FROM temp.lead_reason r WHERE r.stack_id = lead_stack.stack_id
                                  AND r.rule IN (%s)) THEN %s
                  WHEN EXISTS (SELECT 1 FROM temp.lead_reason r WHERE r.stack_id = lead_stack.stack_id
                                  AND r.rule = '%s') THEN %s
                  ELSE %s END""".formatted(
                        Tier.NEAR_KNOWN.ordinal(),
                        Tier.EXACT_KNOWN.ordinal(),
                        BesideRules.NAMES.stream().map(rule -> "'" + rule + "'").collect(Collectors.joining(", ")),
                        Tier.BESIDE_KNOWN.ordinal(),
                        CameraRule.NAME,
                        Tier.CAMERA_ORIGINAL.ordinal(),
                        Tier.UNSEEN.ordinal()));
        statement.execute("""
                INSERT INTO temp.lead_reason
                SELECT l.stack_id, 'unseen', 'no list alerts on it; items: ' || s.items
                  FROM temp.lead_stack l JOIN stack s ON s.id = l.stack_id WHERE l.tier = %s""".formatted(Tier.UNSEEN.ordinal()));
    }

    private static void write(Statement statement) throws SQLException {
        String tierNames = Arrays.stream(Tier.values())
                .map(tier -> "WHEN " + tier.ordinal() + " THEN '" + tier.label() + "'")
                .collect(Collectors.joining(" "));
        statement.execute("""
                INSERT INTO lead (rank, stack_id, tier, shown, reasons)
                SELECT row_number() OVER (ORDER BY l.tier, told.reasons DESC, pixels DESC, s.name),
                       l.stack_id, CASE l.tier %s END, l.tier <> %s, told.texts
                  FROM (SELECT l.stack_id, l.tier, ifnull(max(i.width * i.height), 0) AS pixels
                          FROM temp.lead_stack l JOIN stack s ON s.id = l.stack_id
                          JOIN item i ON i.id = s.representative_item_id
                         GROUP BY l.stack_id) l
                  JOIN stack s ON s.id = l.stack_id
                  JOIN (SELECT stack_id, count(*) AS reasons,
                               json_group_array(json_object('rule', rule, 'text', text) ORDER BY rule) AS texts
                          FROM temp.lead_reason GROUP BY stack_id) told ON told.stack_id = l.stack_id
                 ORDER BY 1""".formatted(tierNames, Tier.EXACT_KNOWN.ordinal()));
    }
}
