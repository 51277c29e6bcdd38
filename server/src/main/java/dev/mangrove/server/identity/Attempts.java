package dev.mangrove.server.identity;

import dev.mangrove.server.database.RoleTransactions;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// Slows guessing down: after five failures in a row a login name has to wait, each time twice as long, a quarter
/// of an hour at most.
/// Names that do not exist are counted alike, so that waiting tells nothing.
final class Attempts {

    static final int FREE = 5;
    private static final Duration WAIT_MAX = Duration.ofMinutes(15);
    private static final int DOUBLINGS_MAX = 10;

    private final RoleTransactions signIn;
    private final Clock clock;

    Attempts(RoleTransactions signIn, Clock clock) {
        this.signIn = signIn;
        this.clock = clock;
    }

    /// Until when this name must wait; empty when it need not.
    Optional<Instant> waitUntil(String login) {
        Instant now = clock.instant();
        return signIn.read(jdbc -> jdbc.sql("SELECT wait_until FROM identity.attempts WHERE login_hash = :hash")
                        .param("hash", key(login))
                        .query((rows, number) -> rows.getTimestamp("wait_until").toInstant())
                        .optional())
                .filter(until -> until.isAfter(now));
    }

    void failed(String login) {
        Instant now = clock.instant();
        signIn.write(jdbc -> {
            int failures = jdbc.sql("""
                            INSERT INTO identity.attempts AS a (login_hash, failures, wait_until) VALUES (:hash, 1, :now)
                            ON CONFLICT (login_hash) DO UPDATE SET failures = a.failures + 1
                            RETURNING failures
                            """)
                    .param("hash", key(login))
                    .param("now", Timestamp.from(now))
                    .query(Integer.class)
                    .single();
            if (failures > FREE) {
                Duration wait = Duration.ofSeconds(1L << Math.min(failures - FREE, DOUBLINGS_MAX));
                Instant until = now.plus(wait.compareTo(WAIT_MAX) < 0 ? wait : WAIT_MAX);
                jdbc.sql("UPDATE identity.attempts SET wait_until = :until WHERE login_hash = :hash")
                        .param("until", Timestamp.from(until))
                        .param("hash", key(login))
                        .update();
            }
            return failures;
        });
    }

    void succeeded(String login) {
        signIn.write(jdbc -> jdbc.sql("DELETE FROM identity.attempts WHERE login_hash = :hash")
                .param("hash", key(login))
                .update());
    }

    private static byte[] key(String login) {
        return SecretToken.sha256(login.strip().toLowerCase(Locale.ROOT));
    }
}
