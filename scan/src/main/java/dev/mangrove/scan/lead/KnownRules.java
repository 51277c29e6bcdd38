package dev.mangrove.scan.lead;

import java.sql.SQLException;
import java.sql.Statement;

/// Reasons that come from a list: near an alert, equal to an alert, beside an equal one in its stack, listed but
/// not yet judged. Of several entries the nearest is told, then that of the earlier list, then the smaller id.
final class KnownRules {

    private static final String ENTRY = "'entry ' || best.entry || ' of the list ' || l.name"
            + " || ifnull(', category ' || best.category, '') || ifnull(', series ' || best.series, '')";

    private KnownRules() {}

    static void apply(Statement statement) throws SQLException {
        tell(
                statement,
                "nearAlert",
                "m.role = 'alert' AND m.kind = 'near' AND h.exact = 0",
                "best.distance_bits || ' of 256 bits from ' || " + ENTRY + " || ', and not equal to it'");
        tell(
                statement,
                "exactAlert",
                "m.role = 'alert' AND m.kind = 'exact'",
                "'equal to ' || " + ENTRY + " || ' by ' || best.digest_kind"
                        + " || CASE best.digest_kind WHEN 'md5' THEN ' alone' ELSE '' END");
        tell(
                statement,
                "unreviewed",
                "m.role = 'unreviewed'",
                "CASE best.kind WHEN 'exact' THEN 'equal to ' ELSE best.distance_bits || ' of 256 bits from ' END || "
                        + ENTRY + " || ', which nobody has judged yet'");
        statement.execute("""
                INSERT INTO temp.lead_reason
                SELECT stack_id, 'besideExact',
                       'contents that no list knows exactly: ' || cast(near + others AS INTEGER)
                         || ', in one stack with exactly known ones: ' || cast(exact AS INTEGER)
                  FROM temp.lead_stack WHERE exact > 0 AND near + others > 0""");
    }

    private static void tell(Statement statement, String rule, String which, String text) throws SQLException {
        statement.execute("""
                INSERT INTO temp.lead_reason
                SELECT best.stack_id, '%s', %s
                  FROM (SELECT sc.stack_id, m.*, row_number() OVER (
                                 PARTITION BY sc.stack_id
                                 ORDER BY m.distance_bits, m.hash_list_id, m.entry, m.kind, m.digest_kind DESC) AS place
                          FROM temp.content_match m
                          JOIN temp.stack_content sc ON sc.content_id = m.content_id
                          JOIN temp.lead_stack ls ON ls.stack_id = sc.stack_id
                          LEFT JOIN temp.lead_hit h ON h.content_id = m.content_id
                         WHERE %s) best
                  JOIN hash_list l ON l.id = best.hash_list_id
                 WHERE best.place = 1""".formatted(rule, text, which));
    }
}
