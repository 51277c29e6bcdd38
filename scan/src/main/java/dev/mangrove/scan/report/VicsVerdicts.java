package dev.mangrove.scan.report;

import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/// What lists say of a content, as far as a VICS export may repeat it.
///
/// A category is passed on only from an exact match by SHA-256 or SHA-1, and only where all lists of this
/// workspace number their categories by one scheme: a 1 of one country is no 1 of another. MD5 alone
/// and near matches become comments for a person.
final class VicsVerdicts implements AutoCloseable {

    private static final String CERTAIN =
            "m.kind = 'exact' AND m.digest_kind IN ('sha256', 'sha1') AND m.role <> 'knownGood'";
    private static final String NUMBERED = "m.category GLOB '[0-9]*' AND m.category NOT GLOB '*[^0-9]*'"
            + " AND length(m.category) <= 3 AND CAST(m.category AS INTEGER) <= 255";

    private final String profile;
    private final PreparedStatement matches;

    VicsVerdicts(ReportSource source) throws SQLException, IOException {
        profile = profile(source);
        matches = source.prepare(
                "SELECT h.name || ' ' || h.version, m.role, m.kind, coalesce(m.digest_kind, ''), m.entry,"
                        + " m.distance_bits, coalesce(m.series, ''), CASE WHEN " + CERTAIN + " AND " + NUMBERED
                        + " THEN CAST(m.category AS INTEGER) END, " + CERTAIN
                        + " FROM match m JOIN hash_list h ON h.id = m.hash_list_id WHERE m.item_id = ?"
                        + " ORDER BY m.hash_list_id, m.entry, m.kind");
    }

    /// The profile in the context: that of the one scheme in use, else `Default`.
    String profile() {
        return profile;
    }

    boolean passesCategories() {
        return !profile.equals("Default");
    }

    private static String profile(ReportSource source) throws SQLException, IOException {
        Set<String> profiles = new LinkedHashSet<>(source.list(
                "SELECT DISTINCT lower(coalesce(h.scheme, '')) FROM hash_list h WHERE h.use = 'list' AND h.id IN"
                        + " (SELECT hash_list_id FROM match WHERE category IS NOT NULL AND role <> 'knownGood')",
                row -> profileOf(row.getString(1))));
        return profiles.size() == 1 ? profiles.iterator().next() : "Default";
    }

    private static String profileOf(String scheme) {
        return switch (scheme) {
            case "us" -> "US";
            case "uk" -> "UK";
            default -> "Default";
        };
    }

    /// How many contents get a category; the same rule as [Verdict#category], asked of the database.
    ///
    /// @param included the condition on `i` for items that are exported
    int precategorized(ReportSource source, String included) throws SQLException {
        return !passesCategories()
                ? 0
                : Math.toIntExact(source.count(
                        "SELECT count(*) FROM (SELECT i.md5 FROM match m JOIN item i ON i.id = m.item_id WHERE "
                                + CERTAIN
                                + " AND " + NUMBERED + " AND " + included
                                + " AND i.md5 NOT IN (SELECT md5 FROM item WHERE md5 IS NOT NULL GROUP BY md5"
                                + " HAVING count(DISTINCT sha256) > 1)"
                                + " GROUP BY i.md5 HAVING count(DISTINCT CAST(m.category AS INTEGER)) = 1)"));
    }

    /// Gathers what lists say of all items with one MD5.
    final class Verdict {
        private final Set<Integer> categories = new LinkedHashSet<>();
        private final Set<String> series = new LinkedHashSet<>();
        private final Set<String> lists = new LinkedHashSet<>();
        private final Set<String> remarks = new LinkedHashSet<>();

        void add(long item) throws SQLException {
            matches.setLong(1, item);
            try (ResultSet row = matches.executeQuery()) {
                while (row.next()) {
                    add(row);
                }
            }
        }

        private void add(ResultSet row) throws SQLException {
            String list = row.getString(1);
            String entry = "entry " + row.getString(5) + " of " + list;
            if (row.getString(2).equals("knownGood")) {
                remark("Known good: " + entry);
            } else if (row.getBoolean(9)) {
                if (row.getString(8) != null) {
                    categories.add(row.getInt(8));
                    lists.add(list);
                }
                if (!row.getString(7).isEmpty()) {
                    series.add(row.getString(7).replace(',', ' '));
                }
                remark("Exactly " + entry + " by " + row.getString(4).toUpperCase(Locale.ROOT));
            } else if (row.getString(3).equals("exact")) {
                remark("Exactly " + entry + " by MD5 alone: compare another digest");
            } else {
                remark("Near " + entry + " (" + row.getInt(6) + " bits): a person must confirm it");
            }
        }

        private void remark(String remark) {
            if (remarks.size() < 20) {
                remarks.add(remark);
            }
        }

        boolean hasCategory() {
            return passesCategories() && categories.size() == 1;
        }

        int category() {
            return categories.iterator().next();
        }

        String series() {
            return String.join(", ", series);
        }

        String lists() {
            return String.join(", ", lists);
        }

        String comments() {
            String conflict = categories.size() > 1 ? "Lists disagree on the category, so none is given. " : "";
            return conflict + String.join(". ", remarks);
        }
    }

    @Override
    public void close() throws SQLException {
        matches.close();
    }
}
