package dev.mangrove.server.start;

import dev.mangrove.server.ServerApplication;
import dev.mangrove.server.audit.Audit;
import dev.mangrove.server.audit.AuditLog;
import dev.mangrove.server.database.Database;
import dev.mangrove.server.database.DatabaseServer;
import dev.mangrove.server.identity.PublicUrl;
import dev.mangrove.server.identity.RegisteredNames;
import dev.mangrove.server.identity.SetUp;
import dev.mangrove.server.keys.FieldKeys;
import dev.mangrove.server.postgres.DataFolder;
import dev.mangrove.server.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/// The server's parts in the order in which they come up: data folder, PostgreSQL, database, keys, web. They go
/// down in the opposite
/// order.
public final class RunningServer implements AutoCloseable {

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private Optional<EmbeddedPostgres> postgres = Optional.empty();
    private Optional<ConfigurableApplicationContext> context = Optional.empty();

    private RunningServer() {}

    /// Starts all parts, or none.
    public static RunningServer start(ServerOptions options) {
        return start(options, Clock.systemUTC());
    }

    /// @param clock by which links, codes and sessions run out
    static RunningServer start(ServerOptions options, Clock clock) {
        RunningServer server = new RunningServer();
        boolean started = false;
        try {
            server.up(options, clock);
            started = true;
            return server;
        } finally {
            if (!started) {
                server.close();
            }
        }
    }

    /// The path of the link by which the first administrator enrols; empty when the agency stands.
    public Optional<String> setUpPath() {
        return context.orElseThrow().getBean(SetUp.class).newLink();
    }

    /// The web part's beans, while it runs.
    ApplicationContext beans() {
        return context.orElseThrow();
    }

    static int runUntilStopped(ServerOptions options, PrintWriter out) {
        long begun = System.nanoTime();
        RunningServer server = start(options);
        Thread stopping = new Thread(server::close, "stop");
        Runtime.getRuntime().addShutdownHook(stopping);
        out.printf("Mangrove answers at %s (after %.1f s)%n", options.publicUrl(), (System.nanoTime() - begun) / 1e9);
        server.setUpPath().ifPresent(path -> {
            out.println();
            out.println("Nobody has been enrolled yet. Open this link within " + SetUp.LINK_GOOD.toMinutes()
                    + " minutes; it works once:");
            out.println();
            out.println("  " + options.publicUrl() + path);
            out.println();
        });
        out.println("Health: http://127.0.0.1:" + options.healthPort() + "/actuator/health   Log: "
                + options.data().resolve("log/server.json"));
        out.flush();
        try {
            Thread.currentThread().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private void up(ServerOptions options, Clock clock) {
        DataFolder data = part(DataFolder.open(options.data()));
        DatabaseServer databaseServer = databaseServer(options, data);
        Database database = part(Database.open(databaseServer, ServerApplication.DOMAINS));
        AuditLog log = part(openLog(database, data.secrets(), options.publicUrl()));
        log.start();
        FieldKeys keys = FieldKeys.readOrMake(options.keyFile());
        SpringApplication application = new SpringApplication(ServerApplication.class);
        application.setDefaultProperties(WebProperties.of(options));
        application.setRegisterShutdownHook(false);
        application.addInitializers(spring -> {
            GenericApplicationContext beans = (GenericApplicationContext) spring;
            beans.registerBean(Database.class, () -> database, definition -> definition.setDestroyMethodName(""));
            postgres.ifPresent(own -> beans.registerBean(
                    EmbeddedPostgres.class, () -> own, definition -> definition.setDestroyMethodName("")));
            beans.registerBean(AuditLog.class, () -> log, definition -> definition.setDestroyMethodName(""));
            beans.registerBean(Audit.class, log::audit);
            beans.registerBean(FieldKeys.class, () -> keys);
            beans.registerBean(Clock.class, () -> clock);
            beans.registerBean(PublicUrl.class, () -> new PublicUrl(options.publicUrl()));
        });
        context = Optional.of(part(application.run()));
    }

    private DatabaseServer databaseServer(ServerOptions options, DataFolder data) {
        if (options.databaseUrl().isEmpty()) {
            EmbeddedPostgres started = part(EmbeddedPostgres.start(data));
            postgres = Optional.of(started);
            return Database.embedded(started, data.secrets());
        }
        return OutsideDatabases.server(options.databaseUrl().get(), data.secrets());
    }

    private static AuditLog openLog(Database database, Path secrets, URI publicUrl) {
        try {
            return AuditLog.open(
                    database.agencies(),
                    database.audit(),
                    secrets,
                    publicUrl.getHost() + "/audit",
                    new RegisteredNames(database.agencies()));
        } catch (IOException e) {
            throw new UncheckedIOException("the audit log's signing key in " + secrets + " could not be used", e);
        }
    }

    private <T extends AutoCloseable> T part(T part) {
        parts.push(part);
        return part;
    }

    /// Closes every part, even where one before it fails: a database must not be left running.
    @Override
    public synchronized void close() {
        IllegalStateException failed = new IllegalStateException("the server did not stop cleanly");
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                failed.addSuppressed(e);
            }
        }
        if (failed.getSuppressed().length > 0) {
            throw failed;
        }
    }
}
