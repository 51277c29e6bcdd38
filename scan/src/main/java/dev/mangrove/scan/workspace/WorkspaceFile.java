package dev.mangrove.scan.workspace;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Objects;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// The SQLite file of a workspace: how it is opened, what makes it one of ours, and what its errors mean.
final class WorkspaceFile {

    static final String NAME = "workspace.sqlite";

    /// "MNGV": tells tools such as file(1) what the file is.
    static final int APPLICATION_ID = 0x4D4E4756;

    static final int SCHEMA_VERSION = 2;

    private static final long SPACE_NEEDED_BYTES = 4L << 20;

    private final Path folder;
    private final Path path;

    WorkspaceFile(Path folder) {
        this.folder = folder;
        this.path = folder.resolve(NAME);
    }

    Path path() {
        return path;
    }

    boolean exists() {
        return Files.exists(path);
    }

    /// Opens the file for writing, and makes it where it is missing. Another program's file is refused untouched.
    Connection connectToWrite() throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + uri(""));
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 30000");
            if (!isBlank(connection)) {
                check(connection);
                upgrade(connection);
            }
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = FULL");
            statement.execute("PRAGMA foreign_keys = ON");
            statement.execute("PRAGMA cache_size = -32768");
        } catch (SQLException | WorkspaceException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    /// Opens the file for reading alone. Where its folder cannot be written the file is opened as immutable;
    /// that needs a file whose write-ahead log has been merged.
    Connection connectToRead() throws SQLException {
        if (!Files.isWritable(folder)) {
            Path log = path.resolveSibling(NAME + "-wal");
            if (isNotEmpty(log)) {
                throw WorkspaceException.cannotGoOn("the workspace " + folder + " lies on a read-only medium and its"
                        + " last run was interrupted; copy the folder to a writable disk and read it there");
            }
            return readOnly("?mode=ro&immutable=1");
        }
        return readOnly("?mode=ro");
    }

    private Connection readOnly(String parameters) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + uri(parameters));
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 30000");
            statement.execute("PRAGMA query_only = ON");
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    private String uri(String parameters) {
        return path.toAbsolutePath().toUri().getRawPath().transform(raw -> "file:" + raw + parameters);
    }

    /// Creates all tables. The caller's transaction makes it all or nothing.
    static void createSchema(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : schema().split(";[ \\t]*(--[^\\n]*)?\\n")) {
                if (!withoutComments(sql).isBlank()) {
                    statement.execute(sql);
                }
            }
            statement.execute("PRAGMA application_id = " + APPLICATION_ID);
            statement.execute("PRAGMA user_version = " + SCHEMA_VERSION);
        }
    }

    private static String withoutComments(String sql) {
        return sql.replaceAll("--[^\\n]*", "");
    }

    private static String schema() {
        try (InputStream in = Objects.requireNonNull(WorkspaceFile.class.getResourceAsStream("schema.sql"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// Whether the file holds no table yet: new, or its creation was interrupted.
    static boolean isBlank(Connection connection) throws SQLException {
        return number(connection, "SELECT count(*) FROM sqlite_schema") == 0
                && number(connection, "PRAGMA application_id") == 0;
    }

    /// Refuses a file that is not a workspace, or is one of another version.
    void check(Connection connection) throws SQLException {
        if (number(connection, "PRAGMA application_id") != APPLICATION_ID) {
            throw WorkspaceException.wrongUse(path + " is an SQLite file but not a Mangrove workspace; give the folder"
                    + " that an earlier scan wrote, or a new folder");
        }
        long version = number(connection, "PRAGMA user_version");
        if (version > SCHEMA_VERSION) {
            throw WorkspaceException.wrongUse("the workspace " + folder
                    + " was written by a later version of Mangrove (its schema is " + version
                    + ", this version knows up to " + SCHEMA_VERSION + "); use that version, or a new workspace");
        }
        if (version < SCHEMA_VERSION) {
            throw WorkspaceException.wrongUse("the workspace " + folder
                    + " was written by an earlier version of Mangrove (its schema is " + version
                    + ", this version needs " + SCHEMA_VERSION + "); use that version, or a new workspace");
        }
    }

    /// Gives the workspace of an earlier version what it lacks.
    private static void upgrade(Connection connection) throws SQLException {
        if (number(connection, "PRAGMA user_version") < SCHEMA_VERSION) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("BEGIN IMMEDIATE");
                if (number(connection, "SELECT count(*) FROM pragma_table_info('item') WHERE name = 'message_id'")
                        == 0) {
                    statement.execute("ALTER TABLE item ADD COLUMN message_id TEXT");
                }
                statement.execute("PRAGMA user_version = " + SCHEMA_VERSION);
                statement.execute("COMMIT");
            }
        }
    }

    /// Refuses to read what an earlier version wrote, until it has been opened for writing.
    void requireCurrent(Connection connection) throws SQLException {
        if (number(connection, "PRAGMA user_version") < SCHEMA_VERSION) {
            throw WorkspaceException.wrongUse("the workspace " + folder
                    + " was written by an earlier version of Mangrove; run `mangrove rematch` on it once, which brings"
                    + " it up to date");
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    /// Says what an SQLite error means for the person at the keyboard.
    ///
    /// @param act what was tried: `read`, `written`, ...
    WorkspaceException failure(String act, SQLException e) {
        SQLiteErrorCode code =
                e instanceof SQLiteException sqlite ? sqlite.getResultCode() : SQLiteErrorCode.UNKNOWN_ERROR;
        String name = code.name().toUpperCase(Locale.ROOT);
        String where = "the workspace " + folder;
        if (name.startsWith("SQLITE_FULL") || (isInputOutput(name) && isSpaceLow())) {
            return WorkspaceException.cannotGoOn(
                    "disk full: " + where + " could not be " + act
                            + "; what was committed before is safe. Free space on"
                            + " its disk and run the same command again",
                    e);
        }
        if (isInputOutput(name)) {
            return WorkspaceException.cannotGoOn(
                    where + " could not be " + act + ": the disk reports an error (" + name + "). What was committed"
                            + " before is safe; check the disk and run the same command again",
                    e);
        }
        if (name.startsWith("SQLITE_READONLY")
                || name.startsWith("SQLITE_PERM")
                || name.startsWith("SQLITE_CANTOPEN")) {
            return WorkspaceException.cannotGoOn(
                    where + " could not be " + act + " (" + name + "); make the folder and its files readable and"
                            + " writable, or give another folder",
                    e);
        }
        if (name.startsWith("SQLITE_NOTADB")) {
            return WorkspaceException.wrongUse(
                    path + " is not a Mangrove workspace; give the folder that an earlier scan wrote, or a new folder");
        }
        if (name.startsWith("SQLITE_CORRUPT")) {
            return WorkspaceException.cannotGoOn(
                    path + " is damaged (" + name + "); keep a copy of it, and scan again into a new workspace", e);
        }
        if (name.startsWith("SQLITE_BUSY") || name.startsWith("SQLITE_LOCKED")) {
            return WorkspaceException.cannotGoOn(
                    where + " is held by another program for over 30 s; close that program and run the same command"
                            + " again",
                    e);
        }
        return WorkspaceException.cannotGoOn(where + " could not be " + act + ": " + e.getMessage(), e);
    }

    private static boolean isInputOutput(String name) {
        return name.startsWith("SQLITE_IOERR");
    }

    private boolean isSpaceLow() {
        try {
            return Files.getFileStore(folder).getUsableSpace() < SPACE_NEEDED_BYTES;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isNotEmpty(Path file) {
        try {
            return Files.exists(file) && Files.size(file) > 0;
        } catch (IOException e) {
            return false;
        }
    }
}
