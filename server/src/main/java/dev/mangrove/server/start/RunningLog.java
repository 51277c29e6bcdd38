package dev.mangrove.server.start;

import dev.mangrove.server.ServerApplication;
import dev.mangrove.server.audit.AuditLog;
import dev.mangrove.server.audit.PersonNames;
import dev.mangrove.server.database.Database;
import dev.mangrove.server.database.DatabaseServer;
import dev.mangrove.server.database.RolePasswords;
import dev.mangrove.server.postgres.PostgresAccess;
import java.io.IOException;
import java.nio.file.Path;

/// The audit log of a server that runs on this machine, for commands beside it.
final class RunningLog {

    private RunningLog() {}

    /// @throws IOException when no server runs on the data folder
    static AuditLog open(Path data) throws IOException {
        PostgresAccess postgres = PostgresAccess.find(data)
                .orElseThrow(() -> new IOException("no server runs on " + data
                        + "; start it with mangrove serve --data " + data + ", or name its folder with --data"));
        Path secrets = postgres.data().resolve("secrets");
        Database database = Database.open(
                new DatabaseServer(
                        postgres.jdbcUrl(Database.NAME),
                        postgres.administrator(),
                        RolePasswords.readOrDraw(secrets.resolve("database-roles.properties"))),
                ServerApplication.DOMAINS);
        return AuditLog.open(database.agencies(), database.audit(), secrets, "unused", PersonNames.UNKNOWN);
    }
}
