package dev.mangrove.testkit;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Disk images made at test time by the systems' own programs, without mounting anything.
public final class DiskImages {

    /// When every file was written, as far as a file system can be told.
    private static final Instant WRITTEN = Instant.parse("2026-05-01T05:00:00Z");

    private DiskImages() {}

    /// Whether these programs are there; else a line says which is missing.
    public static boolean canRun(String... programs) {
        for (String program : programs) {
            if (find(program).isEmpty()) {
                System.err.println("skipped: the program " + program + " is not installed");
                return false;
            }
        }
        return true;
    }

    private static Optional<String> find(String program) {
        String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/sbin:/usr/bin";
        for (String folder : path.split(":")) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
                return Optional.of(Path.of(folder, program).toString());
            }
        }
        return Optional.empty();
    }

    /// An empty file of so many bytes.
    public static Path empty(Path image, long bytes) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(bytes);
        }
        return image;
    }

    /// A FAT volume; paths may name folders, which are made.
    ///
    /// @param bits 12, 16 or 32
    public static Path fat(Path image, long bytes, int bits, Map<String, byte[]> files) throws IOException {
        empty(image, bytes);
        run("mkfs.fat", "--invariant", "-F", Integer.toString(bits), image.toString());
        Path tree = tree(image, files);
        try (var roots = Files.list(tree)) {
            for (Path root : roots.sorted().toList()) {
                run("mcopy", "-s", "-m", "-i", image.toString(), root.toString(), "::/");
            }
        }
        return image;
    }

    /// Deletes a file of a FAT volume.
    public static void deleteFromFat(Path image, String path) throws IOException {
        run("mdel", "-i", image.toString(), "::/" + path);
    }

    public static Path ext4(Path image, long bytes, Map<String, byte[]> files) throws IOException {
        empty(image, bytes);
        Path tree = tree(image, files);
        run("mkfs.ext4", "-q", "-F", "-d", tree.toString(), image.toString());
        return image;
    }

    /// Deletes a file of an ext4 volume, as a system does that keeps the place of its content for a while.
    public static void deleteFromExt4(Path image, String path) throws IOException {
        run("debugfs", "-w", "-R", "rm /" + path, image.toString());
    }

    /// An NTFS volume; all files lie in its root.
    public static Path ntfs(Path image, long bytes, Map<String, byte[]> files) throws IOException {
        empty(image, bytes);
        run("mkntfs", "-F", "-Q", "-q", image.toString());
        Path tree = tree(image, files);
        for (String name : files.keySet()) {
            run("ntfscp", "-f", "-q", image.toString(), tree.resolve(name).toString(), name);
        }
        return image;
    }

    /// Adds an alternate data stream to a file of an NTFS volume.
    public static void addStream(Path image, String name, String stream, byte[] bytes) throws IOException {
        Path content = Files.createTempFile(image.getParent(), "stream", "");
        Files.write(content, bytes);
        run("ntfscp", "-f", "-q", "-N", stream, image.toString(), content.toString(), name);
    }

    /// Deletes a file of an NTFS volume: its record is marked as out of use.
    public static void deleteFromNtfs(Path image, String name) throws IOException {
        byte[] wanted = name.getBytes(StandardCharsets.UTF_16LE);
        byte[] all = Files.readAllBytes(image);
        for (int at = 0; at + 1024 <= all.length; at += 1024) {
            boolean record = all[at] == 'F' && all[at + 1] == 'I' && all[at + 2] == 'L' && all[at + 3] == 'E';
            if (record && (all[at + 22] & 1) == 1 && holds(all, at, at + 1024, wanted)) {
                all[at + 22] = 0;
                Files.write(image, all);
                return;
            }
        }
        throw new IllegalArgumentException("no record of " + name);
    }

    private static boolean holds(byte[] all, int from, int to, byte[] wanted) {
        for (int i = from; i + wanted.length <= to; i++) {
            int same = 0;
            while (same < wanted.length && all[i + same] == wanted[same]) {
                same++;
            }
            if (same == wanted.length) {
                return true;
            }
        }
        return false;
    }

    /// A disk with a partition table, made from volumes; gaps of 1 MB lie around them.
    ///
    /// @param label `dos` or `gpt`
    public static Path partitioned(Path disk, String label, List<Path> volumes) throws IOException {
        long gap = 1 << 20;
        long at = gap;
        StringBuilder script = new StringBuilder("label: " + label + "\n");
        List<Long> starts = new ArrayList<>();
        for (Path volume : volumes) {
            long size = Files.size(volume);
            starts.add(at);
            script.append("start=")
                    .append(at / 512)
                    .append(",size=")
                    .append(size / 512)
                    .append('\n');
            at += size + gap;
        }
        empty(disk, at + gap);
        Path file = Files.createTempFile(disk.getParent(), "table", "");
        Files.writeString(file, script);
        run(file, "sfdisk", "-q", disk.toString());
        for (int i = 0; i < volumes.size(); i++) {
            write(disk, starts.get(i), Files.readAllBytes(volumes.get(i)));
        }
        return disk;
    }

    /// Overwrites a part of a file.
    public static void write(Path image, long at, byte[] bytes) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.seek(at);
            file.write(bytes);
        }
    }

    /// Acquires an image into Expert Witness segments `<prefix>.E01` and so on.
    ///
    /// @param segmentBytes of each segment, at least 1 MB
    public static Path ewf(Path raw, Path prefix, long segmentBytes) throws IOException {
        run(
                "ewfacquire",
                "-u",
                "-q",
                "-t",
                prefix.toString(),
                "-f",
                "encase6",
                "-d",
                "sha1",
                "-c",
                "fast",
                "-S",
                Long.toString(segmentBytes),
                raw.toString());
        return Path.of(prefix + ".E01");
    }

    private static Path tree(Path image, Map<String, byte[]> files) throws IOException {
        Path tree = Files.createTempDirectory(image.getParent(), "tree");
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = tree.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        try (var written = Files.walk(tree)) {
            for (Path path : written.toList()) {
                Files.setLastModifiedTime(path, FileTime.from(WRITTEN));
            }
        }
        return tree;
    }

    /// Runs a program to its end.
    public static void run(String... command) throws IOException {
        run(Path.of("/dev/null"), command);
    }

    private static void run(Path input, String... command) throws IOException {
        List<String> all = new ArrayList<>(List.of(command));
        all.set(0, find(command[0]).orElseThrow(() -> new IOException("not installed: " + command[0])));
        Path said = Files.createTempFile("said", "");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(all).redirectErrorStream(true).redirectOutput(said.toFile());
            builder.redirectInput(input == null ? Path.of("/dev/null").toFile() : input.toFile());
            builder.environment().put("MTOOLS_SKIP_CHECK", "1");
            // The same image whenever it is made.
            builder.environment().put("SOURCE_DATE_EPOCH", Long.toString(WRITTEN.getEpochSecond()));
            int status = builder.start().waitFor();
            if (status != 0) {
                throw new IOException(all + " ended with " + status + ": " + Files.readString(said));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            Files.deleteIfExists(said);
        }
    }
}
