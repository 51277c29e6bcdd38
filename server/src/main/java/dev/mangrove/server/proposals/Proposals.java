package dev.mangrove.server.proposals;

import dev.mangrove.server.access.Role;
import dev.mangrove.server.audit.Audit;
import dev.mangrove.server.audit.AuditEntry;
import dev.mangrove.server.audit.Purpose;
import dev.mangrove.server.audit.RecordRef;
import dev.mangrove.server.console.InputException;
import dev.mangrove.server.console.NotFoundException;
import dev.mangrove.server.console.Words;
import dev.mangrove.server.database.Actor;
import dev.mangrove.server.database.AgencyTransactions;
import dev.mangrove.server.database.Ids;
import dev.mangrove.server.database.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Proposing, agreeing, refusing, withdrawing. Safe for all threads.
public final class Proposals {

    public static final Duration GOOD = Duration.ofDays(3);
    private static final int REASON_MAX = 1_000;

    private static final String COLUMNS =
            "SELECT id, kind, subject, argument, reason, proposed_by, proposed_at, expires_at,"
                    + " state, decided_by, decided_at FROM proposals.proposals";

    private final AgencyTransactions transactions;
    private final Audit audit;
    private final Map<String, ProposedAct> acts;
    private final Clock clock;

    Proposals(AgencyTransactions transactions, Audit audit, List<ProposedAct> acts, Clock clock) {
        this.transactions = transactions;
        this.audit = audit;
        this.acts = acts.stream().collect(Collectors.toMap(ProposedAct::kind, Function.identity()));
        this.clock = clock;
    }

    /// A proposal with what it will do, in words.
    ///
    /// @param mayDecide whether this person may agree or refuse
    public record Shown(Proposal proposal, String sentence, boolean mayDecide, boolean mayWithdraw) {}

    /// @throws InputException when the same is proposed already, or the reason is missing
    public UUID propose(Actor.Person actor, Set<Role> held, String kind, UUID subject, String argument, String reason) {
        ProposedAct act = act(kind);
        if (act.roles().stream().noneMatch(held::contains)) {
            throw new NotFoundException();
        }
        String why = reason.strip();
        if (why.isEmpty() || why.length() > REASON_MAX) {
            throw new InputException("reason", "proposals.reason.form", REASON_MAX);
        }
        UUID id = Ids.create();
        Instant now = clock.instant();
        try {
            return transactions.write(actor, jdbc -> {
                jdbc.sql("""
                                INSERT INTO proposals.proposals (agency, id, kind, subject, argument, reason, proposed_by,
                                    proposed_at, expires_at, state)
                                VALUES (:agency, :id, :kind, :subject, :argument, :reason, :by, :now, :until, 'open')
                                """)
                        .param("agency", actor.agency().value())
                        .param("id", id)
                        .param("kind", kind)
                        .param("subject", subject)
                        .param("argument", argument)
                        .param("reason", why)
                        .param("by", actor.person().value())
                        .param("now", Timestamp.from(now))
                        .param("until", Timestamp.from(now.plus(GOOD)))
                        .update();
                record(ProposalAct.PROPOSAL_MADE, id, Optional.of(why));
                return id;
            });
        } catch (DataIntegrityViolationException e) {
            throw new InputException("", "proposals.proposed-already");
        }
    }

    /// Open ones of the agency, the oldest first, of kinds that these roles decide.
    public List<Shown> open(Actor.Person actor, Set<Role> held, Words words) {
        return transactions.read(
                actor,
                jdbc -> jdbc
                        .sql(
                                COLUMNS
                                        + " WHERE agency = :agency AND state = 'open' AND expires_at > :now ORDER BY proposed_at")
                        .param("agency", actor.agency().value())
                        .param("now", Timestamp.from(clock.instant()))
                        .query(Proposals::proposal)
                        .list()
                        .stream()
                        .filter(proposal ->
                                act(proposal.kind()).roles().stream().anyMatch(held::contains))
                        .map(proposal -> shown(jdbc, actor, held, proposal, words))
                        .toList());
    }

    public Optional<Shown> byId(Actor.Person actor, Set<Role> held, UUID id, Words words) {
        return transactions.write(
                actor,
                jdbc -> find(jdbc, actor, id)
                        .filter(proposal ->
                                act(proposal.kind()).roles().stream().anyMatch(held::contains))
                        .map(proposal -> {
                            record(ProposalAct.PROPOSAL_VIEWED, id, Optional.empty());
                            return shown(jdbc, actor, held, proposal, words);
                        }));
    }

    /// Agrees, and does what was proposed, in one transaction.
    ///
    /// @throws InputException when somebody else decided meanwhile, its time is over, or the proposer may not do
    ///     this any more
    public void agree(Actor.Person actor, Set<Role> held, UUID id) {
        transactions.write(actor, jdbc -> {
            Proposal proposal = decide(jdbc, actor, held, id, Proposal.State.CARRIED_OUT);
            ProposedAct act = act(proposal.kind());
            if (!act.mayStill(jdbc, proposal.proposedBy())) {
                throw new InputException("", "proposals.proposer-gone");
            }
            act.carryOut(jdbc, proposal);
            record(ProposalAct.PROPOSAL_CARRIED_OUT, id, Optional.of(proposal.reason()));
            return id;
        });
    }

    public void refuse(Actor.Person actor, Set<Role> held, UUID id) {
        transactions.write(actor, jdbc -> {
            decide(jdbc, actor, held, id, Proposal.State.REFUSED);
            record(ProposalAct.PROPOSAL_REFUSED, id, Optional.empty());
            return id;
        });
    }

    /// Takes one's own proposal back.
    public void withdraw(Actor.Person actor, Set<Role> held, UUID id) {
        transactions.write(actor, jdbc -> {
            decide(jdbc, actor, held, id, Proposal.State.WITHDRAWN);
            record(ProposalAct.PROPOSAL_WITHDRAWN, id, Optional.empty());
            return id;
        });
    }

    private Proposal decide(JdbcClient jdbc, Actor.Person actor, Set<Role> held, UUID id, Proposal.State state) {
        Proposal proposal = find(jdbc, actor, id)
                .filter(known -> act(known.kind()).roles().stream().anyMatch(held::contains))
                .orElseThrow(NotFoundException::new);
        boolean own = proposal.proposedBy().equals(actor.person());
        if (own != (state == Proposal.State.WITHDRAWN)) {
            throw new InputException("", own ? "proposals.own" : "proposals.not-own");
        }
        Instant now = clock.instant();
        int decided = jdbc.sql("""
                        UPDATE proposals.proposals SET state = :state, decided_by = :by, decided_at = :now
                        WHERE agency = :agency AND id = :id AND state = 'open' AND expires_at > :now
                        """)
                .param("state", code(state))
                .param("by", actor.person().value())
                .param("now", Timestamp.from(now))
                .param("agency", actor.agency().value())
                .param("id", id)
                .update();
        if (decided == 0) {
            throw new InputException("", "proposals.over");
        }
        return proposal;
    }

    private Shown shown(JdbcClient jdbc, Actor.Person actor, Set<Role> held, Proposal proposal, Words words) {
        ProposedAct act = act(proposal.kind());
        boolean open = proposal.isOpen(clock.instant());
        boolean own = proposal.proposedBy().equals(actor.person());
        boolean role = act.roles().stream().anyMatch(held::contains);
        return new Shown(proposal, act.sentence(jdbc, proposal, words), open && role && !own, open && own);
    }

    private Optional<Proposal> find(JdbcClient jdbc, Actor.Person actor, UUID id) {
        return jdbc.sql(COLUMNS + " WHERE agency = :agency AND id = :id")
                .param("agency", actor.agency().value())
                .param("id", id)
                .query(Proposals::proposal)
                .optional();
    }

    private void record(ProposalAct act, UUID id, Optional<String> reason) {
        AuditEntry entry = AuditEntry.of(act, RecordRef.of("proposal", id));
        audit.record(
                reason.map(why -> entry.because(Purpose.ADMINISTRATION, why)).orElse(entry));
    }

    private ProposedAct act(String kind) {
        ProposedAct act = acts.get(kind);
        if (act == null) {
            throw new IllegalArgumentException("no act of two people is called '" + kind + "'");
        }
        return act;
    }

    private static String code(Proposal.State state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Proposal proposal(ResultSet rows, int number) throws SQLException {
        return new Proposal(
                rows.getObject("id", UUID.class),
                rows.getString("kind"),
                rows.getObject("subject", UUID.class),
                rows.getString("argument"),
                rows.getString("reason"),
                new PersonId(rows.getObject("proposed_by", UUID.class)),
                rows.getTimestamp("proposed_at").toInstant(),
                rows.getTimestamp("expires_at").toInstant(),
                Proposal.State.valueOf(
                        rows.getString("state").toUpperCase(Locale.ROOT).replace('-', '_')),
                Optional.ofNullable(rows.getObject("decided_by", UUID.class)).map(PersonId::new),
                Optional.ofNullable(rows.getTimestamp("decided_at")).map(Timestamp::toInstant));
    }
}
