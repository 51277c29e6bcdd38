package dev.mangrove.server.proposals;

import dev.mangrove.server.audit.AuditAct;

/// What can be done in this domain.
enum ProposalAct implements AuditAct {
    PROPOSAL_MADE,
    PROPOSAL_CARRIED_OUT,
    PROPOSAL_REFUSED,
    PROPOSAL_WITHDRAWN,
    PROPOSAL_VIEWED;

    @Override
    public String domain() {
        return "proposals";
    }
}
