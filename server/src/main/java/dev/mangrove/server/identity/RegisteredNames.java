package dev.mangrove.server.identity;

import dev.mangrove.server.audit.PersonNames;
import dev.mangrove.server.database.AgencyTransactions;
import dev.mangrove.server.database.PersonId;
import java.util.List;

/// The names under which people are registered, for the audit.
public final class RegisteredNames implements PersonNames {

    private final AgencyTransactions transactions;

    public RegisteredNames(AgencyTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public List<String> namesOf(PersonId person) {
        return transactions
                .jdbc()
                .sql("SELECT name, login FROM identity.people WHERE agency = mangrove.current_agency() AND id = :id")
                .param("id", person.value())
                .query((rows, number) -> List.of(rows.getString("name"), rows.getString("login")))
                .optional()
                .orElse(List.of());
    }
}
