package dev.mangrove.server.identity;

import dev.mangrove.server.audit.Audit;
import dev.mangrove.server.audit.AuditEntry;
import dev.mangrove.server.audit.RecordRef;
import dev.mangrove.server.database.RoleTransactions;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Ends sessions.
final class SignOut {

    private final RoleTransactions signIn;
    private final Audit audit;
    private final Clock clock;

    SignOut(RoleTransactions signIn, Audit audit, Clock clock) {
        this.signIn = signIn;
        this.audit = audit;
        this.clock = clock;
    }

    void here(Officer officer) {
        signIn.write(jdbc -> {
            record(jdbc, officer, IdentityAct.SIGNED_OUT);
            return Sessions.end(jdbc, officer.session(), Session.End.SIGNED_OUT, clock.instant());
        });
    }

    /// In all browsers, this one too.
    void everywhere(Officer officer) {
        signIn.write(jdbc -> {
            record(jdbc, officer, IdentityAct.SIGNED_OUT_EVERYWHERE);
            return Sessions.endAll(
                    jdbc,
                    officer.actor().agency(),
                    officer.actor().person(),
                    Session.End.SIGNED_OUT_EVERYWHERE,
                    clock.instant());
        });
    }

    private void record(JdbcClient jdbc, Officer officer, IdentityAct act) {
        audit.record(jdbc, officer.actor(), AuditEntry.of(act, RecordRef.of("session", officer.session())));
    }
}
