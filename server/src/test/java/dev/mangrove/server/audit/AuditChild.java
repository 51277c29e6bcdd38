package dev.mangrove.server.audit;

import dev.mangrove.server.database.Actor;
import dev.mangrove.server.database.AgencyId;
import dev.mangrove.server.database.Database;
import dev.mangrove.server.database.DatabaseServer;
import dev.mangrove.server.database.Ids;
import dev.mangrove.server.database.PersonId;
import dev.mangrove.server.database.RolePasswords;
import dev.mangrove.server.postgres.Credentials;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/// A server that writes and seals until it is killed, and writes to a file what it acknowledged.
final class AuditChild {

    private AuditChild() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        DatabaseServer server = new DatabaseServer(
                arguments[1],
                new Credentials(arguments[2], System.getenv("MANGROVE_TEST_PASSWORD")),
                RolePasswords.readOrDraw(folder.resolve("roles.properties")));
        Database database = Database.open(server, List.of("audit"));
        AuditLog log =
                AuditLog.open(database.agencies(), database.audit(), folder, "unit.example/audit", PersonNames.UNKNOWN);
        log.start();
        OutputStream acknowledged = new FileOutputStream(arguments[3]);
        for (int writer = 0; writer < 4; writer++) {
            Thread.ofPlatform().start(() -> write(database, log.audit(), acknowledged));
        }
    }

    private static void write(Database database, Audit audit, OutputStream acknowledged) {
        Actor actor = new Actor.Person(new AgencyId(Ids.create()), PersonId.create());
        while (true) {
            UUID id = Ids.create();
            database.agencies().write(actor, jdbc -> {
                jdbc.sql("INSERT INTO trial.changes (agency, id) VALUES (?, ?)")
                        .param(actor.agency().value())
                        .param(id)
                        .update();
                return audit.record(AuditEntry.of(AuditsOwnAct.LOG_VERIFIED, RecordRef.of("change", id)));
            });
            acknowledge(acknowledged, id);
        }
    }

    private static synchronized void acknowledge(OutputStream acknowledged, UUID id) {
        try {
            acknowledged.write((id + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
