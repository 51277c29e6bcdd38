package dev.mangrove.benchmarks;

import dev.mangrove.hash.ContentDigester;
import dev.mangrove.hash.ContentDigests;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// MD5, SHA-1 and SHA-256 in one pass over a file in the page cache, against the system's programs, which make one
/// each.
final class DigestBench {

    private DigestBench() {}

    static void run(Options options) throws IOException {
        int megabytes = Math.toIntExact(options.number("megabytes", 512));
        Path file = file(options.folder(), megabytes);
        double bytes = Files.size(file);
        List<Rounds.Side> sides = new ArrayList<>();
        sides.add(Rounds.repeated(
                "mangrove, all three in one pass",
                bytes,
                () -> Sink.take(digest(file).sizeBytes())));
        for (String program : List.of("md5sum", "sha1sum", "sha256sum")) {
            if (Commands.isThere(program)) {
                sides.add(Rounds.repeated(program, bytes, () -> Commands.output(program, file.toString())));
            }
        }
        if (sides.size() == 4) {
            sides.add(Rounds.repeated("the three programs, one by one", bytes, () -> {
                for (String program : List.of("md5sum", "sha1sum", "sha256sum")) {
                    Commands.output(program, file.toString());
                }
            }));
            String said = Commands.output("sha256sum", file.toString());
            if (!said.startsWith(digest(file).sha256().toHex())) {
                throw new IllegalStateException("sha256sum gives another digest; the measurement is worth nothing");
            }
        }
        Rounds rounds = Rounds.run(options.rounds(7), options.seconds(1), sides);
        Map<String, Object> facts = new LinkedHashMap<>();
        for (int side = 0; side < sides.size(); side++) {
            facts.put(
                    sides.get(side).name() + ", MB/s", 1e3 / rounds.spread(side).median());
        }
        Report.rounds(options, "digests", megabytes + " MB, a byte", rounds, facts);
    }

    static ContentDigests digest(Path file) throws IOException {
        ContentDigester digester = new ContentDigester();
        byte[] buffer = new byte[1 << 18];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digester.update(buffer, 0, read);
            }
        }
        return digester.finish();
    }

    private static Path file(Path folder, int megabytes) throws IOException {
        Path file = folder.resolve("random-" + megabytes + ".bin");
        if (!Files.exists(file)) {
            SplittableRandom random = new SplittableRandom(4);
            byte[] block = new byte[1 << 20];
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                for (int i = 0; i < megabytes; i++) {
                    random.nextBytes(block);
                    out.write(block);
                }
            }
        }
        return file;
    }
}
