package dev.mangrove.server.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.mangrove.server.postgres.Credentials;
import java.time.Duration;
import javax.sql.DataSource;

/// A pool of connections for each role that serves.
final class Connections implements AutoCloseable {

    private static final Duration WAIT_MAX = Duration.ofSeconds(5);
    private static final Duration LIFETIME_MAX = Duration.ofMinutes(30);

    private final HikariDataSource app;
    private final HikariDataSource signIn;
    private final HikariDataSource intake;
    private final HikariDataSource audit;

    Connections(DatabaseServer server, int appConnectionsMax) {
        this.app = pool(server, DatabaseRole.APP, appConnectionsMax);
        this.signIn = pool(server, DatabaseRole.SIGN_IN, 6);
        this.intake = pool(server, DatabaseRole.INTAKE, 6);
        this.audit = pool(server, DatabaseRole.AUDIT, 4);
    }

    DataSource app() {
        return app;
    }

    DataSource signIn() {
        return signIn;
    }

    DataSource intake() {
        return intake;
    }

    DataSource audit() {
        return audit;
    }

    @Override
    public void close() {
        app.close();
        signIn.close();
        intake.close();
        audit.close();
    }

    static HikariDataSource pool(DatabaseServer server, DatabaseRole role, int connectionsMax) {
        Credentials credentials = server.passwords().of(role);
        HikariConfig config = new HikariConfig();
        config.setPoolName(role.sqlName());
        config.setJdbcUrl(server.jdbcUrl());
        config.setUsername(credentials.name());
        config.setPassword(credentials.password());
        config.setMaximumPoolSize(connectionsMax);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(WAIT_MAX.toMillis());
        config.setMaxLifetime(LIFETIME_MAX.toMillis());
        config.setInitializationFailTimeout(WAIT_MAX.toMillis());
        config.addDataSourceProperty("connectTimeout", "5");
        config.addDataSourceProperty("loginTimeout", "5");
        config.addDataSourceProperty("socketTimeout", "130");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("ApplicationName", "mangrove");
        return new HikariDataSource(config);
    }
}
