package dev.mangrove.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Draws a harmless capture and takes it through the whole of a scan, by the commands a person would give.
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Draws a harmless capture, builds a known list from some of its pictures, scans, and writes"
                + " the report. Everything in it is drawn and invented.",
        footerHeading = "%nExample%n",
        footer = "  mangrove demo --output /tmp/mangrove-demo")
final class DemoCommand implements Callable<Integer> {

    /// Marks a folder as ours to empty at the next demonstration.
    private static final String MARKER = "drawn-by-mangrove-demo";

    private final Streams streams;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "Where everything is put; an earlier demonstration there is replaced."
                    + " Default: ${DEFAULT-VALUE}.")
    private Path folder = Path.of("mangrove-demo");

    DemoCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        prepareFolder();
        PrintStream out = streams.out();
        out.println("Drawing a harmless capture in " + folder + " ...");
        DemoCapture capture = new DemoCapture(folder);
        capture.draw();
        capture.missing().forEach(out::println);

        String known = folder.resolve("known.mgl").toString();
        String harmless = folder.resolve("harmless.mgl").toString();
        String workspace = folder.resolve("workspace").toString();
        String report = folder.resolve("report.html").toString();
        int status = run(
                "list",
                "build",
                capture.knownPictures().toString(),
                "--output",
                known,
                "--name",
                "Drawn pictures",
                "--origin",
                "Mangrove demo");
        if (status == ExitStatus.DONE) {
            status = run(
                    "list",
                    "build",
                    capture.harmlessFiles().toString(),
                    "--output",
                    harmless,
                    "--name",
                    "Harmless files",
                    "--origin",
                    "Mangrove demo");
        }
        if (status == ExitStatus.DONE) {
            status = run(
                    "scan",
                    capture.capture().toString(),
                    "--list",
                    known,
                    "--known-good",
                    harmless,
                    "--workspace",
                    workspace);
        }
        if (status == ExitStatus.DONE) {
            status = run("report", workspace, "--format", "html", "--output", report);
        }
        if (status == ExitStatus.DONE) {
            out.println();
            out.println("The report lies in " + folder.resolve("report.html").toAbsolutePath());
            out.println("Open it in a browser. Then try your own: mangrove scan --help");
        }
        return status;
    }

    private int run(String... arguments) {
        StringBuilder line = new StringBuilder("$ mangrove");
        for (String argument : arguments) {
            line.append(' ').append(argument.indexOf(' ') >= 0 ? "'" + argument + "'" : argument);
        }
        streams.out().println();
        streams.out().println(line);
        return Mangrove.run(arguments, streams.out(), streams.err());
    }

    private void prepareFolder() throws IOException {
        if (Files.exists(folder)) {
            if (!Files.exists(folder.resolve(MARKER))) {
                throw CommandFailure.wrongUse(folder + " exists and was not made by the demonstration, so it is left"
                        + " alone; name another folder with --output");
            }
            delete(folder);
        }
        Files.createDirectories(folder);
        Files.createFile(folder.resolve(MARKER));
    }

    static void delete(Path tree) throws IOException {
        Files.walkFileTree(tree, new Deletion());
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
        }
    }
}
