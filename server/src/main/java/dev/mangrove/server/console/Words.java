package dev.mangrove.server.console;

import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/// The texts of one language, and how it writes numbers and times. Immutable.
public final class Words {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xxx", Locale.ROOT);

    private final Language language;
    private final ZoneId zone;
    private final Map<String, String> texts;

    Words(Language language, ZoneId zone, Map<String, String> texts) {
        this.language = language;
        this.zone = zone;
        this.texts = texts;
    }

    public Language language() {
        return language;
    }

    /// A text with its arguments put in; see [MessageFormat].
    ///
    /// @throws IllegalArgumentException when no text has that key
    public String of(String key, Object... arguments) {
        String text = texts.get(key);
        if (text == null) {
            throw new IllegalArgumentException("no text has the key " + key);
        }
        return new MessageFormat(text, language.locale()).format(arguments);
    }

    public boolean has(String key) {
        return texts.containsKey(key);
    }

    /// The text of one of a closed set of values, such as `audit.act` and `signed-in`.
    public String name(String group, String value) {
        return of(group + "." + value);
    }

    public String number(long value) {
        return String.format(language.locale(), "%,d", value);
    }

    /// `2026-11-24 18:06:32 +07:00`
    public String moment(Instant at) {
        return MOMENT.format(at.atZone(zone)) + " " + OFFSET.format(at.atZone(zone));
    }

    public String day(LocalDate on) {
        return on.toString();
    }

    /// "3 minutes ago", for the eye; the exact time stands beside it.
    public String ago(Instant at, Instant now) {
        Duration since = Duration.between(at, now);
        if (since.isNegative()) {
            Duration until = since.negated();
            return of("console.in." + unit(until), amount(until));
        }
        return of("console.ago." + unit(since), amount(since));
    }

    private static String unit(Duration duration) {
        if (duration.toMinutes() < 1) {
            return "seconds";
        }
        if (duration.toHours() < 1) {
            return "minutes";
        }
        return duration.toDays() < 1 ? "hours" : "days";
    }

    private static long amount(Duration duration) {
        return switch (unit(duration)) {
            case "seconds" -> duration.toSeconds();
            case "minutes" -> duration.toMinutes();
            case "hours" -> duration.toHours();
            default -> duration.toDays();
        };
    }

    Words in(ZoneId otherZone) {
        return new Words(language, otherZone, texts);
    }
}
