package dev.mangrove.scan.report;

import dev.mangrove.scan.capture.RawPaths;
import dev.mangrove.scan.item.RawName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;

/// Where reports and exports may be written: never into a capture.
final class OutputPlace {

    private OutputPlace() {}

    /// @throws ReportException where `output` lies in one of the workspace's captures, or is the workspace
    static void check(ReportSource source, Path workspace, Path output) throws IOException, SQLException {
        Path place = real(output);
        if (place.equals(real(workspace))) {
            throw new ReportException(output + " is the workspace itself. Name a file to be written.");
        }
        for (RawName capture : source.list("SELECT location FROM capture", row -> RawName.of(row.getBytes(1)))) {
            Optional<Path> location = path(capture);
            if (location.isPresent() && place.startsWith(real(location.get()))) {
                throw new ReportException(output + " lies in the capture " + capture.display()
                        + ", and nothing is ever written into a capture. Name another place.");
            }
        }
    }

    /// A location that this system cannot even name cannot hold the output.
    private static Optional<Path> path(RawName location) {
        try {
            return Optional.of(RawPaths.path(location));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// As [#check], for a folder of originals: it must be new or empty, and not in the workspace.
    static void checkFolder(ReportSource source, Path workspace, Path folder) throws IOException, SQLException {
        check(source, workspace, folder);
        if (real(folder).startsWith(real(workspace))) {
            throw new ReportException(
                    folder + " lies in the workspace, which holds no originals. Name another folder.");
        }
        Path parent = folder.toAbsolutePath().getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw new ReportException("cannot make " + folder + ": there is no folder " + parent + ". Make it first.");
        }
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            throw new ReportException(folder + " is a file. Name a folder that does not exist yet.");
        }
        try (Stream<Path> entries = Files.list(folder)) {
            if (entries.findAny().isPresent()) {
                throw new ReportException(folder + " is not empty, and originals are never mixed with other files."
                        + " Name a folder that does not exist yet.");
            }
        }
    }

    /// Makes a folder that only its owner can enter.
    static void createPrivateFolder(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
            if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
        } catch (IOException e) {
            throw new ReportException(
                    "cannot make " + folder + ": " + e.getMessage() + ". Choose a place that you may write to.", e);
        }
    }

    /// The path with links resolved as far as it exists.
    static Path real(Path path) throws IOException {
        Path absolute = path.toAbsolutePath().normalize();
        if (Files.exists(absolute)) {
            return absolute.toRealPath();
        }
        Path parent = absolute.getParent();
        return parent == null ? absolute : real(parent).resolve(absolute.getFileName());
    }
}
