package dev.mangrove.server.identity;

import dev.mangrove.server.database.RoleTransactions;
import java.time.Clock;

/// Ends sessions.
final class SignOut {

    private final RoleTransactions signIn;
    private final Clock clock;

    SignOut(RoleTransactions signIn, Clock clock) {
        this.signIn = signIn;
        this.clock = clock;
    }

    void here(Officer officer) {
        signIn.write(jdbc -> Sessions.end(jdbc, officer.session(), Session.End.SIGNED_OUT, clock.instant()));
    }

    /// In all browsers, this one too.
    void everywhere(Officer officer) {
        signIn.write(jdbc -> Sessions.endAll(
                jdbc,
                officer.actor().agency(),
                officer.actor().person(),
                Session.End.SIGNED_OUT_EVERYWHERE,
                clock.instant()));
    }
}
