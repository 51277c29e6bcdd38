package dev.mangrove.server.start;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/// A file of options, a line each: `port = 8443`. The names are those of the command line without the hyphens in
/// front.
final class OptionFile {

    private OptionFile() {}

    /// @param known every name that is an option
    /// @throws OptionException when the file can't be read, or names what is no option
    static Properties read(Path file, Set<String> known) {
        Properties options = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            options.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new OptionException("the file of options " + file + " could not be read: " + e.getMessage(), e);
        }
        Set<String> unknown = new TreeSet<>(options.stringPropertyNames());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new OptionException(file + " names what is no option: " + String.join(", ", unknown) + ". Options: "
                    + String.join(", ", new TreeSet<>(known)));
        }
        return options;
    }
}
