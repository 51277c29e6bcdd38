package dev.mangrove.server.identity;

import dev.mangrove.server.database.Ids;
import dev.mangrove.server.database.RoleTransactions;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// What a browser must sign with a passkey: 32 random bytes, good once, for five minutes, in the session they were
/// given to.
final class Challenges {

    private static final int BYTES = 32;
    private static final Duration GOOD = Duration.ofMinutes(5);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final RoleTransactions signIn;
    private final Clock clock;

    Challenges(RoleTransactions signIn, Clock clock) {
        this.signIn = signIn;
        this.clock = clock;
    }

    /// @param id by which the browser names it when it answers
    record Challenge(UUID id, byte[] bytes) {}

    /// @param session empty before anybody is known
    Challenge give(Optional<UUID> session) {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        UUID id = Ids.create();
        Instant now = clock.instant();
        signIn.write(jdbc -> {
            jdbc.sql("DELETE FROM identity.challenges WHERE made_at < :before")
                    .param("before", Timestamp.from(now.minus(GOOD)))
                    .update();
            return jdbc.sql("""
                            INSERT INTO identity.challenges (id, challenge, session, made_at)
                            VALUES (:id, :bytes, :session, :now)
                            """)
                    .param("id", id)
                    .param("bytes", bytes)
                    .param("session", session.orElse(null), Types.OTHER)
                    .param("now", Timestamp.from(now))
                    .update();
        });
        return new Challenge(id, bytes);
    }

    /// Takes it, so that it is good for no other answer.
    Optional<byte[]> take(UUID id, Optional<UUID> session) {
        return signIn.write(jdbc -> jdbc.sql("""
                        DELETE FROM identity.challenges
                        WHERE id = :id AND session IS NOT DISTINCT FROM :session AND made_at >= :after
                        RETURNING challenge
                        """)
                .param("id", id)
                .param("session", session.orElse(null), Types.OTHER)
                .param("after", Timestamp.from(clock.instant().minus(GOOD)))
                .query((rows, number) -> rows.getBytes("challenge"))
                .optional());
    }
}
