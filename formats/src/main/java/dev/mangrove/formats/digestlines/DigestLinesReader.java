package dev.mangrove.formats.digestlines;

import dev.mangrove.formats.row.RowBuilder;
import dev.mangrove.formats.row.RowSink;
import dev.mangrove.formats.text.TextLines;
import java.io.IOException;
import java.nio.file.Path;

/// Reads lines of digests. A file's name becomes the row's comment.
public final class DigestLinesReader {

    private DigestLinesReader() {}

    public static void read(Path file, RowSink sink) throws IOException {
        RowBuilder row = new RowBuilder(sink);
        try (TextLines lines = TextLines.open(file)) {
            while (lines.advance()) {
                String line = lines.line();
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                long number = lines.number();
                row.begin(() -> "line " + number);
                switch (DigestLine.parse(line)) {
                    case DigestLine.Named(var kind, String hex, String name) -> {
                        row.digest(kind, hex);
                        row.comment(name);
                        row.end();
                    }
                    case DigestLine.Unusable(String reason) -> row.refuse(reason);
                }
            }
        }
    }
}
