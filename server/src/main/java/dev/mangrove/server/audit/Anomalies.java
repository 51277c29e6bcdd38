package dev.mangrove.server.audit;

import dev.mangrove.server.database.Actor;
import dev.mangrove.server.database.AgencyTransactions;
import dev.mangrove.server.database.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Looks for what is worth a question in an agency's sealed entries, by the rules of [Anomaly.Rule].
public final class Anomalies {

    /// How many times the usual is told, unless an agency sets another factor.
    public static final double FACTOR = 4;

    static final int VOLUME_MIN = 20;
    private static final int OWN_DAYS = 30;
    private static final int OWN_DAYS_MIN = 5;

    private static final String DAYS = """
            SELECT o.person, (e.at AT TIME ZONE :zone)::date AS day, count(*) AS acts
            FROM audit.entries e JOIN audit.openings o USING (index, agency)
            WHERE o.person IS NOT NULL AND e.at >= (:from::date::timestamp AT TIME ZONE :zone)
                AND e.at < ((:to::date + 1)::timestamp AT TIME ZONE :zone)
            GROUP BY 1, 2""";

    /// A night belongs to the day on which it began, six hours back from its end.
    private static final String NIGHTS = """
            SELECT o.person, ((e.at AT TIME ZONE :zone) - interval '6 hours')::date AS day, count(*) AS acts
            FROM audit.entries e JOIN audit.openings o USING (index, agency)
            WHERE o.person IS NOT NULL AND e.at >= (:from::date::timestamp AT TIME ZONE :zone)
                AND e.at < ((:to::date + 1)::timestamp AT TIME ZONE :zone)
                AND (extract(hour FROM e.at AT TIME ZONE :zone) >= 22
                    OR extract(hour FROM e.at AT TIME ZONE :zone) < 6)
            GROUP BY 1, 2""";

    private static final String OWN_NAMES = """
            SELECT o.person, (e.at AT TIME ZONE :zone)::date AS day, count(*) AS acts
            FROM audit.entries e JOIN audit.openings o USING (index, agency)
            WHERE o.person IS NOT NULL AND e.marks = 'ownName'
                AND e.at >= (:from::date::timestamp AT TIME ZONE :zone)
                AND e.at < ((:to::date + 1)::timestamp AT TIME ZONE :zone)
            GROUP BY 1, 2""";

    private final AgencyTransactions agencies;

    Anomalies(AgencyTransactions agencies) {
        this.agencies = agencies;
    }

    /// How many acts a person did on a day or in a night.
    private record Count(PersonId person, LocalDate day, long acts) {}

    /// What the rules raise between two days, both included, the newest first.
    ///
    /// @param zone of the agency
    /// @param factor how many times the usual is too much
    public List<Anomaly> between(Actor actor, LocalDate first, LocalDate last, ZoneId zone, double factor) {
        return agencies.read(actor, jdbc -> {
            List<Anomaly> found = new ArrayList<>();
            for (Count night : counts(jdbc, NIGHTS, first, last, zone)) {
                found.add(new Anomaly(Anomaly.Rule.NIGHT_USE, night.person(), night.day(), night.acts(), 0));
            }
            for (Count search : counts(jdbc, OWN_NAMES, first, last, zone)) {
                found.add(new Anomaly(Anomaly.Rule.OWN_NAME, search.person(), search.day(), search.acts(), 0));
            }
            List<Count> days = counts(jdbc, DAYS, first.minusDays(OWN_DAYS), last, zone);
            for (Count day : days) {
                double usual = usual(day, days);
                if (!day.day().isBefore(first) && day.acts() >= VOLUME_MIN && day.acts() > factor * usual) {
                    found.add(new Anomaly(Anomaly.Rule.VOLUME, day.person(), day.day(), day.acts(), usual));
                }
            }
            found.sort(Comparator.comparing(Anomaly::day).reversed().thenComparing(Anomaly::rule));
            return List.copyOf(found);
        });
    }

    private static double usual(Count asked, List<Count> days) {
        List<Long> own = days.stream()
                .filter(day -> day.person().equals(asked.person()))
                .filter(day -> day.day().isBefore(asked.day())
                        && !day.day().isBefore(asked.day().minusDays(OWN_DAYS)))
                .map(Count::acts)
                .toList();
        if (own.size() >= OWN_DAYS_MIN) {
            return median(own);
        }
        return median(days.stream()
                .filter(day -> day.day().equals(asked.day()))
                .map(Count::acts)
                .toList());
    }

    static double median(List<Long> values) {
        List<Long> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2.0;
    }

    private static List<Count> counts(JdbcClient jdbc, String sql, LocalDate from, LocalDate to, ZoneId zone) {
        return jdbc.sql(sql)
                .param("zone", zone.getId())
                .param("from", from)
                .param("to", to)
                .query(Anomalies::count)
                .list();
    }

    private static Count count(ResultSet row, int number) throws SQLException {
        return new Count(
                new PersonId(row.getObject("person", UUID.class)),
                row.getObject("day", LocalDate.class),
                row.getLong("acts"));
    }
}
