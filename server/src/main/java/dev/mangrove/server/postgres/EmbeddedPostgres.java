package dev.mangrove.server.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running PostgreSQL of our own. While this is open, a thread watches its process: when it dies, another one is
/// started on the same port, so that connection pools heal by themselves. Safe for use by several threads.
public final class EmbeddedPostgres implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final int PORT_ATTEMPTS_MAX = 3;
    private static final Duration BACKOFF_MAX = Duration.ofSeconds(30);

    private final DataFolder data;
    private final PostgresBinaries binaries;
    private final PostgresAccount account;
    private final Credentials administrator;
    private final Thread watchdog;
    private final WalShipping shipping;

    private volatile Postmaster postmaster;
    private volatile boolean closing;
    private volatile Optional<String> trouble = Optional.empty();

    private EmbeddedPostgres(
            DataFolder data,
            PostgresBinaries binaries,
            PostgresAccount account,
            Credentials administrator,
            Postmaster postmaster) {
        this.data = data;
        this.binaries = binaries;
        this.account = account;
        this.administrator = administrator;
        this.postmaster = postmaster;
        this.shipping = WalShipping.start(data);
        this.watchdog = Thread.ofPlatform().daemon().name("postgres-watchdog").unstarted(this::watch);
    }

    /// Starts the server, making its database at the first start. Returns when it takes connections.
    ///
    /// @throws PostgresException when it cannot be started; the message says why and what to do
    public static EmbeddedPostgres start(DataFolder data) {
        return start(data, PostgresAccount.forFolder(data.root()));
    }

    static EmbeddedPostgres start(DataFolder data, PostgresAccount account) {
        try {
            Cluster.checkSpace(data.root());
            Leftovers.end(data.database());
            PostgresBinaries binaries = PostgresBinaries.unpack(data.root());
            Credentials administrator = AdministratorPassword.readOrDraw(data.root());
            DataFolder.makePrivate(data.socket());
            DataFolder.makePrivate(data.logs());
            DataFolder.makePrivate(data.walOutgoing());
            account.own(data.secrets());
            account.own(data.socket());
            account.own(data.logs());
            account.own(data.walOutgoing());
            Cluster.makeIfMissing(data, binaries, account);
            Postmaster postmaster = startOnFreePort(data, binaries, account);
            checkAnswers(data, postmaster, administrator);
            EmbeddedPostgres postgres = new EmbeddedPostgres(data, binaries, account, administrator, postmaster);
            postgres.watchdog.start();
            return postgres;
        } catch (IOException e) {
            throw new PostgresException("PostgreSQL cannot be started in " + data.root() + ": " + e.getMessage(), e);
        }
    }

    public String jdbcUrl(String database) {
        return PostgresAccess.of(this).jdbcUrl(database);
    }

    /// The superuser: for roles, migrations' set-up and backups, never for the work of a domain.
    public Credentials administrator() {
        return administrator;
    }

    public int port() {
        return postmaster.port();
    }

    /// What is wrong with the server, or with its way to the backup, at this moment, for the health page.
    public Optional<String> trouble() {
        return trouble.or(shipping::trouble);
    }

    /// A connection of the superuser to a database of this server.
    public Connection connectAsAdministrator(String database) throws SQLException {
        return PostgresAccess.of(this).connect(database);
    }

    DataFolder data() {
        return data;
    }

    PostgresAccount account() {
        return account;
    }

    long processId() {
        return postmaster.pid();
    }

    /// Stops the server: open transactions are rolled back, everything committed is on the disk.
    @Override
    public void close() {
        synchronized (this) {
            closing = true;
            watchdog.interrupt();
        }
        boolean interrupted = false;
        try {
            watchdog.join(Duration.ofSeconds(30));
        } catch (InterruptedException e) {
            interrupted = true;
        }
        postmaster.stop();
        shipping.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Postmaster startOnFreePort(DataFolder data, PostgresBinaries binaries, PostgresAccount account)
            throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return Postmaster.start(data, binaries, account, freePort());
            } catch (PortTakenException e) {
                if (attempt == PORT_ATTEMPTS_MAX) {
                    throw new PostgresException(
                            "PostgreSQL found " + PORT_ATTEMPTS_MAX + " free ports taken, one after the other", e);
                }
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private static void checkAnswers(DataFolder data, Postmaster postmaster, Credentials administrator) {
        PostgresAccess server = new PostgresAccess(data.root(), postmaster.port(), administrator);
        try (Connection connection = server.connect("postgres")) {
            if (!connection.isValid(5)) {
                throw new SQLException("the connection is not valid");
            }
        } catch (SQLException e) {
            postmaster.stop();
            throw new PostgresException(
                    "PostgreSQL was started in " + data.root() + " but does not let its administrator in: "
                            + e.getMessage() + ". Is " + AdministratorPassword.file(data.root())
                            + " the file that was there when the database was made?",
                    e);
        }
    }

    private void watch() {
        while (!closing) {
            try {
                int exitCode = postmaster.process().waitFor();
                if (closing) {
                    return;
                }
                trouble = Optional.of("PostgreSQL ended by itself (exit code " + exitCode + ") and is started again");
                LOG.error("PostgreSQL ended by itself with exit code {}; starting it again", exitCode);
                restart();
            } catch (InterruptedException e) {
                return; // close() stops the server
            }
        }
    }

    private void restart() throws InterruptedException {
        Duration backoff = Duration.ofMillis(250);
        while (!closing) {
            try {
                Leftovers.end(data.database());
                Postmaster started = Postmaster.start(data, binaries, account, port());
                synchronized (this) {
                    postmaster = started;
                }
                trouble = Optional.empty();
                LOG.info("PostgreSQL is back (process {})", started.pid());
                return;
            } catch (PostgresException | PortTakenException | IOException e) {
                trouble = Optional.of("PostgreSQL died and cannot be started again: " + e.getMessage());
                LOG.error("PostgreSQL cannot be started again; next attempt in {} ms", backoff.toMillis(), e);
                TimeUnit.MILLISECONDS.sleep(backoff.toMillis());
                backoff = backoff.multipliedBy(2).compareTo(BACKOFF_MAX) > 0 ? BACKOFF_MAX : backoff.multipliedBy(2);
            }
        }
    }
}
