package dev.mangrove.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// `peers/jpeg_grey.c`, compiled here with libjpeg-turbo.
final class JpegPeer {

    private final Path program;

    private JpegPeer(Path program) {
        this.program = program;
    }

    /// Compiles; empty, with the reason told, where this machine has no compiler or no libjpeg-turbo.
    static Optional<JpegPeer> compiled(Path folder) throws IOException {
        if (!Commands.isThere("cc") || !Files.exists(Path.of("/usr/include/jpeglib.h"))) {
            System.out.println("libjpeg-turbo is left out: install Debian's gcc and libjpeg62-turbo-dev");
            return Optional.empty();
        }
        Path program = folder.resolve("jpeg_grey");
        Path source = Machine.home().resolve("benchmarks/peers/jpeg_grey.c");
        Commands.run(List.of("cc", "-O2", "-o", program.toString(), source.toString(), "-ljpeg"));
        return Optional.of(new JpegPeer(program));
    }

    Rounds.Side side(Path file) {
        return new Rounds.Side("libjpeg-turbo, grey, decoding only", seconds -> {
            String said = Commands.output(program.toString(), file.toString(), Double.toString(seconds));
            return Double.parseDouble(said.split(" ")[0]);
        });
    }
}
