package dev.mangrove.server.audit;

import dev.mangrove.server.database.Actor;
import dev.mangrove.server.database.Ids;
import java.security.SecureRandom;
import java.sql.Types;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Writes one unsealed row: a single statement, of which nothing is shared with another transaction.
final class UnsealedWriter {

    private static final SecureRandom RANDOM = new SecureRandom();

    private static final String INSERT = """
            INSERT INTO audit.unsealed (agency, id, machine, act, kind, record, case_id, purpose, basis, outcome, request,
                marks, person_commitment, words_commitment, person, person_salt, words_salt, reason, recipient, detail)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private UnsealedWriter() {}

    static UUID write(JdbcClient jdbc, Actor actor, AuditEntry entry, Outcome outcome, Optional<String> marks) {
        UUID id = Ids.create();
        Opening opening = opening(actor, entry);
        // Each with its type: of an untyped null, Spring would ask the driver first.
        jdbc.sql(INSERT)
                .param(1, actor.agency().value(), Types.OTHER)
                .param(2, id, Types.OTHER)
                .param(3, machine(actor), Types.VARCHAR)
                .param(4, entry.act().code(), Types.VARCHAR)
                .param(5, entry.record().kind(), Types.VARCHAR)
                .param(6, entry.record().id(), Types.VARCHAR)
                .param(7, entry.caseId().orElse(null), Types.OTHER)
                .param(8, entry.purpose().map(Purpose::word).orElse(null), Types.VARCHAR)
                .param(9, entry.legalBasis().orElse(null), Types.VARCHAR)
                .param(10, outcome.word(), Types.VARCHAR)
                .param(11, entry.request().orElse(null), Types.OTHER)
                .param(12, marks.orElse(null), Types.VARCHAR)
                .param(13, bytes(opening.personCommitment()), Types.BINARY)
                .param(14, bytes(opening.wordsCommitment()), Types.BINARY)
                .param(15, actor.personId().map(person -> person.value()).orElse(null), Types.OTHER)
                .param(16, opening.personSalt().orElse(null), Types.BINARY)
                .param(17, opening.wordsSalt().orElse(null), Types.BINARY)
                .param(18, entry.reason().orElse(null), Types.VARCHAR)
                .param(19, entry.recipient().orElse(null), Types.VARCHAR)
                .param(20, entry.detail().orElse(null), Types.VARCHAR)
                .update();
        return id;
    }

    private static Opening opening(Actor actor, AuditEntry entry) {
        Optional<String> person = actor.personId().map(id -> id.value().toString());
        boolean words = entry.reason().isPresent()
                || entry.recipient().isPresent()
                || entry.detail().isPresent();
        return new Opening(
                person.map(id -> salt()),
                person,
                words ? Optional.of(salt()) : Optional.empty(),
                entry.reason(),
                entry.recipient(),
                entry.detail());
    }

    private static byte[] salt() {
        byte[] salt = new byte[Opening.SALT_BYTES];
        RANDOM.nextBytes(salt);
        return salt;
    }

    private static byte @Nullable [] bytes(Optional<String> commitment) {
        return commitment.map(text -> Base64.getDecoder().decode(text)).orElse(null);
    }

    private static @Nullable String machine(Actor actor) {
        return switch (actor) {
            case Actor.Person person -> null;
            case Actor.Client client -> "client " + client.client().value();
            case Actor.Job job -> "job " + job.name();
        };
    }
}
