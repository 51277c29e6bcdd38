package dev.mangrove.benchmarks;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// `peers/faiss_binary.py`: Debian's faiss, a generic build, in a process that waits for its turn.
final class FaissPeer implements AutoCloseable {

    private final String name;
    private final Process process;
    private final BufferedWriter in;
    private final BufferedReader out;
    private final double buildSeconds;
    private final long bytes;

    private FaissPeer(String name, Process process) throws IOException {
        this.name = name;
        this.process = process;
        this.in = process.outputWriter();
        this.out = process.inputReader();
        String[] ready = line().split(" ");
        this.buildSeconds = Double.parseDouble(ready[1]);
        this.bytes = Long.parseLong(ready[2]);
    }

    /// Whether Debian's Python has faiss.
    static boolean isThere() {
        try {
            Commands.output("/usr/bin/python3", "-c", "import faiss, numpy");
            return true;
        } catch (IOException e) {
            System.out.println("faiss is left out: install Debian's python3-faiss");
            return false;
        }
    }

    /// Builds its index, which at ten million hashes takes minutes.
    ///
    /// @param kind as the script takes it
    static FaissPeer start(String kind, DrawnHashes hashes, Path queries) throws IOException {
        Path script = Machine.home().resolve("benchmarks/peers/faiss_binary.py");
        Process process = new ProcessBuilder(List.of(
                        "/usr/bin/python3",
                        script.toString(),
                        hashes.file().toString(),
                        Long.toString(hashes.count()),
                        queries.toString(),
                        Integer.toString(DrawnHashes.RADIUS_BITS),
                        kind))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new FaissPeer("faiss " + kind, process);
    }

    double buildSeconds() {
        return buildSeconds;
    }

    long bytes() {
        return bytes;
    }

    String name() {
        return name;
    }

    Rounds.Side side() {
        return new Rounds.Side(name, seconds -> {
            say(String.format(Locale.ROOT, "measure %.3f", seconds));
            return Double.parseDouble(line());
        });
    }

    /// The matches of the first queries.
    Set<SearchAnswers.Match> answers(int queries) throws IOException {
        say("answers " + queries);
        List<SearchAnswers.Match> matches = new ArrayList<>();
        for (String line = line(); !line.equals("end"); line = line()) {
            String[] parts = line.split(" ");
            matches.add(new SearchAnswers.Match(
                    Integer.parseInt(parts[0]), Long.parseLong(parts[1]), Integer.parseInt(parts[2])));
        }
        return new TreeSet<>(matches);
    }

    private void say(String line) throws IOException {
        in.write(line);
        in.newLine();
        in.flush();
    }

    private String line() throws IOException {
        String line = out.readLine();
        if (line == null) {
            throw new IOException(name + " ended; its last words stand above");
        }
        return line;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
