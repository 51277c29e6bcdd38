package dev.mangrove.server.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;

/// An embedded server that runs, seen from this process or from another one on the same machine.
///
/// @param data the data folder
/// @param port what it listens on
/// @param administrator its superuser
public record PostgresAccess(Path data, int port, Credentials administrator) {

    public static PostgresAccess of(EmbeddedPostgres postgres) {
        return new PostgresAccess(postgres.data().root(), postgres.port(), postgres.administrator());
    }

    /// The server of a data folder in which a Mangrove works; nothing when none does.
    public static Optional<PostgresAccess> find(Path folder) {
        try {
            if (!Files.isDirectory(folder) || !DataFolder.isInUse(folder)) {
                return Optional.empty();
            }
            Path data = folder.toRealPath();
            Optional<PidFile> file = PidFile.read(data.resolve("database"));
            if (file.isEmpty() || !file.get().isReady()) {
                throw new PostgresException("A Mangrove works in " + data
                        + ", but its database does not answer yet. Try again in a moment.");
            }
            return Optional.of(new PostgresAccess(data, file.get().port(), AdministratorPassword.read(data)));
        } catch (IOException e) {
            throw new PostgresException("The server in " + folder + " cannot be asked: " + e.getMessage(), e);
        }
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?sslmode=disable";
    }

    Path database() {
        return data.resolve("database");
    }

    Connection connect(String name) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", administrator.name());
        properties.setProperty("password", administrator.password());
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("loginTimeout", "10");
        return DriverManager.getConnection(jdbcUrl(name), properties);
    }
}
