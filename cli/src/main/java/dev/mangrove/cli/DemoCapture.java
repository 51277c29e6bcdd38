package dev.mangrove.cli;

import dev.mangrove.testkit.Archives;
import dev.mangrove.testkit.DrawnPicture;
import dev.mangrove.testkit.ExifWriter;
import dev.mangrove.testkit.HttpBody;
import dev.mangrove.testkit.PictureFiles;
import dev.mangrove.testkit.WarcWriter;
import dev.mangrove.testkit.ZipMember;
import dev.mangrove.testkit.ZipWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZOutputFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/// Draws a harmless capture: what an examiner meets in a day, in fifty files. All names, cameras and
/// addresses in it are invented.
final class DemoCapture {

    /// Where the pictures begin that the demonstration's list knows; any other number would do.
    private static final long KNOWN_SEED = 26_011;

    private static final long UNKNOWN_SEED = 77_000;
    private static final int KNOWN_PICTURES = 8;

    private final Path capture;
    private final Path knownPictures;
    private final Path harmlessFiles;
    private final DemoMedia media = new DemoMedia();

    /// @param folder receives the folders `capture`, `known pictures` and `harmless files`
    DemoCapture(Path folder) {
        this.capture = folder.resolve("capture");
        this.knownPictures = folder.resolve("known pictures");
        this.harmlessFiles = folder.resolve("harmless files");
    }

    Path capture() {
        return capture;
    }

    /// The pictures that the known list is built from.
    Path knownPictures() {
        return knownPictures;
    }

    /// Files that the known good list is built from.
    Path harmlessFiles() {
        return harmlessFiles;
    }

    void draw() throws IOException {
        for (int i = 0; i < KNOWN_PICTURES; i++) {
            write(knownPictures.resolve("known-" + i + ".jpg"), knownFile(i));
        }
        byte[] icon = PictureFiles.png(DrawnPicture.of(UNKNOWN_SEED + 900, 128, 128));
        write(harmlessFiles.resolve("launcher-icon.png"), icon);
        drawPhone(icon);
        drawArchives();
        drawSite();
        drawDamage();
        media.drawVideos(knownPictures, capture);
        media.drawCard(capture, knownFile(5), knownFile(7));
    }

    /// What could not be drawn here, and why; a sentence each.
    List<String> missing() {
        return media.missing();
    }

    /// A telephone's pictures: originals of the known ones changed in the ways in which pictures travel,
    /// and others that no list knows.
    private void drawPhone(byte[] icon) throws IOException {
        Path camera = capture.resolve("phone/DCIM/Camera");
        write(camera.resolve("IMG_0001.jpg"), knownFile(0));
        write(camera.resolve("IMG_0002.jpg"), photo(known(1).resized(480, 360), 0.6f, "12:00:00"));
        write(camera.resolve("IMG_0003.jpg"), photo(unknown(0), 0.9f, "12:00:06"));
        write(camera.resolve("IMG_0004.jpg"), photo(unknown(1), 0.9f, "18:30:00"));
        Path received = capture.resolve("phone/Nhận được");
        write(received.resolve("xoay.jpg"), PictureFiles.jpeg(known(2).rotated90(), 0.8f));
        write(received.resolve("gương.png"), PictureFiles.png(known(3).mirrored()));
        write(received.resolve("cropped.jpg"), PictureFiles.jpeg(known(4).cropped(0.006), 0.8f));
        write(received.resolve("reencoded.bmp"), PictureFiles.bmp(known(5)));
        write(received.resolve("again.jpg"), PictureFiles.jpeg(unknown(1).resized(320, 240), 0.7f));
        write(received.resolve("holiday.jpg"), PictureFiles.jpeg(unknown(2), 0.9f));
        write(capture.resolve("phone/apps/launcher-icon.png"), icon);
        write(capture.resolve("phone/notes.txt"), text("An invented note beside drawn pictures.\n"));
    }

    private void drawArchives() throws IOException {
        byte[] inner =
                Archives.zip(members("beach.jpg", knownFile(6), "garden.jpg", PictureFiles.jpeg(unknown(3), 0.9f)));
        write(
                capture.resolve("backup.zip"),
                Archives.zip(members("2024/inner.zip", inner, "readme.txt", text("backup\n"))));
        write(
                capture.resolve("old.7z"),
                sevenZip(members("scan.png", PictureFiles.png(known(7)), "letter.txt", text("letter\n"))));
        write(
                capture.resolve("locked.zip"),
                Archives.encryptedZip(members("unknown.jpg", PictureFiles.jpeg(unknown(4), 0.9f)), "invented"));
    }

    /// Two captured pages of an invented site.
    private void drawSite() throws IOException {
        String site = "http://drawnpicturesonlyxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx.onion";
        String date = "2026-11-02T08:00:00Z";
        write(capture.resolve("site.warc.gz"), Archives.build(out -> {
            WarcWriter warc = new WarcWriter(out, true, KNOWN_SEED);
            warc.info("mangrove demo");
            page(warc, site + "/page-1.html", date, "/a.jpg", "/b.jpg");
            picture(warc, site + "/a.jpg", date, PictureFiles.jpeg(known(1), 0.7f), site + "/page-1.html");
            picture(warc, site + "/b.jpg", date, PictureFiles.jpeg(unknown(5), 0.9f), site + "/page-1.html");
            page(warc, site + "/page-2.html", date, "/c.png", "/a.jpg");
            picture(warc, site + "/c.png", date, PictureFiles.png(unknown(6)), site + "/page-2.html");
        }));
    }

    private static void page(WarcWriter warc, String uri, String date, String... pictures) throws IOException {
        StringBuilder html = new StringBuilder("<!DOCTYPE html><title>Drawn pictures only</title>");
        for (String picture : pictures) {
            html.append("<img alt='' src='").append(picture).append("'>");
        }
        warc.response(uri, date, HttpBody.of("text/html", text(html.toString())).compressed());
    }

    private static void picture(WarcWriter warc, String uri, String date, byte[] file, String page) throws IOException {
        String id = warc.response(uri, date, HttpBody.of("image/jpeg", file).chunked());
        warc.request(uri, date, page, id);
    }

    private void drawDamage() throws IOException {
        byte[] whole = PictureFiles.jpeg(unknown(7), 0.9f);
        write(capture.resolve("damaged/cut-short.jpg"), Arrays.copyOf(whole, whole.length / 2));
        write(capture.resolve("damaged/no-picture.jpg"), Arrays.copyOf(whole, 40));
        write(capture.resolve("damaged/empty.jpg"), new byte[0]);
        write(capture.resolve("damaged/bomb.zip"), Archives.build(out -> {
            ZipWriter zip = new ZipWriter(out);
            zip.add("before.jpg", knownFile(0));
            zip.add(ZipMember.of("zeros.bin", new byte[48 << 20]));
            zip.finish();
        }));
    }

    private static DrawnPicture known(int i) {
        return DrawnPicture.of(KNOWN_SEED + i, 640, 480);
    }

    private static byte[] knownFile(int i) {
        return PictureFiles.jpeg(known(i), 0.92f);
    }

    private static DrawnPicture unknown(int i) {
        return DrawnPicture.of(UNKNOWN_SEED + i, 800, 600);
    }

    private static byte[] photo(DrawnPicture picture, float quality, String time) {
        return new ExifWriter()
                .make("Invented")
                .model("Camera One")
                .bodySerial("000042")
                .takenAt("2026:05:01 " + time, "+07:00")
                .insertInto(PictureFiles.jpeg(picture, quality));
    }

    private static Map<String, byte[]> members(String first, byte[] firstContent, String second, byte[] secondContent) {
        Map<String, byte[]> members = members(first, firstContent);
        members.put(second, secondContent);
        return members;
    }

    private static Map<String, byte[]> members(String name, byte[] content) {
        Map<String, byte[]> members = new LinkedHashMap<>();
        members.put(name, content);
        return members;
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

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void write(Path file, byte[] content) throws IOException {
        Path folder = file.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.write(file, content);
    }
}
