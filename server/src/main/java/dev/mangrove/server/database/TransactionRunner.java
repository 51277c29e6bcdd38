package dev.mangrove.server.database;

import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/// Begins, repeats, joins and ends transactions of one role, and tells the database for whom they run.
final class TransactionRunner {

    private static final int REPEATS_MAX = 5;
    private static final int FIRST_PAUSE_MILLIS_MAX = 10;
    private static final int TIMEOUT_SECONDS = 120;

    private static final String TELL = """
            SELECT set_config('mangrove.agency', ?, true), set_config('mangrove.person', ?, true),
                   set_config('mangrove.client', ?, true)""";

    private final GuardedDataSource source;
    private final JdbcTransactionManager manager;
    private final JdbcClient jdbc;
    private final ThreadLocal<@Nullable TransactionSettings> running = new ThreadLocal<>();

    TransactionRunner(DataSource pool, DatabaseRole role) {
        this.source = new GuardedDataSource(pool, role.sqlName());
        this.manager = new JdbcTransactionManager(source);
        this.jdbc = JdbcClient.create(source);
    }

    <T> T run(TransactionSettings settings, Function<JdbcClient, T> work) {
        TransactionSettings outer = running.get();
        if (outer != null) {
            checkJoins(settings, outer);
            return work.apply(jdbc);
        }
        for (int repeats = 0; ; repeats++) {
            try {
                return runOnce(settings, work);
            } catch (RuntimeException e) {
                if (repeats == REPEATS_MAX || !SqlStates.isWorthAnotherTry(e)) {
                    throw e;
                }
                pause(repeats);
            }
        }
    }

    Optional<TransactionSettings> current() {
        return Optional.ofNullable(running.get());
    }

    JdbcClient jdbc() {
        return jdbc;
    }

    JdbcTransactionManager manager() {
        return manager;
    }

    private <T> T runOnce(TransactionSettings settings, Function<JdbcClient, T> work) {
        TransactionStatus transaction = source.whileOpening(() -> manager.getTransaction(definition(settings.mode())));
        T result;
        running.set(settings);
        try {
            jdbc.sql(TELL)
                    .param(settings.agency())
                    .param(settings.person())
                    .param(settings.client())
                    .query()
                    .singleRow();
            result = work.apply(jdbc);
        } catch (Throwable e) {
            rollBack(transaction, e);
            throw e;
        } finally {
            running.remove();
        }
        commit(transaction);
        return result;
    }

    private void commit(TransactionStatus transaction) {
        try {
            manager.commit(transaction);
        } catch (RuntimeException e) {
            if (SqlStates.isConnectionLost(e)) {
                throw new CommitOutcomeUnknownException(e);
            }
            throw e;
        }
    }

    private void rollBack(TransactionStatus transaction, Throwable reason) {
        try {
            manager.rollback(transaction);
        } catch (RuntimeException e) {
            reason.addSuppressed(e); // a broken connection rolls back by itself
        }
    }

    private static void checkJoins(TransactionSettings inner, TransactionSettings outer) {
        if (!inner.actor().equals(outer.actor())) {
            throw new IllegalStateException("A transaction for " + inner.actor() + " inside one for " + outer.actor());
        }
        if (!inner.mode().mayJoin(outer.mode())) {
            throw new IllegalStateException("A transaction of mode " + inner.mode() + " inside one of mode "
                    + outer.mode() + ": begin the outer one as " + inner.mode());
        }
    }

    private static DefaultTransactionDefinition definition(TransactionSettings.Mode mode) {
        DefaultTransactionDefinition definition = new DefaultTransactionDefinition();
        definition.setReadOnly(mode == TransactionSettings.Mode.READ);
        definition.setTimeout(TIMEOUT_SECONDS);
        definition.setIsolationLevel(
                mode == TransactionSettings.Mode.SERIALIZABLE
                        ? TransactionDefinition.ISOLATION_SERIALIZABLE
                        : TransactionDefinition.ISOLATION_READ_COMMITTED);
        return definition;
    }

    private static void pause(int repeats) {
        try {
            TimeUnit.MILLISECONDS.sleep(1 + ThreadLocalRandom.current().nextInt(FIRST_PAUSE_MILLIS_MAX << repeats));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted before a transaction was tried again", e);
        }
    }
}
