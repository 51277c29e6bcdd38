package dev.mangrove.scan.disk;

import java.io.IOException;
import java.util.Optional;

/// The names of one volume as they are listed.
public final class Listing implements AutoCloseable {

    private final RunningProgram program;
    private final Lines lines;

    Listing(RunningProgram program) {
        this.program = program;
        this.lines = new Lines(program.output());
    }

    /// The next name; empty at the end. A line that makes no sense is passed over.
    public Optional<ListedFile> next() throws IOException {
        for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
            Optional<ListedFile> file = ListedFile.parse(line.get());
            if (file.isPresent()) {
                return file;
            }
        }
        return Optional.empty();
    }

    /// Whether everything was listed. Asked at the end.
    public boolean isComplete() {
        return program.endsWell();
    }

    @Override
    public void close() {
        program.close();
    }
}
