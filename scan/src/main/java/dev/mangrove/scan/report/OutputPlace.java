package dev.mangrove.scan.report;

import dev.mangrove.scan.item.RawName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.SQLException;

/// Where reports and exports may be written: never into a capture.
final class OutputPlace {

    private OutputPlace() {}

    /// @throws ReportException where `output` lies in one of the workspace's captures, or is the workspace
    static void check(ReportSource source, Path workspace, Path output) throws IOException, SQLException {
        Path place = real(output);
        if (place.equals(real(workspace))) {
            throw new ReportException(output + " is the workspace itself. Name a file to be written.");
        }
        for (String capture : source.list(
                "SELECT location FROM capture",
                row -> RawName.of(row.getBytes(1)).display())) {
            try {
                if (place.startsWith(real(Path.of(capture)))) {
                    throw new ReportException(output + " lies in the capture " + capture
                            + ", and nothing is ever written into a capture. Name another place.");
                }
            } catch (InvalidPathException e) {
                // A location that this system cannot even name cannot hold the output.
                continue;
            }
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
