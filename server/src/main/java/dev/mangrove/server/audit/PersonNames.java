package dev.mangrove.server.audit;

import dev.mangrove.server.database.PersonId;
import java.util.List;

/// Tells the names of a person of the running transaction's agency, so that a search for one's own name is noticed
/// when it is written. The domain that keeps people gives it.
@FunctionalInterface
public interface PersonNames {

    /// Without names nothing is noticed.
    PersonNames UNKNOWN = person -> List.of();

    /// The name as it is written, and other names the person goes by.
    List<String> namesOf(PersonId person);
}
