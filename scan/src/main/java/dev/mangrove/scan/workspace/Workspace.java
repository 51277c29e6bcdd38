package dev.mangrove.scan.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A scan's workspace, open. All its methods may be called from several threads.
public final class Workspace implements AutoCloseable {

    private final Path folder;
    private final WorkspaceFile file;
    private final @Nullable WorkspaceLock lock;
    private final @Nullable Writer writer;
    private final ScanSettings settings;
    private final List<CaptureRoot> captures;
    private final boolean resumed;
    private @Nullable ItemJournal items;
    private @Nullable DoneItems done;

    private Workspace(
            Path folder,
            WorkspaceFile file,
            @Nullable WorkspaceLock lock,
            @Nullable Writer writer,
            Stored stored,
            boolean resumed) {
        this.folder = folder;
        this.file = file;
        this.lock = lock;
        this.writer = writer;
        this.settings = stored.settings();
        this.captures = stored.captures();
        this.resumed = resumed;
    }

    private record Stored(ScanSettings settings, List<CaptureRoot> captures) {

        static Stored read(WorkspaceFile file, Connection connection) throws SQLException {
            try {
                return new Stored(
                        ScanSettings.fromValues(Settings.read(connection)), List.copyOf(Captures.read(connection)));
            } catch (IllegalArgumentException e) {
                throw WorkspaceException.cannotGoOn(
                        file.path() + " is damaged: " + e.getMessage() + "; scan again into a new workspace", e);
            }
        }
    }

    /// Opens a workspace for a scan, or begins one. Holds it against other scans until it is closed.
    ///
    /// @param folder is created where missing
    /// @param settings must be those that the workspace was begun with
    /// @param captures must be those that the workspace was begun with; where one lies elsewhere now and no longer
    ///     at its former place, its location is updated and the journal says so
    /// @throws WorkspaceException naming what is wrong and the way out
    public static Workspace openOrCreate(Path folder, ScanSettings settings, List<CaptureRoot> captures) {
        createFolder(folder);
        WorkspaceLock lock = WorkspaceLock.take(folder);
        Workspace opened = null;
        try {
            opened = openOrCreate(folder, lock, settings, captures);
            return opened;
        } finally {
            if (opened == null) {
                lock.close();
            }
        }
    }

    private static Workspace openOrCreate(
            Path folder, WorkspaceLock lock, ScanSettings settings, List<CaptureRoot> captures) {
        WorkspaceFile file = new WorkspaceFile(folder);
        Writer writer = writer(file);
        boolean whole = false;
        try {
            boolean resumed = writer.add(connection -> {
                if (WorkspaceFile.isBlank(connection)) {
                    WorkspaceFile.createSchema(connection);
                    Settings.insert(connection, settings);
                    Captures.insert(connection, captures);
                    return false;
                }
                return true;
            });
            writer.commit();
            if (resumed) {
                Settings.requireEqual(folder, writer.add(Settings::read), settings.toValues());
            }
            Stored stored = writer.add(connection -> Stored.read(file, connection));
            if (resumed) {
                for (CaptureRoot moved : Captures.moved(folder, stored.captures(), captures)) {
                    move(writer, stored.captures().get(moved.id() - 1), moved);
                }
                stored = new Stored(settings, List.copyOf(captures));
            }
            whole = true;
            return new Workspace(folder, file, lock, writer, stored, resumed);
        } finally {
            if (!whole) {
                writer.close();
            }
        }
    }

    private static void move(Writer writer, CaptureRoot before, CaptureRoot now) {
        writer.commit(connection -> {
            Captures.move(connection, now);
            return note(
                    connection,
                    "captureMoved",
                    Map.of(
                            "capture", now.label(),
                            "from", before.location().display(),
                            "to", now.location().display()));
        });
    }

    /// Opens an existing workspace to match again or to record an export. Holds it against other scans until it is
    /// closed.
    ///
    /// @throws WorkspaceException naming what is wrong and the way out
    public static Workspace open(Path folder) {
        WorkspaceFile file = existing(folder);
        WorkspaceLock lock = WorkspaceLock.take(folder);
        Workspace opened = null;
        Writer writer = null;
        try {
            writer = writer(file);
            Stored stored = writer.add(connection -> Stored.read(file, connection));
            opened = new Workspace(folder, file, lock, writer, stored, true);
            return opened;
        } finally {
            if (opened == null) {
                if (writer != null) {
                    writer.close();
                }
                lock.close();
            }
        }
    }

    /// Opens an existing workspace to read alone, for a status or a report: also while a scan runs, and from a
    /// read-only medium where its last run ended in order.
    ///
    /// @throws WorkspaceException naming what is wrong and the way out
    public static Workspace openToRead(Path folder) {
        WorkspaceFile file = existing(folder);
        try (Connection connection = file.connectToRead()) {
            file.check(connection);
            file.requireCurrent(connection);
            return new Workspace(folder, file, null, null, Stored.read(file, connection), true);
        } catch (SQLException e) {
            throw file.failure("read", e);
        }
    }

    private static WorkspaceFile existing(Path folder) {
        WorkspaceFile file = new WorkspaceFile(folder);
        if (!Files.exists(folder)) {
            throw WorkspaceException.wrongUse(
                    "there is no workspace " + folder + "; give the folder of an earlier scan");
        }
        if (!Files.isDirectory(folder)) {
            throw WorkspaceException.wrongUse(
                    folder + " is a file, and a workspace is a folder; give the folder of an" + " earlier scan");
        }
        if (!file.exists()) {
            throw WorkspaceException.wrongUse("the folder " + folder + " is not a workspace: it holds no "
                    + WorkspaceFile.NAME + "; give the folder of an earlier scan");
        }
        return file;
    }

    private static void createFolder(Path folder) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw WorkspaceException.wrongUse(folder + " is a file, and a workspace is a folder; give a new folder, or"
                    + " that of an earlier scan");
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw WorkspaceException.cannotGoOn(
                    "the workspace " + folder + " cannot be created (" + WorkspaceException.reason(e)
                            + "); give a folder on a writable disk",
                    e);
        }
    }

    private static Writer writer(WorkspaceFile file) {
        try {
            return new Writer(file, file.connectToWrite());
        } catch (SQLException e) {
            throw file.failure("opened", e);
        }
    }

    /// The folder, for outputs beside the file.
    public Path folder() {
        return folder;
    }

    public ScanSettings settings() {
        return settings;
    }

    public List<CaptureRoot> captures() {
        return captures;
    }

    /// Whether an earlier run began it.
    public boolean isResumed() {
        return resumed;
    }

    /// Takes finished items in.
    public synchronized ItemJournal items() {
        if (items == null) {
            items = new ItemJournal(writer());
        }
        return items;
    }

    /// Tells which items earlier runs have finished.
    public synchronized DoneItems done() {
        if (done == null) {
            done = new DoneItems(file);
        }
        return done;
    }

    /// Records who did what, now and for good. Everything appended before is made safe with it.
    ///
    /// @param event e.g. `scanStarted`; see `schema.sql`
    public void note(String event, Map<String, String> detail) {
        writer().commit(connection -> note(connection, event, detail));
    }

    private static int note(Connection connection, String event, Map<String, String> detail) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO journal (at, event, detail) VALUES (?, ?, ?)")) {
            insert.setString(1, Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
            insert.setString(2, event);
            insert.setString(3, Json.object(detail));
            return insert.executeUpdate();
        }
    }

    /// A connection of its own that only reads; it sees the last committed state. The caller closes it.
    public Connection connectToRead() {
        try {
            return file.connectToRead();
        } catch (SQLException e) {
            throw file.failure("read", e);
        }
    }

    /// Work on the results.
    @FunctionalInterface
    public interface ResultWork<T> {
        T on(Connection connection) throws SQLException;
    }

    /// Replaces results in one transaction: readers, and a next run after a kill, see the old ones or the new ones.
    public <T> T replaceResults(ResultWork<T> work) {
        return writer().commit(work::on);
    }

    private Writer writer() {
        if (writer == null) {
            throw new IllegalStateException("the workspace " + folder + " is open to read only");
        }
        return writer;
    }

    @Override
    public synchronized void close() {
        try {
            if (done != null) {
                done.close();
            }
            if (items != null) {
                items.close();
            }
        } finally {
            closeWriter();
        }
    }

    private void closeWriter() {
        try {
            if (writer != null) {
                writer.close();
            }
        } finally {
            if (lock != null) {
                lock.close();
            }
        }
    }
}
