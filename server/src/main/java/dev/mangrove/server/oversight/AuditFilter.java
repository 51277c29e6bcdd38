package dev.mangrove.server.oversight;

import dev.mangrove.server.audit.AuditQuery;
import dev.mangrove.server.console.InputException;
import dev.mangrove.server.database.PersonId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// What an auditor typed into the filters, as text; empty parts narrow nothing.
///
/// @param person id of who acted
/// @param act code of an act
/// @param from first day, in the agency's time zone
/// @param to last day
/// @param text a piece of reason, recipient or detail
/// @param after where the page before ended
public record AuditFilter(String person, String act, String from, String to, String text, String after) {

    AuditQuery query(ZoneId zone, int rows) {
        AuditQuery query = AuditQuery.newest(rows);
        if (!person.isBlank()) {
            query = query.of(new PersonId(uuid(person)));
        }
        if (!act.isBlank()) {
            query = query.withAct(act.strip());
        }
        if (!from.isBlank() || !to.isBlank()) {
            Instant first = from.isBlank() ? Instant.EPOCH : start(from, "from", zone);
            Instant end = to.isBlank()
                    ? LocalDate.of(9_999, 1, 1).atStartOfDay(zone).toInstant()
                    : day(to, "to").plusDays(1).atStartOfDay(zone).toInstant();
            query = query.between(first, end);
        }
        if (!text.isBlank()) {
            if (text.length() > 200) {
                throw new InputException("text", "oversight.filter.text");
            }
            query = query.containing(text.strip());
        }
        return cursor().map(query::behind).orElse(query);
    }

    /// Whether anything narrows the list.
    public boolean isSet() {
        return !(person.isBlank() && act.isBlank() && from.isBlank() && to.isBlank() && text.isBlank());
    }

    /// The address of the page that begins behind a row.
    public String next(AuditQuery.Cursor cursor) {
        return "/audit?" + encoded(cursor.at() + "_" + cursor.id());
    }

    /// The address of the rows as CSV.
    public String csv() {
        return "/audit.csv?" + encoded("");
    }

    private String encoded(String cursor) {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("person", person);
        parts.put("act", act);
        parts.put("from", from);
        parts.put("to", to);
        parts.put("text", text);
        parts.put("after", cursor);
        StringBuilder query = new StringBuilder();
        parts.forEach((name, value) -> {
            if (!value.isBlank()) {
                query.append(query.isEmpty() ? "" : "&")
                        .append(name)
                        .append('=')
                        .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
        });
        return query.toString();
    }

    private Optional<AuditQuery.Cursor> cursor() {
        if (after.isBlank()) {
            return Optional.empty();
        }
        int split = after.indexOf('_');
        try {
            return Optional.of(new AuditQuery.Cursor(
                    Instant.parse(after.substring(0, Math.max(split, 0))), uuid(after.substring(split + 1))));
        } catch (DateTimeException e) {
            throw new InputException("", "oversight.filter.after");
        }
    }

    private static Instant start(String text, String field, ZoneId zone) {
        return day(text, field).atStartOfDay(zone).toInstant();
    }

    private static LocalDate day(String text, String field) {
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeException e) {
            throw new InputException(field, "oversight.filter.day");
        }
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text.strip());
        } catch (IllegalArgumentException e) {
            throw new InputException("", "oversight.filter.after");
        }
    }
}
