package dev.mangrove.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchivesTest {

    private static final byte[] TEXT = "a harmless line\n".repeat(500).getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    @Test
    void theJdkReadsEveryHonestKindOfZipMember() throws IOException {
        byte[] zip = Archives.build(out -> {
            ZipWriter writer = new ZipWriter(out);
            writer.add("deflated", TEXT);
            writer.add(ZipMember.of("stored", TEXT).stored());
            writer.add(ZipMember.of("described", TEXT).withDataDescriptor());
            writer.add(ZipMember.of("zip64", TEXT).asZip64());
            writer.add(ZipMember.of("tên tiếng Việt.txt", TEXT));
            writer.finish();
        });
        Path file = Files.write(folder.resolve("a.zip"), zip);

        try (ZipFile opened = new ZipFile(file.toFile())) {
            List<String> names = new ArrayList<>();
            for (ZipEntry entry : Collections.list(opened.entries())) {
                names.add(entry.getName());
                assertThat(opened.getInputStream(entry).readAllBytes()).isEqualTo(TEXT);
            }
            assertThat(names).containsExactly("deflated", "stored", "described", "zip64", "tên tiếng Việt.txt");
        }
    }

    @Test
    void aDamagedDirectoryLeavesTheLocalHeadersReadable() throws IOException {
        byte[] zip = Archives.build(out -> {
            ZipWriter writer = new ZipWriter(out);
            writer.add("one", TEXT).add("two", TEXT);
            writer.finishWithDamagedDirectory();
        });

        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            assertThat(in.getNextEntry().getName()).isEqualTo("one");
            assertThat(in.readAllBytes()).isEqualTo(TEXT);
            assertThat(in.getNextEntry().getName()).isEqualTo("two");
        }
    }

    @Test
    void moreMembersThanZipCanCountAreCountedInZip64() throws IOException {
        Path file = folder.resolve("many.zip");
        try (BufferedOutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            ZipWriter writer = new ZipWriter(out);
            for (int i = 0; i < 70_000; i++) {
                writer.add(ZipMember.of("m" + i, new byte[] {(byte) i}).stored());
            }
            writer.finish();
        }

        try (ZipFile opened = new ZipFile(file.toFile())) {
            assertThat(opened.size()).isEqualTo(70_000);
        }
    }

    @Test
    void gzipUnpacksAgain() throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(Archives.gzip(TEXT)))) {
            assertThat(in.readAllBytes()).isEqualTo(TEXT);
        }
    }

    @Test
    void systemToolsReadWhatIsWritten() throws IOException, InterruptedException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("plain.txt", TEXT);
        files.put("a/very/long/name/".repeat(12) + "end.txt", TEXT);
        Files.write(folder.resolve("a.tar"), Archives.tar(files));
        Files.write(folder.resolve("e.zip"), Archives.encryptedZip(Map.of("e.txt", TEXT), "secret"));

        run("tar", "xf", "a.tar");
        run("unzip", "-q", "-P", "secret", "e.zip");

        for (String name : files.keySet()) {
            assertThat(folder.resolve(name)).hasBinaryContent(TEXT);
        }
        if (Files.exists(folder.resolve("e.txt"))) {
            assertThat(folder.resolve("e.txt")).hasBinaryContent(TEXT);
        }
    }

    private void run(String... command) throws IOException, InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .inheritIO()
                    .start();
            assertThat(process.waitFor()).as(command[0]).isZero();
        } catch (IOException e) {
            System.err.println("skipped: " + command[0] + " is not installed");
        }
    }
}
