package dev.mangrove.server.audit;

import dev.mangrove.server.database.Actor;
import dev.mangrove.server.database.Ids;
import java.security.SecureRandom;
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
        jdbc.sql(INSERT)
                .param(actor.agency().value())
                .param(id)
                .param(machine(actor))
                .param(entry.act().code())
                .param(entry.record().kind())
                .param(entry.record().id())
                .param(entry.caseId().orElse(null))
                .param(entry.purpose().map(Purpose::word).orElse(null))
                .param(entry.legalBasis().orElse(null))
                .param(outcome.word())
                .param(entry.request().orElse(null))
                .param(marks.orElse(null))
                .param(bytes(opening.personCommitment()))
                .param(bytes(opening.wordsCommitment()))
                .param(actor.personId().map(person -> person.value()).orElse(null))
                .param(opening.personSalt().orElse(null))
                .param(opening.wordsSalt().orElse(null))
                .param(entry.reason().orElse(null))
                .param(entry.recipient().orElse(null))
                .param(entry.detail().orElse(null))
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
