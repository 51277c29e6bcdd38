package dev.mangrove.server.database;

import dev.mangrove.server.postgres.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A program that brings a database to this version, to be killed meanwhile.
final class MigrateForTest {

    private MigrateForTest() {}

    public static void main(String[] arguments) throws IOException {
        Path file = Files.createTempFile("passwords", ".properties");
        Files.writeString(file, DatabaseRole.MIGRATION.sqlName() + "=" + arguments[1]);
        DatabaseServer server =
                new DatabaseServer(arguments[0], new Credentials("none", ""), RolePasswords.readOrDraw(file));
        Files.delete(file);
        Migrations.run(server, List.of("database", "reef"));
    }
}
