package dev.mangrove.server.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Turns a row of `audit.entries` into the entry's text, and of `audit.openings` into its opening. Whatever a row
/// holds, even what our own code would never write, has exactly one text; so a changed column is a changed leaf.
final class EntryRow {

    private EntryRow() {}

    static EntryText text(ResultSet row) throws SQLException {
        Map<EntryLine, String> values = new EnumMap<>(EntryLine.class);
        put(values, EntryLine.ID, string(row, "id"));
        put(values, EntryLine.AT, time(row, "at"));
        put(values, EntryLine.SEALED, time(row, "sealed_at"));
        put(values, EntryLine.AGENCY, string(row, "agency"));
        put(values, EntryLine.PERSON, base64(row, "person_commitment"));
        put(values, EntryLine.MACHINE, string(row, "machine"));
        put(values, EntryLine.ACT, string(row, "act"));
        put(values, EntryLine.KIND, string(row, "kind"));
        put(values, EntryLine.RECORD, string(row, "record"));
        put(values, EntryLine.CASE, string(row, "case_id"));
        put(values, EntryLine.PURPOSE, string(row, "purpose"));
        put(values, EntryLine.BASIS, string(row, "basis"));
        put(values, EntryLine.WORDS, base64(row, "words_commitment"));
        put(values, EntryLine.OUTCOME, string(row, "outcome"));
        put(values, EntryLine.REQUEST, string(row, "request"));
        put(values, EntryLine.MARKS, string(row, "marks"));
        return new EntryText(values);
    }

    static Opening opening(ResultSet row) throws SQLException {
        return new Opening(
                Optional.ofNullable(row.getBytes("person_salt")),
                string(row, "person"),
                Optional.ofNullable(row.getBytes("words_salt")),
                string(row, "reason"),
                string(row, "recipient"),
                string(row, "detail"));
    }

    static Optional<UUID> uuid(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, UUID.class));
    }

    static Optional<String> string(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    private static Optional<String> time(ResultSet row, String column) throws SQLException {
        @Nullable Timestamp timestamp = row.getTimestamp(column);
        return Optional.ofNullable(timestamp).map(time -> EntryText.time(time.toInstant()));
    }

    private static Optional<String> base64(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getBytes(column))
                .map(bytes -> Base64.getEncoder().encodeToString(bytes));
    }

    private static void put(Map<EntryLine, String> values, EntryLine line, Optional<String> value) {
        value.ifPresent(text -> values.put(line, text));
    }
}
