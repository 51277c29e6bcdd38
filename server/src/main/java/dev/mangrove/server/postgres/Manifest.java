package dev.mangrove.server.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// What a base backup holds, file by file, and what it needs to be whole.
///
/// A text file: a line for each fact and each file, and a last line with the SHA-256 of all before it.
///
/// @param folder where the copy is
/// @param postgresVersion the version of the programs that made it
/// @param startedAt when it was begun
/// @param finishedAt when it was whole; the earliest time to which it can be restored
/// @param firstSegment the first piece of the write-ahead log that it needs
/// @param lastSegment the last piece that it cannot do without
/// @param files all its files
record Manifest(
        Path folder,
        String postgresVersion,
        Instant startedAt,
        Instant finishedAt,
        String firstSegment,
        String lastSegment,
        List<Entry> files) {

    static final String NAME = "manifest.tsv";
    private static final String FORMAT = "mangrove-backup\t1";
    private static final String SEAL = "sealed\t";

    /// @param sha256 of the bytes, in hexadecimal
    /// @param bytes the size
    /// @param path below the copy's folder, with `/`
    record Entry(String sha256, long bytes, String path) {}

    long bytes() {
        return files.stream().mapToLong(Entry::bytes).sum();
    }

    void write() throws IOException {
        StringBuilder text = new StringBuilder(FORMAT).append('\n');
        line(text, "postgres", postgresVersion);
        line(text, "started", startedAt.toString());
        line(text, "finished", finishedAt.toString());
        line(text, "first-segment", firstSegment);
        line(text, "last-segment", lastSegment);
        for (Entry file : files) {
            text.append("file\t").append(file.sha256()).append('\t').append(file.bytes());
            text.append('\t').append(file.path()).append('\n');
        }
        String body = text.toString();
        Folders.replace(folder.resolve(NAME), body + SEAL + sha256(body) + "\n");
    }

    static Manifest read(Path folder) throws IOException {
        String text = Files.readString(folder.resolve(NAME));
        int seal = text.lastIndexOf(SEAL);
        if (seal < 0 || !text.substring(seal + SEAL.length()).strip().equals(sha256(text.substring(0, seal)))) {
            throw new PostgresException("The manifest " + folder.resolve(NAME)
                    + " is not as it was written, so that nothing in this copy can be trusted. Use another backup.");
        }
        List<Entry> files = new ArrayList<>();
        String[] facts = new String[5];
        int fact = 0;
        for (String line : text.substring(FORMAT.length() + 1, seal).split("\n", -1)) {
            String[] columns = line.split("\t", 4);
            if (columns[0].equals("file")) {
                files.add(new Entry(columns[1], Long.parseLong(columns[2]), columns[3]));
            } else if (columns.length == 2) {
                facts[fact++] = columns[1];
            }
        }
        return new Manifest(
                folder, facts[0], Instant.parse(facts[1]), Instant.parse(facts[2]), facts[3], facts[4], files);
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(name).append('\t').append(value).append('\n');
    }

    private static String sha256(String text) {
        return HexFormat.of().formatHex(newDigest().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
