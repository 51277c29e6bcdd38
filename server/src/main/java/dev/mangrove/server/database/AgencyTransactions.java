package dev.mangrove.server.database;

import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/// The only way to the tables of the domains: a transaction for one actor, of one agency.
///
/// ```java
/// Notice notice = transactions.write(actor, jdbc -> {
///     jdbc.sql("INSERT INTO takedown.notices (id, agency, ...) VALUES (...)").params(...).update();
///     return ...;
/// });                                             // committed, or an exception
/// ```
///
/// The agency, the person and the client are told to the database for this transaction and no longer, and its
/// policies compare each row with them (`mangrove.current_agency()`). Use inside another use joins it, when the
/// actor is the same; another actor there throws, and so does a write inside a read. Where transactions get in
/// each other's way (SQLSTATE 40001, 40P01) the work is run again, at most five times: keep effects outside the
/// database out of it.
///
/// Safe for use by several threads; a transaction belongs to the thread that began it.
public final class AgencyTransactions {

    private final TransactionRunner runner;

    AgencyTransactions(DataSource pool) {
        this.runner = new TransactionRunner(pool, DatabaseRole.APP);
    }

    /// Runs work that may write. Committed, and flushed to the database's disk, before this returns.
    ///
    /// @throws CommitOutcomeUnknownException when the connection broke during the commit
    public <T> T write(Actor actor, Function<JdbcClient, T> work) {
        return runner.run(TransactionSettings.of(actor, TransactionSettings.Mode.WRITE), work);
    }

    /// Runs work that only reads; the database refuses a write in it.
    public <T> T read(Actor actor, Function<JdbcClient, T> work) {
        return runner.run(TransactionSettings.of(actor, TransactionSettings.Mode.READ), work);
    }

    /// Runs work whose outcome must be as if all such transactions ran one after the other: for rules over several
    /// rows that no constraint can hold.
    public <T> T serializable(Actor actor, Function<JdbcClient, T> work) {
        return runner.run(TransactionSettings.of(actor, TransactionSettings.Mode.SERIALIZABLE), work);
    }

    /// For whom the current transaction runs.
    ///
    /// @throws IllegalStateException outside a transaction
    public Actor actor() {
        return runner.current()
                .flatMap(TransactionSettings::actor)
                .orElseThrow(() -> new IllegalStateException("No transaction runs here, so that nobody is at work"));
    }

    /// For classes that keep a client: each use outside a transaction throws.
    public JdbcClient jdbc() {
        return runner.jdbc();
    }

    /// For Spring's own parts, which find the running transaction through it; they cannot begin one.
    public PlatformTransactionManager transactionManager() {
        return runner.manager();
    }
}
