package dev.mangrove.scan.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sqlite.SQLiteConfig;

/// A workspace's database, opened for reading only. All that one source reads is of one instant, even
/// while a scan goes on beside it. For one thread.
final class ReportSource implements AutoCloseable {

    /// The database inside a workspace.
    static final String DATABASE = "workspace.sqlite";

    private final Connection connection;

    private ReportSource(Connection connection) {
        this.connection = connection;
    }

    /// Opens the database of a workspace.
    ///
    /// @throws ReportException where the folder holds none, or none that can be read
    static ReportSource open(Path workspace) throws IOException {
        Path file = workspace.resolve(DATABASE);
        if (!Files.isRegularFile(file)) {
            throw new ReportException("no scan workspace at " + workspace + ": it holds no file " + DATABASE
                    + ". Name the folder that was given to scan --workspace.");
        }
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        // Sorting stays in memory: no copy of a case's paths in a shared temporary folder.
        config.setPragma(SQLiteConfig.Pragma.TEMP_STORE, "MEMORY");
        try {
            Connection connection = config.createConnection("jdbc:sqlite:" + address(workspace, file));
            try {
                connection.setAutoCommit(false);
                ReportSource source = new ReportSource(connection);
                source.count("SELECT count(*) FROM capture");
                return source;
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new ReportException(
                    "the workspace database " + file + " cannot be read: " + e.getMessage()
                            + ". Restore it from a copy, or scan again into a new workspace.",
                    e);
        }
    }

    /// A workspace on a read-only medium has no room for SQLite's lock files; without a pending journal
    /// it is safely read as it stands.
    private static String address(Path workspace, Path file) {
        boolean still = !Files.isWritable(workspace) && !Files.exists(workspace.resolve(DATABASE + "-wal"));
        return file.toAbsolutePath().toUri().toString().replaceFirst("^file:/+", "file:///")
                + (still ? "?immutable=1" : "?mode=ro");
    }

    /// A failure while reading.
    static ReportException unreadable(Path workspace, SQLException failure) {
        return new ReportException(
                "the workspace " + workspace + " cannot be read: " + failure.getMessage()
                        + ". Restore it from a copy, or scan again into a new workspace.",
                failure);
    }

    /// Reads every row into a list. For queries whose number of rows is bounded.
    <T> List<T> list(String sql, Row<T> row, Object... parameters) throws SQLException, IOException {
        List<T> rows = new ArrayList<>();
        forEach(sql, result -> rows.add(row.read(result)), parameters);
        return rows;
    }

    /// Reads one row after the other, never holding more than one.
    void forEach(String sql, RowSink sink, Object... parameters) throws SQLException, IOException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    sink.accept(result);
                }
            }
        }
    }

    /// The single number that a query gives; 0 where it gives none.
    long count(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? result.getLong(1) : 0;
            }
        }
    }

    /// The first text that a query gives.
    Optional<String> text(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? Optional.ofNullable(result.getString(1)) : Optional.empty();
            }
        }
    }

    /// A statement for a caller that asks the same again and again.
    PreparedStatement prepare(String sql) throws SQLException {
        return connection.prepareStatement(sql);
    }

    private static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /// Makes a record of a row.
    interface Row<T> {
        T read(ResultSet result) throws SQLException, IOException;
    }

    /// Takes a row.
    interface RowSink {
        void accept(ResultSet result) throws SQLException, IOException;
    }
}
