package dev.mangrove.server.identity;

import dev.mangrove.server.access.Role;
import dev.mangrove.server.console.Words;
import dev.mangrove.server.database.Actor;
import dev.mangrove.server.database.AgencyId;
import dev.mangrove.server.database.AgencyTransactions;
import dev.mangrove.server.database.PersonId;
import dev.mangrove.server.proposals.Proposal;
import dev.mangrove.server.proposals.ProposedAct;
import java.time.Clock;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Granting a role, or taking it: proposed by one administrator, agreed to by another.
final class RoleChange implements ProposedAct {

    private final AgencyTransactions transactions;
    private final boolean grants;
    private final Clock clock;

    /// @param grants whether the role is granted; otherwise it is taken
    RoleChange(AgencyTransactions transactions, boolean grants, Clock clock) {
        this.transactions = transactions;
        this.grants = grants;
        this.clock = clock;
    }

    static String kindOf(boolean grants) {
        return grants ? "role-grant" : "role-revocation";
    }

    @Override
    public String kind() {
        return kindOf(grants);
    }

    @Override
    public Set<Role> roles() {
        return Set.of(Role.ADMINISTRATOR);
    }

    @Override
    public String sentence(JdbcClient jdbc, Proposal proposal, Words words) {
        String name = PeopleRows.byId(jdbc, agency(), new PersonId(proposal.subject()))
                .map(Person::name)
                .orElse(proposal.subject().toString());
        return words.of(
                grants ? "identity.role.grant.sentence" : "identity.role.take.sentence",
                name,
                words.of("role." + proposal.argument()));
    }

    @Override
    public boolean mayStill(JdbcClient jdbc, PersonId proposer) {
        return PeopleRows.byId(jdbc, agency(), proposer)
                .filter(person -> person.isActive() && person.roles().contains(Role.ADMINISTRATOR))
                .isPresent();
    }

    @Override
    public void carryOut(JdbcClient jdbc, Proposal proposal) {
        PersonId person = new PersonId(proposal.subject());
        Role role = Role.ofCode(proposal.argument());
        if (grants) {
            PeopleRows.grant(jdbc, agency(), person, role, clock.instant());
        } else {
            PeopleRows.revoke(jdbc, agency(), person, role);
        }
    }

    private AgencyId agency() {
        Actor actor = transactions.actor();
        return actor.agency();
    }
}
