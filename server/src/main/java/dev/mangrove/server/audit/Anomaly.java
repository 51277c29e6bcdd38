package dev.mangrove.server.audit;

import dev.mangrove.server.database.PersonId;
import java.time.LocalDate;

/// Something worth a question, told with the rule that raised it. It says nothing of why it happened, and there is
/// no score of a person.
///
/// @param rule that raised it
/// @param person whom to ask
/// @param day in the agency's own time zone; for a night, the day on which it began
/// @param count acts of that day or night
/// @param usual with which `count` was compared; 0 where the rule compares with nothing
public record Anomaly(Rule rule, PersonId person, LocalDate day, long count, double usual) {

    /// The rules, as they are told to who reads them.
    public enum Rule {
        /// An act between 22:00 and 06:00 of the agency's time zone.
        NIGHT_USE,
        /// Every word of one of the person's own names occurs in what the person searched for.
        OWN_NAME,
        /// More acts on a day than `factor` times the median of the person's own active days among the 30 before;
        /// where there are fewer than five of those, than `factor` times the median of all persons on that day.
        /// Never below 20 acts.
        VOLUME
    }
}
