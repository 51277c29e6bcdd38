package dev.mangrove.server.database;

import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/// Transactions of a role that works over agencies or before one is known: sign-in, intake, audit. What such a
/// role may read and write is a matter of its grants and of policies that name it. Safe for use by several
/// threads.
public final class RoleTransactions {

    private final TransactionRunner runner;

    RoleTransactions(DataSource pool, DatabaseRole role) {
        this.runner = new TransactionRunner(pool, role);
    }

    /// Runs work that may write, in a transaction that is committed before this returns. Inside a transaction of
    /// the same role it joins that. The work may run up to six times, when transactions get in each other's way.
    public <T> T write(Function<JdbcClient, T> work) {
        return runner.run(TransactionSettings.ofRole(TransactionSettings.Mode.WRITE), work);
    }

    /// The same for work that only reads.
    public <T> T read(Function<JdbcClient, T> work) {
        return runner.run(TransactionSettings.ofRole(TransactionSettings.Mode.READ), work);
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
