package dev.mangrove.server.identity;

import dev.mangrove.server.database.AgencyId;
import dev.mangrove.server.database.Ids;
import dev.mangrove.server.database.PersonId;
import dev.mangrove.server.keys.FieldKeys;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What people prove who they are with, as rows. Each method works in the running transaction of sign-in.
final class Credentials {

    private static final String SECRET_PLACE = "identity.authenticators.secret";

    private final FieldKeys keys;
    private final Passwords passwords;

    Credentials(FieldKeys keys, Passwords passwords) {
        this.keys = keys;
        this.passwords = passwords;
    }

    /// A passkey with its owner, found by what a browser sent.
    record OwnedPasskey(AgencyId agency, PersonId person, UUID id, Passkeys.Credential credential) {}

    void keepPassword(JdbcClient jdbc, AgencyId agency, PersonId person, String hash, Instant now) {
        jdbc.sql("""
                        INSERT INTO identity.passwords (agency, person, hash, changed_at) VALUES (:agency, :person, :hash, :now)
                        ON CONFLICT (agency, person) DO UPDATE SET hash = excluded.hash, changed_at = excluded.changed_at
                        """)
                .param("agency", agency.value())
                .param("person", person.value())
                .param("hash", hash)
                .param("now", Timestamp.from(now))
                .update();
    }

    Optional<String> passwordHash(JdbcClient jdbc, AgencyId agency, PersonId person) {
        return jdbc.sql("SELECT hash FROM identity.passwords WHERE agency = :agency AND person = :person")
                .param("agency", agency.value())
                .param("person", person.value())
                .query(String.class)
                .optional();
    }

    /// @param step of the code with which the person proved to have it
    void keepAuthenticator(JdbcClient jdbc, AgencyId agency, PersonId person, byte[] secret, long step, Instant now) {
        jdbc.sql("""
                        INSERT INTO identity.authenticators (agency, person, secret_sealed, last_step, added_at)
                        VALUES (:agency, :person, :secret, :step, :now)
                        ON CONFLICT (agency, person) DO UPDATE
                        SET secret_sealed = excluded.secret_sealed, last_step = excluded.last_step,
                            added_at = excluded.added_at
                        """)
                .param("agency", agency.value())
                .param("person", person.value())
                .param("secret", keys.seal(secret, SECRET_PLACE, person.value()))
                .param("step", step)
                .param("now", Timestamp.from(now))
                .update();
    }

    boolean hasAuthenticator(JdbcClient jdbc, AgencyId agency, PersonId person) {
        return jdbc.sql("SELECT 1 FROM identity.authenticators WHERE agency = :agency AND person = :person")
                .param("agency", agency.value())
                .param("person", person.value())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /// Takes a code: true for one caller only, however many send the same code at once.
    boolean takeCode(JdbcClient jdbc, AgencyId agency, PersonId person, String code, Instant now) {
        Optional<byte[]> sealed = jdbc.sql(
                        "SELECT secret_sealed FROM identity.authenticators WHERE agency = :agency AND person = :person")
                .param("agency", agency.value())
                .param("person", person.value())
                .query((rows, number) -> rows.getBytes("secret_sealed"))
                .optional();
        if (sealed.isEmpty()) {
            return false;
        }
        OptionalLong step = Totp.stepOf(keys.open(sealed.get(), SECRET_PLACE, person.value()), code, now);
        return step.isPresent()
                && jdbc.sql("""
                                UPDATE identity.authenticators SET last_step = :step
                                WHERE agency = :agency AND person = :person AND last_step < :step
                                """)
                                .param("step", step.getAsLong())
                                .param("agency", agency.value())
                                .param("person", person.value())
                                .update()
                        == 1;
    }

    /// Replaces all codes on paper.
    void keepRecoveryCodes(JdbcClient jdbc, AgencyId agency, PersonId person, List<String> hashes) {
        jdbc.sql("DELETE FROM identity.recovery_codes WHERE agency = :agency AND person = :person")
                .param("agency", agency.value())
                .param("person", person.value())
                .update();
        for (int i = 0; i < hashes.size(); i++) {
            jdbc.sql("""
                            INSERT INTO identity.recovery_codes (agency, person, number, hash)
                            VALUES (:agency, :person, :number, :hash)
                            """)
                    .param("agency", agency.value())
                    .param("person", person.value())
                    .param("number", i)
                    .param("hash", hashes.get(i))
                    .update();
        }
    }

    int recoveryCodesLeft(JdbcClient jdbc, AgencyId agency, PersonId person) {
        return jdbc.sql("""
                        SELECT count(*) FROM identity.recovery_codes
                        WHERE agency = :agency AND person = :person AND used_at IS NULL
                        """)
                .param("agency", agency.value())
                .param("person", person.value())
                .query(Integer.class)
                .single();
    }

    /// Takes a recovery code; good once.
    boolean takeRecoveryCode(JdbcClient jdbc, AgencyId agency, PersonId person, String typed, Instant now) {
        record Kept(int number, String hash) {}
        List<Kept> kept = jdbc.sql("""
                        SELECT number, hash FROM identity.recovery_codes
                        WHERE agency = :agency AND person = :person AND used_at IS NULL ORDER BY number
                        """)
                .param("agency", agency.value())
                .param("person", person.value())
                .query((rows, number) -> new Kept(rows.getInt("number"), rows.getString("hash")))
                .list();
        String code = RecoveryCodes.normal(typed);
        for (Kept one : kept) {
            if (passwords.matches(code, one.hash())) {
                return jdbc.sql("""
                                UPDATE identity.recovery_codes SET used_at = :now
                                WHERE agency = :agency AND person = :person AND number = :number AND used_at IS NULL
                                """)
                                .param("now", Timestamp.from(now))
                                .param("agency", agency.value())
                                .param("person", person.value())
                                .param("number", one.number())
                                .update()
                        == 1;
            }
        }
        return false;
    }

    void keepPasskey(
            JdbcClient jdbc,
            AgencyId agency,
            PersonId person,
            Passkeys.Credential credential,
            String label,
            Instant now) {
        jdbc.sql("""
                        INSERT INTO identity.passkeys
                            (agency, person, id, credential_id, credential, sign_count, label, added_at)
                        VALUES (:agency, :person, :id, :credentialId, :credential, :count, :label, :now)
                        """)
                .param("agency", agency.value())
                .param("person", person.value())
                .param("id", Ids.create())
                .param("credentialId", credential.id())
                .param("credential", credential.credential())
                .param("count", credential.signCount())
                .param("label", label)
                .param("now", Timestamp.from(now))
                .update();
    }

    List<OwnPasskey> passkeys(JdbcClient jdbc, AgencyId agency, PersonId person) {
        return jdbc.sql("""
                        SELECT id, label, added_at, used_at FROM identity.passkeys
                        WHERE agency = :agency AND person = :person ORDER BY added_at
                        """)
                .param("agency", agency.value())
                .param("person", person.value())
                .query((rows, number) -> new OwnPasskey(
                        rows.getObject("id", UUID.class),
                        rows.getString("label"),
                        rows.getTimestamp("added_at").toInstant(),
                        Optional.ofNullable(rows.getTimestamp("used_at")).map(Timestamp::toInstant)))
                .list();
    }

    List<OwnedPasskey> passkeysBy(JdbcClient jdbc, byte[] credentialId) {
        return jdbc.sql("""
                        SELECT agency, person, id, credential_id, credential, sign_count FROM identity.passkeys
                        WHERE credential_id = :id
                        """)
                .param("id", credentialId)
                .query((rows, number) -> new OwnedPasskey(
                        new AgencyId(rows.getObject("agency", UUID.class)),
                        new PersonId(rows.getObject("person", UUID.class)),
                        rows.getObject("id", UUID.class),
                        new Passkeys.Credential(
                                rows.getBytes("credential_id"),
                                rows.getBytes("credential"),
                                rows.getLong("sign_count"))))
                .list();
    }

    /// Notes the use of a passkey; false when its counter was moved on by another answer meanwhile.
    boolean passkeyUsed(JdbcClient jdbc, OwnedPasskey passkey, long signCount, Instant now) {
        return jdbc.sql("""
                        UPDATE identity.passkeys SET sign_count = :count, used_at = :now
                        WHERE agency = :agency AND id = :id AND sign_count = :before
                        """)
                        .param("count", signCount)
                        .param("now", Timestamp.from(now))
                        .param("agency", passkey.agency().value())
                        .param("id", passkey.id())
                        .param("before", passkey.credential().signCount())
                        .update()
                == 1;
    }

    boolean removePasskey(JdbcClient jdbc, AgencyId agency, PersonId person, UUID id) {
        return jdbc.sql("DELETE FROM identity.passkeys WHERE agency = :agency AND person = :person AND id = :id")
                        .param("agency", agency.value())
                        .param("person", person.value())
                        .param("id", id)
                        .update()
                == 1;
    }
}
