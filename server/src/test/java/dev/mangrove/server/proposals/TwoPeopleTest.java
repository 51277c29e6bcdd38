package dev.mangrove.server.proposals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mangrove.server.access.Role;
import dev.mangrove.server.console.InputException;
import dev.mangrove.server.database.Actor;
import dev.mangrove.server.database.AgencyId;
import dev.mangrove.server.database.AgencyTransactions;
import dev.mangrove.server.database.Database;
import dev.mangrove.server.database.PersonId;
import dev.mangrove.server.start.TestConsole;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// An act of two people is never done by one, nor twice, nor late: by the program and by the tables beneath it.
class TwoPeopleTest {

    private static final Set<Role> ADMINISTRATOR = Set.of(Role.ADMINISTRATOR);

    private final TestConsole console = TestConsole.shared();
    private Proposals proposals;
    private AgencyTransactions transactions;
    private UUID agency;
    private Actor.Person an;
    private Actor.Person binh;
    private Actor.Person chi;

    @BeforeEach
    void threeAdministrators() {
        console.empty();
        proposals = console.beans().getBean(Proposals.class);
        transactions = console.beans().getBean(Database.class).agencies();
        agency = console.agency();
        an = administrator("an");
        binh = administrator("binh");
        chi = administrator("chi");
    }

    @Test
    void isDoneWhenSomebodyElseAgrees() {
        UUID id = proposeAuditor(an, chi);
        assertThat(rolesOf(chi)).doesNotContain("auditor");
        proposals.agree(binh, ADMINISTRATOR, id);
        assertThat(rolesOf(chi)).contains("auditor");
    }

    @Test
    void isNotDoneByTheProposer() {
        UUID id = proposeAuditor(an, chi);
        assertThatThrownBy(() -> proposals.agree(an, ADMINISTRATOR, id)).isInstanceOf(InputException.class);
        assertThat(rolesOf(chi)).doesNotContain("auditor");
    }

    @Test
    void isNotDoneWithoutTheRole() {
        UUID id = proposeAuditor(an, chi);
        assertThatThrownBy(() -> proposals.agree(binh, Set.of(Role.AUDITOR), id))
                .isNotNull();
        assertThat(rolesOf(chi)).doesNotContain("auditor");
    }

    @Test
    void isDoneOnceWhenTwoAgreeAtTheSameTime() throws Exception {
        for (int round = 0; round < 10; round++) {
            UUID id = proposals.propose(
                    an,
                    ADMINISTRATOR,
                    "role-grant",
                    chi.person().value(),
                    List.of(Role.values()).get(round % 9).code(),
                    "round");
            List<Callable<Boolean>> both = List.of(() -> agrees(binh, id), () -> agrees(chi, id));
            try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
                int done = 0;
                for (Future<Boolean> one : threads.invokeAll(both)) {
                    done += one.get() ? 1 : 0;
                }
                assertThat(done).isEqualTo(1);
            }
        }
        assertThat(console
                        .ask(
                                "SELECT count(*)::text FROM audit.unsealed WHERE act = 'proposals.proposalCarriedOut'"
                                        + " UNION ALL SELECT count(*)::text FROM audit.entries WHERE act = 'proposals.proposalCarriedOut'")
                        .stream()
                        .mapToLong(Long::parseLong)
                        .sum())
                .isGreaterThanOrEqualTo(10);
    }

    @Test
    void isNotDoneAfterItsTime() {
        UUID id = proposeAuditor(an, chi);
        console.clock().forward(Proposals.GOOD.plus(Duration.ofSeconds(1)));
        assertThatThrownBy(() -> proposals.agree(binh, ADMINISTRATOR, id)).isInstanceOf(InputException.class);
        assertThat(rolesOf(chi)).doesNotContain("auditor");
    }

    @Test
    void isNotDoneWhenTheProposerWasDisabledMeanwhile() {
        UUID id = proposeAuditor(an, chi);
        console.execute(
                "UPDATE identity.people SET state = 'disabled' WHERE id = ?",
                an.person().value());
        assertThatThrownBy(() -> proposals.agree(binh, ADMINISTRATOR, id)).isInstanceOf(InputException.class);
        assertThat(rolesOf(chi)).doesNotContain("auditor");
        assertThat(console.ask("SELECT state FROM proposals.proposals")).containsExactly("open");
    }

    @Test
    void theTablesRefuseARoleWithoutAProposal() {
        assertThatThrownBy(() -> transactions.write(
                        an,
                        jdbc -> jdbc.sql("INSERT INTO identity.roles VALUES (:agency, :person, 'auditor', now())")
                                .param("agency", agency)
                                .param("person", chi.person().value())
                                .update()))
                .hasMessageContaining("two people");
        assertThatThrownBy(() -> transactions.write(
                        an,
                        jdbc -> jdbc.sql("DELETE FROM identity.roles WHERE person = :person")
                                .param("person", chi.person().value())
                                .update()))
                .hasMessageContaining("two people");
    }

    @Test
    void theTablesRefuseWhatOnePersonDecidesAlone() {
        UUID id = proposeAuditor(an, chi);
        assertThatThrownBy(() -> decideInSql(an, an, id)).hasMessageContaining("check constraint");
        assertThatThrownBy(() -> decideInSql(an, binh, id)).hasMessageContaining("own name");
        assertThat(decideInSql(binh, binh, id)).isEqualTo(1);
        assertThatThrownBy(() -> decideInSql(chi, chi, id)).hasMessageContaining("has been decided");
    }

    private int decideInSql(Actor.Person actor, Actor.Person named, UUID id) {
        return transactions.write(
                actor,
                jdbc -> jdbc.sql("""
                        UPDATE proposals.proposals SET state = 'carried-out', decided_by = :by, decided_at = proposed_at
                        WHERE id = :id
                        """)
                        .param("by", named.person().value())
                        .param("id", id)
                        .update());
    }

    private boolean agrees(Actor.Person actor, UUID id) {
        try {
            proposals.agree(actor, ADMINISTRATOR, id);
            return true;
        } catch (InputException e) {
            return false;
        }
    }

    private UUID proposeAuditor(Actor.Person by, Actor.Person whom) {
        return proposals.propose(by, ADMINISTRATOR, "role-grant", whom.person().value(), "auditor", "reads the log");
    }

    private List<String> rolesOf(Actor.Person person) {
        return console.ask(
                "SELECT role FROM identity.roles WHERE person = ?",
                person.person().value());
    }

    private Actor.Person administrator(String login) {
        return new Actor.Person(new AgencyId(agency), new PersonId(console.person(agency, login, "administrator")));
    }
}
