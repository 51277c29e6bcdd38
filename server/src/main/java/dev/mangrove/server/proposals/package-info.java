/// Acts that take two people: one proposes, another one agrees, and the act is done in the transaction of the
/// agreement.
///
/// A domain declares each kind of act once, as a [ProposedAct]. That proposer and decider differ, that a proposal
/// is decided once and not after its end, and that nobody decides in another's name is held by constraints of the
/// table
/// `proposals.proposals`; what
/// the act changes should hold by a constraint of its own, as roles do.
///
/// ```
/// proposals.propose(actor, "role-grant", person, "auditor", reason);
/// proposals.agree(otherActor, id);
/// ```
@NullMarked
package dev.mangrove.server.proposals;

import org.jspecify.annotations.NullMarked;
