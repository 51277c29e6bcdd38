package dev.mangrove.server.identity;

import dev.mangrove.server.audit.AuditAct;

/// What can be done in this domain.
enum IdentityAct implements AuditAct {
    AGENCY_FOUNDED,
    PERSON_INVITED,
    PERSON_DISABLED,
    PEOPLE_VIEWED,
    PERSON_VIEWED,
    INVITATION_ACCEPTED,
    PASSWORD_SET,
    PASSKEY_ADDED,
    PASSKEY_REMOVED,
    RECOVERY_CODES_DRAWN,
    SIGNED_IN,
    FACTOR_PROVED,
    SIGNED_OUT,
    SIGNED_OUT_EVERYWHERE;

    @Override
    public String domain() {
        return "identity";
    }
}
