package dev.mangrove.formats.vics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `RelativeFilePath` of a case export, made safe: written with either slash, and never leading out of the
/// folder that the export lies in.
public final class VicsPath {

    private VicsPath() {}

    /// The path with `/` between its parts; empty where it is absolute, names a drive, or leads outside.
    public static Optional<String> inside(String written) {
        String path = written.strip().replace('\\', '/');
        if (path.isEmpty() || path.startsWith("/") || path.matches("[A-Za-z]:.*") || path.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        List<String> parts = new ArrayList<>();
        for (String part : path.split("/")) {
            if (part.equals("..")) {
                return Optional.empty();
            }
            if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("/", parts));
    }
}
