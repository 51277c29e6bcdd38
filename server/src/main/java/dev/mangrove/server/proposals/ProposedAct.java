package dev.mangrove.server.proposals;

import dev.mangrove.server.access.Role;
import dev.mangrove.server.console.Words;
import dev.mangrove.server.database.PersonId;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/// One kind of act that takes two people; each domain declares its own as a bean.
public interface ProposedAct {

    /// Such as `role-grant`.
    String kind();

    /// Of which the proposer and whoever agrees must have one.
    Set<Role> roles();

    /// What will happen, in a sentence: shown before somebody agrees.
    String sentence(JdbcClient jdbc, Proposal proposal, Words words);

    /// Whether the proposer may still do this: not disabled, and not without the role meanwhile.
    boolean mayStill(JdbcClient jdbc, PersonId proposer);

    /// Does it, in the transaction of the agreement.
    void carryOut(JdbcClient jdbc, Proposal proposal);
}
