package dev.mangrove.server.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a running PostgreSQL tells of itself in `postmaster.pid`.
///
/// @param pid the process id of the postmaster
/// @param port the port that it listens on; 0 while it has none
/// @param status its state, such as `starting` or `ready`; empty when it wrote none yet
/// @see <https://www.postgresql.org/docs/18/storage-file-layout.html>
record PidFile(long pid, int port, String status) {

    private static final int PORT_LINE = 3;
    private static final int STATUS_LINE = 7;

    static Path in(Path database) {
        return database.resolve("postmaster.pid");
    }

    /// The file's content, or nothing when there is none, or none that can be read as one.
    static Optional<PidFile> read(Path database) {
        try {
            List<String> lines = Files.readAllLines(in(database));
            if (lines.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new PidFile(
                    Long.parseLong(line(lines, 0)),
                    line(lines, PORT_LINE).isEmpty() ? 0 : Integer.parseInt(line(lines, PORT_LINE)),
                    line(lines, STATUS_LINE)));
        } catch (NoSuchFileException | NumberFormatException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new PostgresException(in(database) + " cannot be read: " + e.getMessage(), e);
        }
    }

    boolean isReady() {
        return status.equals("ready");
    }

    private static String line(List<String> lines, int index) {
        return index < lines.size() ? lines.get(index).strip() : "";
    }
}
