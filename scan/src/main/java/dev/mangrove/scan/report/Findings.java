package dev.mangrove.scan.report;

import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The counts that a reader wants first. Matches with known good lists are no findings; they are
/// counted apart.
///
/// @param exactItems items with an exact match
/// @param nearItems items with a near match and no exact one
/// @param md5AloneItems items whose only exact matches rest on MD5 alone
/// @param knownGoodItems items that known good lists filter out
/// @param leadsByTier stacks to look at, in the order of the leads
/// @param leadsKnown stacks that are exactly known and not listed by default
/// @param matched whether matching has been done at all
record Findings(
        long exactItems,
        long nearItems,
        long md5AloneItems,
        long knownGoodItems,
        long stacks,
        Map<String, Long> leadsByTier,
        long leadsKnown,
        boolean matched,
        Optional<String> resultDigest) {

    /// Restricts `match` to what is not known good.
    static final String NOT_GOOD = "role <> 'knownGood'";

    static Findings read(ReportSource source) throws SQLException, IOException {
        Optional<String> summary = source.text("SELECT value FROM result WHERE name = 'summary'");
        long exact = source.count("SELECT count(DISTINCT item_id) FROM match WHERE kind = 'exact' AND " + NOT_GOOD);
        long near = source.count("SELECT count(*) FROM (SELECT item_id FROM match WHERE " + NOT_GOOD
                + " GROUP BY item_id HAVING sum(kind = 'exact') = 0)");
        long md5Alone = source.count("SELECT count(*) FROM (SELECT item_id FROM match WHERE kind = 'exact' AND "
                + NOT_GOOD + " GROUP BY item_id HAVING sum(digest_kind <> 'md5') = 0)");
        return new Findings(
                exact,
                near,
                md5Alone,
                source.count("SELECT count(*) FROM known_good"),
                source.count("SELECT count(*) FROM stack"),
                leadsByTier(source),
                source.count("SELECT count(*) FROM lead WHERE shown = 0"),
                summary.isPresent(),
                summary.map(JsonText::object).map(fields -> fields.get("resultDigest")));
    }

    private static Map<String, Long> leadsByTier(ReportSource source) throws SQLException, IOException {
        Map<String, Long> tiers = new LinkedHashMap<>();
        source.forEach(
                "SELECT tier, count(*) FROM lead WHERE shown = 1 GROUP BY tier ORDER BY min(rank)",
                row -> tiers.put(row.getString(1), row.getLong(2)));
        return tiers;
    }

    long leadsShown() {
        return leadsByTier.values().stream().mapToLong(Long::longValue).sum();
    }

    long knownItems() {
        return exactItems + nearItems;
    }
}
