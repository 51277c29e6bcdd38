package dev.mangrove.scan.report;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/// Asks for the container that holds an item.
final class VicsParents implements AutoCloseable {

    private final PreparedStatement parent;

    /// A container: its place and its digest.
    record Parent(Place place, String md5) {}

    VicsParents(ReportSource source) throws SQLException {
        parent = source.prepare("SELECT p.path_text, coalesce(lower(hex(p.md5)), '') FROM item i JOIN item p"
                + " ON p.capture_id = i.capture_id AND p.top_path = i.top_path AND p.sequence = i.parent_sequence"
                + " WHERE i.id = ?");
    }

    Optional<Parent> of(ItemRow item) throws SQLException {
        if (item.text("parent_sequence").isEmpty()) {
            return Optional.empty();
        }
        parent.setLong(1, item.id());
        try (ResultSet row = parent.executeQuery()) {
            return row.next()
                    ? Optional.of(new Parent(Place.of(row.getString(1)), row.getString(2)))
                    : Optional.empty();
        }
    }

    @Override
    public void close() throws SQLException {
        parent.close();
    }
}
