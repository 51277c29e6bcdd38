package dev.mangrove.formats.sqlite;

import dev.mangrove.formats.row.HashListFormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.function.LongSupplier;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;

/// A SQLite file that somebody else made, opened read-only and as immutable: no journal, lock or
/// shared-memory file appears beside it. Not safe for use by several threads.
public final class ForeignDatabase implements AutoCloseable {

    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int VALUE_BYTES_MAX = 1 << 20;

    private final Path file;
    private final Connection connection;

    private ForeignDatabase(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /// Whether a file with these first bytes is SQLite's.
    public static boolean isSqlite(byte[] head) {
        return head.length >= MAGIC.length && Arrays.equals(head, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    public static ForeignDatabase open(Path file) throws IOException {
        Path wal = file.resolveSibling(file.getFileName() + "-wal");
        if (Files.exists(wal) && Files.size(wal) > 0) {
            throw new HashListFormatException(
                    file + " has changes that still lie in " + wal
                            + ". Close the program that writes to it, or run `PRAGMA wal_checkpoint(TRUNCATE)` on a copy of both.");
        }
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setPragma(SQLiteConfig.Pragma.LIMIT_LENGTH, String.valueOf(VALUE_BYTES_MAX));
        config.setPragma(SQLiteConfig.Pragma.LIMIT_ATTACHED, "0");
        Properties properties = config.toProperties();
        try {
            Connection connection = JDBC.createConnection("jdbc:sqlite:" + uri(file), properties);
            try {
                connection.setAutoCommit(true);
                try (var statement = connection.createStatement()) {
                    statement.execute("PRAGMA trusted_schema = OFF");
                    statement.execute("PRAGMA cell_size_check = ON");
                }
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
            return new ForeignDatabase(file, connection);
        } catch (SQLException e) {
            throw damaged(file, 0);
        }
    }

    /// `file:` with everything escaped that a URI gives a meaning to, and then `?immutable=1`.
    private static String uri(Path file) {
        StringBuilder uri = new StringBuilder("file:");
        for (byte b : file.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c == '/' || c == '.' || c == '-' || c == '_' || c < 0x80 && Character.isLetterOrDigit(c)) {
                uri.append(c);
            } else {
                uri.append(String.format(Locale.ROOT, "%%%02X", (int) c));
            }
        }
        return uri.append("?immutable=1").toString();
    }

    /// The columns of a table or view in lower case; empty where there is no such table.
    public Set<String> columns(String table) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        each(
                "SELECT name FROM pragma_table_info('" + table + "')",
                () -> 0,
                found -> names.add(found.getString(1).toLowerCase(Locale.ROOT)));
        return names;
    }

    /// Whether a query can be answered in its order without sorting.
    public boolean isSorted(String query) throws IOException {
        boolean[] sorts = {false};
        each(
                "EXPLAIN QUERY PLAN " + query,
                () -> 0,
                found -> sorts[0] |= found.getString("detail").contains("TEMP B-TREE"));
        return !sorts[0];
    }

    /// Hands each row of a query to `sink`, as a stream.
    ///
    /// @param rows how many rows have been read, for messages
    public void each(String query, LongSupplier rows, RowOfQuery sink) throws IOException {
        try (PreparedStatement statement = connection.prepareStatement(query);
                ResultSet found = statement.executeQuery()) {
            while (found.next()) {
                sink.accept(found);
            }
        } catch (SQLException e) {
            throw damaged(file, rows.getAsLong());
        }
    }

    /// Receives the row that a result stands at.
    @FunctionalInterface
    public interface RowOfQuery {
        void accept(ResultSet row) throws SQLException, IOException;
    }

    private static HashListFormatException damaged(Path file, long rows) {
        return new HashListFormatException(
                file + " is a SQLite database that cannot be read beyond row " + rows
                        + ": it is damaged, cut off, or not of the expected shape. Ask its sender for an undamaged copy; nothing of it was taken over.");
    }

    @Override
    public void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IOException(file + " could not be closed", e);
        }
    }
}
