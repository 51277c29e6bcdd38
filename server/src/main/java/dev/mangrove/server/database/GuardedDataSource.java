package dev.mangrove.server.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.AbstractDataSource;

/// A pool that gives a connection only to a transaction that begins. Whatever asks for one outside of that gets an
/// exception: a query without a transaction would run without an agency.
final class GuardedDataSource extends AbstractDataSource {

    private static final ScopedValue<GuardedDataSource> OPENING = ScopedValue.newInstance();

    private final DataSource pool;
    private final String role;

    GuardedDataSource(DataSource pool, String role) {
        this.pool = pool;
        this.role = role;
    }

    <T> T whileOpening(Supplier<T> begin) {
        return ScopedValue.where(OPENING, this).call(begin::get);
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (!OPENING.isBound() || OPENING.get() != this) {
            throw new IllegalStateException("A query of the role " + role + " outside a transaction of its own."
                    + " Run it inside AgencyTransactions or RoleTransactions.");
        }
        return pool.getConnection();
    }

    @Override
    public Connection getConnection(String username, String password) {
        throw new UnsupportedOperationException("A role connects under its own name only");
    }
}
