package dev.mangrove.scan.examine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// Outside programs that write what this program can only read. A test that needs one which is missing is
/// skipped with a line that names it.
public final class StillEncoders {

    private static final int SECONDS_MAX = 60;

    private StillEncoders() {}

    public static byte[] heic(byte[] png, String... options) {
        return heif(png, ".png", options);
    }

    public static byte[] heicOfJpeg(byte[] jpeg, String... options) {
        return heif(jpeg, ".jpg", options);
    }

    public static byte[] heicOfSeveral(List<byte[]> pngs, String... options) {
        try {
            List<String> command = new ArrayList<>(List.of("heif-enc"));
            command.addAll(List.of(options));
            List<Path> written = new ArrayList<>();
            for (byte[] png : pngs.subList(1, pngs.size())) {
                written.add(Files.write(Files.createTempFile("stills", ".png"), png));
            }
            command.add("IN");
            written.forEach(path -> command.add(path.toString()));
            command.addAll(List.of("-o", "OUT"));
            try {
                return run(command, pngs.getFirst(), ".png", ".heic");
            } finally {
                for (Path path : written) {
                    Files.deleteIfExists(path);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] heif(byte[] source, String suffix, String... options) {
        List<String> command = new ArrayList<>(List.of("heif-enc"));
        command.addAll(List.of(options));
        command.addAll(List.of("IN", "-o", "OUT"));
        return run(command, source, suffix, ".heic");
    }

    public static byte[] avif(byte[] png, String... options) {
        List<String> all = new ArrayList<>(List.of("-A", "-p", "speed=8"));
        all.addAll(List.of(options));
        return heif(png, ".png", all.toArray(String[]::new));
    }

    public static byte[] jxl(byte[] png, String... options) {
        return jxlOf(png, ".png", options);
    }

    public static byte[] jxlOf(byte[] source, String suffix, String... options) {
        List<String> command = new ArrayList<>(List.of("cjxl", "IN", "OUT", "--quiet", "-e", "3"));
        command.addAll(List.of(options));
        return run(command, source, suffix, ".jxl");
    }

    /// @param suffix `.jp2` for a file, `.j2k` for a bare codestream
    public static byte[] jpeg2000(byte[] png, String suffix, String... options) {
        List<String> command = new ArrayList<>(List.of("opj_compress", "-i", "IN", "-o", "OUT"));
        command.addAll(List.of(options));
        return run(command, png, ".png", suffix);
    }

    private static byte[] run(List<String> command, byte[] source, String inSuffix, String outSuffix) {
        try {
            Path folder = Files.createTempDirectory("stills");
            Path in = Files.write(folder.resolve("in" + inSuffix), source);
            Path out = folder.resolve("out" + outSuffix);
            try {
                List<String> named = command.stream()
                        .map(part -> part.equals("IN") ? in.toString() : part.equals("OUT") ? out.toString() : part)
                        .toList();
                return run(named, out);
            } finally {
                Files.deleteIfExists(in);
                Files.deleteIfExists(out);
                Files.deleteIfExists(folder.resolve("said"));
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] run(List<String> command, Path out) throws IOException {
        Process process;
        Path said = out.resolveSibling("said");
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
        } catch (IOException missing) {
            System.err.println("skipped: no program " + command.getFirst());
            Assumptions.abort("no program " + command.getFirst());
            throw missing;
        }
        try {
            if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " did not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        if (process.exitValue() != 0 || !Files.exists(out)) {
            throw new AssertionError(command + ": " + Files.readString(said));
        }
        return Files.readAllBytes(out);
    }
}
