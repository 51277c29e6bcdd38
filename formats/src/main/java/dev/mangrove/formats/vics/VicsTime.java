package dev.mangrove.formats.vics;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A time as VICS writers write it: ISO 8601 with or without zone, seven-digit fractions, `/Date(ms)/`
/// of .NET, and `+01:00Z`, which says two things at once.
///
/// @param local date and time as written
/// @param offset from UTC, where the text says it in one way only
public record VicsTime(LocalDateTime local, Optional<ZoneOffset> offset) {

    private static final Pattern DOT_NET = Pattern.compile("/Date\\((-?\\d{1,15})([+-]\\d{4})?\\)/");
    private static final Pattern ISO = Pattern.compile(
            "(\\d{4}-\\d{2}-\\d{2})(?:[T ](\\d{2}:\\d{2})(:\\d{2})?(?:[.,](\\d{1,12}))?\\s*(Z|z|[+-]\\d{2}:?\\d{2})?(Z|z)?)?");

    /// Writes an instant as VICS 2.0 expects it.
    public static String format(Instant instant) {
        return DateTimeFormatter.ISO_INSTANT.format(instant);
    }

    /// Reads a time; empty where the text is none.
    public static Optional<VicsTime> parse(String text) {
        String stripped = text.strip();
        try {
            Matcher dotNet = DOT_NET.matcher(stripped);
            if (dotNet.matches()) {
                return Optional.of(at(Instant.ofEpochMilli(Long.parseLong(dotNet.group(1)))));
            }
            Matcher iso = ISO.matcher(stripped);
            return iso.matches() ? Optional.of(iso(iso)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static VicsTime at(Instant instant) {
        return new VicsTime(LocalDateTime.ofInstant(instant, ZoneOffset.UTC), Optional.of(ZoneOffset.UTC));
    }

    private static VicsTime iso(Matcher iso) {
        LocalDate date = LocalDate.parse(iso.group(1));
        if (iso.group(2) == null) {
            return new VicsTime(date.atStartOfDay(), Optional.empty());
        }
        String seconds = iso.group(3) == null ? ":00" : iso.group(3);
        String fraction = iso.group(4) == null ? "0" : iso.group(4);
        LocalDateTime local = LocalDateTime.parse(
                date + "T" + iso.group(2) + seconds + "." + fraction.substring(0, Math.min(9, fraction.length())));
        boolean clear = iso.group(5) != null && iso.group(6) == null;
        return new VicsTime(
                local,
                clear ? Optional.of(ZoneOffset.of(iso.group(5).toUpperCase(java.util.Locale.ROOT))) : Optional.empty());
    }

    /// The instant, where the text says its zone.
    public Optional<Instant> instant() {
        return offset.map(zone -> OffsetDateTime.of(local, zone).toInstant());
    }
}
