package dev.mangrove.server.start;

import dev.mangrove.server.database.Database;
import dev.mangrove.server.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationContext;

/// The whole server, running, with its own PostgreSQL and a clock that a test moves on. One for all tests of a JVM;
/// each test begins with [#empty].
public final class TestConsole implements AutoCloseable {

    private static Optional<TestConsole> shared = Optional.empty();

    private final Path folder;
    private final TestClock clock = new TestClock();
    private final ServerOptions options;
    private final RunningServer server;
    private final Connection administrator;

    private TestConsole(String scheme) {
        try {
            folder = Files.createTempDirectory("mangrove-console");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int port = freePort();
        options = new ServerOptions(
                folder.resolve("data"),
                folder.resolve("keys").resolve("keys.json"),
                "127.0.0.1",
                port,
                freePort(),
                URI.create(scheme.equals("https") ? "https://mangrove.unit.example" : "http://localhost:" + port),
                Optional.empty(),
                Optional.empty());
        server = RunningServer.start(options, clock);
        try {
            administrator = beans().getBean(EmbeddedPostgres.class).connectAsAdministrator(Database.NAME);
            administrator.createStatement().execute("SET synchronous_commit = off");
        } catch (SQLException e) {
            server.close();
            throw new AssertionError(e);
        }
    }

    public static synchronized TestConsole shared() {
        if (shared.isEmpty()) {
            TestConsole console = new TestConsole("http");
            Runtime.getRuntime().addShutdownHook(new Thread(console::close));
            shared = Optional.of(console);
        }
        return shared.get();
    }

    /// One of its own, as it stands behind a reverse proxy that speaks TLS for `https://mangrove.unit.example`.
    public static TestConsole behindProxy() {
        return new TestConsole("https");
    }

    /// Forgets every agency, and with it all people.
    public void empty() {
        execute("TRUNCATE identity.agencies, identity.set_up, identity.challenges, identity.attempts,"
                + " proposals.proposals CASCADE");
    }

    public TestClock clock() {
        return clock;
    }

    public int port() {
        return options.port();
    }

    public int healthPort() {
        return options.healthPort();
    }

    public Visitor visitor() {
        return new Visitor(URI.create("http://localhost:" + options.port()));
    }

    public String setUpPath() {
        return server.setUpPath().orElseThrow();
    }

    public ApplicationContext beans() {
        return server.beans();
    }

    public UUID agency() {
        UUID id = UUID.randomUUID();
        execute("INSERT INTO identity.agencies VALUES (?, 'Example Unit', 'Asia/Ho_Chi_Minh', now())", id);
        return id;
    }

    public UUID person(UUID agency, String login, String... roles) {
        UUID id = UUID.randomUUID();
        execute(
                "INSERT INTO identity.people (agency, id, login, name, state, made_at) VALUES (?, ?, ?, ?, 'active', now())",
                agency,
                id,
                login,
                "Officer " + login);
        // Past the rule that roles take two people.
        execute("SET session_replication_role = replica");
        for (String role : roles) {
            execute("INSERT INTO identity.roles VALUES (?, ?, ?, now())", agency, id, role);
        }
        execute("SET session_replication_role = origin");
        return id;
    }

    /// Someone in a session of this stage, such as `complete`, that has never been stepped up.
    public Visitor inSession(UUID agency, UUID person, String stage) {
        byte[] bits = (UUID.randomUUID().toString() + UUID.randomUUID()).getBytes(StandardCharsets.US_ASCII);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(bits));
        Timestamp now = Timestamp.from(clock.instant());
        execute(
                "INSERT INTO identity.sessions (agency, person, id, token_hash, stage, factor, began_at, seen_at, browser)"
                        + " VALUES (?, ?, ?, ?, ?, 'password', ?, ?, 'test')",
                agency,
                person,
                UUID.randomUUID(),
                sha256(token.getBytes(StandardCharsets.US_ASCII)),
                stage,
                now,
                now);
        return visitor().withCookie("mangrove-session", token);
    }

    /// As the superuser, whom no policy holds.
    public void execute(String sql, Object... arguments) {
        try (PreparedStatement statement = statement(sql, arguments)) {
            statement.execute();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /// The first column of every row, as text.
    public List<String> ask(String sql, Object... arguments) {
        try (PreparedStatement statement = statement(sql, arguments);
                ResultSet rows = statement.executeQuery()) {
            List<String> answers = new ArrayList<>();
            while (rows.next()) {
                answers.add(rows.getString(1));
            }
            return answers;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /// A digest of all that identity keeps, but for what every visit leaves: challenges, failed attempts, last
    /// uses.
    public String stateOfIdentity() {
        StringBuilder state = new StringBuilder();
        for (String table : List.of(
                "agencies",
                "people",
                "roles",
                "passwords",
                "authenticators",
                "passkeys",
                "recovery_codes",
                "invitations",
                "api_clients",
                "set_up")) {
            state.append(table).append(ask("SELECT t::text FROM identity." + table + " t ORDER BY 1"));
        }
        state.append(ask("SELECT id::text || stage || coalesce(ended_why, '') FROM identity.sessions ORDER BY 1"));
        return HexFormat.of().formatHex(sha256(state.toString().getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        try {
            administrator.close();
        } catch (SQLException e) {
            throw new AssertionError(e);
        } finally {
            server.close();
        }
    }

    private PreparedStatement statement(String sql, Object... arguments) throws SQLException {
        PreparedStatement statement = administrator.prepareStatement(sql);
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i]);
        }
        return statement;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
