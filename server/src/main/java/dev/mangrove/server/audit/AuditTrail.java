package dev.mangrove.server.audit;

import dev.mangrove.server.database.Actor;
import dev.mangrove.server.database.AgencyTransactions;
import dev.mangrove.server.database.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Reads an agency's entries: sealed ones, and those of the last second that are not yet. Safe for use by several
/// threads. To read is an act too: who shows the rows records [AuditsOwnAct#ENTRIES_READ] in the same transaction.
public final class AuditTrail {

    private static final String COLUMNS = "%1$s.id, %1$s.at, %1$s.machine, %1$s.act, %1$s.kind, %1$s.record,"
            + " %1$s.case_id, %1$s.purpose, %1$s.basis, %1$s.outcome, %1$s.request, %1$s.marks,"
            + " %1$s.person_commitment, %1$s.words_commitment, %2$s.person, %2$s.reason, %2$s.recipient, %2$s.detail";

    /// How far the time in an entry's id, by the server's clock, may lie from the entry's, by the database's.
    static final Duration CLOCKS = Duration.ofHours(1);

    private final AgencyTransactions agencies;

    AuditTrail(AgencyTransactions agencies) {
        this.agencies = agencies;
    }

    /// A page of what was asked for, the newest first.
    public List<AuditRow> find(Actor actor, AuditQuery query) {
        Map<String, Object> parameters = new HashMap<>();
        String sql = "SELECT * FROM ((" + part("NULL::bigint AS index", "u", "u", "audit.unsealed u", query, parameters)
                + ") UNION ALL ("
                + part(
                        "e.index",
                        "e",
                        "o",
                        "audit.entries e JOIN audit.openings o USING (index, agency)",
                        query,
                        parameters)
                + ")) both_kinds ORDER BY at DESC, id DESC LIMIT :rows";
        return agencies.read(
                actor,
                jdbc -> jdbc.sql(sql).params(parameters).query(AuditTrail::row).list());
    }

    /// One entry.
    public Optional<AuditRow> find(Actor actor, UUID id) {
        return agencies.read(
                actor,
                jdbc -> jdbc.sql(
                                "SELECT NULL::bigint AS index, " + COLUMNS.formatted("u", "u")
                                        + " FROM audit.unsealed u WHERE u.id = :id UNION ALL SELECT e.index, "
                                        + COLUMNS.formatted("e", "o")
                                        + " FROM audit.entries e JOIN audit.openings o USING (index, agency) WHERE e.id = :id LIMIT 1")
                        .param("id", id)
                        .query(AuditTrail::row)
                        .optional());
    }

    private static String part(
            String index, String entry, String opening, String tables, AuditQuery query, Map<String, Object> values) {
        List<String> conditions = new ArrayList<>(List.of("true"));
        query.person().ifPresent(person -> {
            conditions.add(opening + ".person = :person");
            values.put("person", person.value());
        });
        query.record().ifPresent(id -> {
            conditions.add(entry + ".record = :record");
            values.put("record", id);
        });
        query.caseId().ifPresent(id -> {
            conditions.add(entry + ".case_id = :case");
            values.put("case", id);
        });
        query.act().ifPresent(code -> {
            conditions.add(entry + ".act = :act");
            values.put("act", code);
        });
        query.from().ifPresent(from -> {
            conditions.add(entry + ".at >= :from");
            values.put("from", utc(from));
        });
        query.before().ifPresent(end -> {
            conditions.add(entry + ".at < :before");
            values.put("before", utc(end));
        });
        query.text().ifPresent(text -> {
            conditions.add("concat_ws(' ', %1$s.reason, %1$s.recipient, %1$s.detail) ILIKE :text".formatted(opening));
            values.put("text", "%" + text.replaceAll("([\\\\%_])", "\\\\$1") + "%");
        });
        query.after().ifPresent(cursor -> {
            conditions.add("(%1$s.at, %1$s.id) < (:cursorAt, :cursorId)".formatted(entry));
            values.put("cursorAt", utc(cursor.at()));
            values.put("cursorId", cursor.id());
        });
        values.put("rows", query.rows());
        return "SELECT " + index + ", " + COLUMNS.formatted(entry, opening) + " FROM " + tables + " WHERE "
                + String.join(" AND ", conditions)
                + " ORDER BY %1$s.at DESC, %1$s.id DESC LIMIT :rows".formatted(entry);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static AuditRow row(ResultSet row, int number) throws SQLException {
        Optional<PersonId> person = EntryRow.uuid(row, "person").map(PersonId::new);
        AuditRow.Why why = new AuditRow.Why(
                EntryRow.string(row, "purpose"),
                EntryRow.string(row, "reason"),
                EntryRow.string(row, "basis"),
                EntryRow.string(row, "recipient"),
                EntryRow.string(row, "detail"));
        Timestamp at = row.getTimestamp("at");
        return new AuditRow(
                row.getObject("id", UUID.class),
                Optional.ofNullable(row.getObject("index", Long.class)),
                at.toInstant(),
                person,
                EntryRow.string(row, "machine"),
                row.getString("act"),
                new RecordRef(row.getString("kind"), row.getString("record")),
                EntryRow.uuid(row, "case_id"),
                why,
                row.getString("outcome").equals(Outcome.REFUSED.word()) ? Outcome.REFUSED : Outcome.DONE,
                EntryRow.uuid(row, "request"),
                EntryRow.string(row, "marks").filter(OwnName.MARK::equals).isPresent(),
                row.getBytes("person_commitment") != null && person.isEmpty(),
                row.getBytes("words_commitment") != null
                        && why.reason().isEmpty()
                        && why.recipient().isEmpty()
                        && why.detail().isEmpty());
    }
}
