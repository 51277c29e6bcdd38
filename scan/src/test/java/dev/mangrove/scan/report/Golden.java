package dev.mangrove.scan.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Compares a report with the one kept beside the tests; `-Dmangrove.golden=write` keeps the new one.
final class Golden {

    private static final Path FOLDER = Path.of("src/test/resources/dev/mangrove/scan/report/golden");

    private Golden() {}

    static void check(String name, Path report) throws IOException {
        Path kept = FOLDER.resolve(name);
        if ("write".equals(System.getProperty("mangrove.golden"))) {
            Files.createDirectories(FOLDER);
            Files.write(kept, Files.readAllBytes(report));
        }
        assertThat(Files.readString(report, StandardCharsets.UTF_8))
                .as("the report as kept in %s; refresh it with -Dmangrove.golden=write", kept)
                .isEqualTo(Files.readString(kept, StandardCharsets.UTF_8));
    }
}
