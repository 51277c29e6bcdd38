package dev.mangrove.server.database;

import dev.mangrove.server.postgres.Credentials;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/// Where the database is and who may set it up: the embedded server, or an outside one.
///
/// @param jdbcUrl the address of the database, with no name and no password in it
/// @param administrator who makes the roles: a superuser, or a role with CREATEROLE that owns the database
/// @param passwords those of the roles
public record DatabaseServer(String jdbcUrl, Credentials administrator, RolePasswords passwords) {

    Connection connectAsAdministrator() throws SQLException {
        return connect(administrator);
    }

    Connection connect(Credentials credentials) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", credentials.name());
        properties.setProperty("password", credentials.password());
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("loginTimeout", "10");
        properties.setProperty("ApplicationName", "mangrove");
        return DriverManager.getConnection(jdbcUrl, properties);
    }
}
