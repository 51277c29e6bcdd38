package dev.mangrove.cli;

import dev.mangrove.testkit.Archives;
import dev.mangrove.testkit.DrawnPicture;
import dev.mangrove.testkit.HttpBody;
import dev.mangrove.testkit.PictureFiles;
import dev.mangrove.testkit.WarcWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZOutputFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/// A drawn capture of every kind of item: pictures, text, damaged, empty and encrypted files, and archives of four
/// kinds, one within another. A folder of about [#FOLDER_ITEMS] items is drawn again and again with other pictures,
/// and beside them lies one archive that holds a tenth of all.
final class MixedCapture {

    static final int FOLDER_ITEMS = 100;

    private static final int KNOWN_PICTURES = 12;
    private static final int WIDTH = 192;
    private static final int HEIGHT = 144;

    private final long seed;
    private long drawn;

    private MixedCapture(long seed) {
        this.seed = seed;
    }

    /// Draws a capture of about `items` items.
    static void draw(Path capture, int items, long seed) throws IOException {
        MixedCapture mixed = new MixedCapture(seed);
        for (int i = 0; i < Math.max(1, items * 9 / 10 / FOLDER_ITEMS); i++) {
            mixed.drawFolder(capture.resolve("seized-" + i));
        }
        write(capture.resolve("large.zip"), Archives.zip(mixed.pictures("large", items / 10)));
    }

    /// Builds a list of some of the pictures that [#draw] draws with the same seed, and of nearly equal ones.
    static Path knownList(Path folder, long seed) throws IOException {
        MixedCapture mixed = new MixedCapture(seed);
        Path pictures = folder.resolve("known");
        for (int i = 0; i < KNOWN_PICTURES; i++) {
            DrawnPicture picture = mixed.next();
            write(
                    pictures.resolve(i + ".jpg"),
                    i % 2 == 0 ? file(picture, i) : PictureFiles.jpeg(picture.resized(160, 120), 0.7f));
        }
        Path list = folder.resolve("known.mgl");
        int status = Mangrove.run(
                new String[] {
                    "list",
                    "build",
                    pictures.toString(),
                    "--output",
                    list.toString(),
                    "--name",
                    "Drawn",
                    "--origin",
                    "Tests"
                },
                System.out,
                System.err);
        if (status != ExitStatus.DONE) {
            throw new AssertionError("the list could not be built: status " + status);
        }
        return list;
    }

    private DrawnPicture next() {
        return DrawnPicture.of(seed + drawn++, WIDTH, HEIGHT);
    }

    private static byte[] file(DrawnPicture picture, long kind) {
        return kind % 4 == 3 ? PictureFiles.png(picture) : PictureFiles.jpeg(picture, 0.85f);
    }

    private byte[] nextFile() {
        return file(next(), drawn - 1);
    }

    private Map<String, byte[]> pictures(String name, int count) {
        Map<String, byte[]> members = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            members.put("DCIM/" + name + "-" + i, nextFile());
        }
        return members;
    }

    private void drawFolder(Path folder) throws IOException {
        for (int i = 0; i < 40; i++) {
            write(folder.resolve("pictures/p" + i + ".jpg"), nextFile());
        }
        for (int i = 0; i < 8; i++) {
            write(folder.resolve("texts/t" + i + ".txt"), ("An invented note " + drawn + "." + i + "\n").repeat(40));
        }
        for (int i = 0; i < 4; i++) {
            byte[] whole = nextFile();
            write(folder.resolve("damaged/d" + i + ".jpg"), Arrays.copyOf(whole, whole.length * (i + 1) / 6));
        }
        write(folder.resolve("empty.jpg"), new byte[0]);
        write(folder.resolve("locked.zip"), Archives.encryptedZip(pictures("locked", 2), "invented"));
        Map<String, byte[]> outer = pictures("outer", 12);
        outer.put("inner.zip", Archives.zip(pictures("inner", 7)));
        write(folder.resolve("nested.zip"), Archives.zip(outer));
        write(folder.resolve("backup.tar.gz"), Archives.gzip(Archives.tar(pictures("backup", 8))));
        write(folder.resolve("old.7z"), sevenZip(pictures("old", 5)));
        byte[] site = site();
        write(folder.resolve("site.warc.gz"), site);
        write(folder.resolve("cut.warc.gz"), Arrays.copyOf(site, site.length / 2));
    }

    private byte[] site() {
        return Archives.build(out -> {
            WarcWriter warc = new WarcWriter(out, true, seed + drawn);
            warc.info("tests");
            for (int i = 0; i < 5; i++) {
                String uri = "http://drawnpicturesonly.onion/" + drawn + ".jpg";
                String id = warc.response(
                        uri,
                        "2026-11-02T08:00:00Z",
                        HttpBody.of("image/jpeg", nextFile()).chunked());
                warc.request(uri, "2026-11-02T08:00:00Z", "http://drawnpicturesonly.onion/", id);
            }
        });
    }

    private static byte[] sevenZip(Map<String, byte[]> members) throws IOException {
        SeekableInMemoryByteChannel bytes = new SeekableInMemoryByteChannel();
        try (SevenZOutputFile archive = new SevenZOutputFile(bytes)) {
            for (Map.Entry<String, byte[]> member : members.entrySet()) {
                SevenZArchiveEntry entry = new SevenZArchiveEntry();
                entry.setName(member.getKey());
                archive.putArchiveEntry(entry);
                archive.write(member.getValue());
                archive.closeArchiveEntry();
            }
        }
        return Arrays.copyOf(bytes.array(), Math.toIntExact(bytes.size()));
    }

    private static void write(Path file, String text) throws IOException {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    static void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        Files.write(file, content);
    }
}
