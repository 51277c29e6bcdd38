package dev.mangrove.cli;

import dev.mangrove.testkit.Archives;
import dev.mangrove.testkit.DrawnPicture;
import dev.mangrove.testkit.ExifWriter;
import dev.mangrove.testkit.HttpBody;
import dev.mangrove.testkit.Mutator;
import dev.mangrove.testkit.PictureFiles;
import dev.mangrove.testkit.WarcWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZOutputFile;
import org.apache.commons.compress.compressors.CompressorException;
import org.apache.commons.compress.compressors.CompressorStreamFactory;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/// Sound drawn pictures and archives of every kind, each damaged again and again by the seeded mutator.
/// Three files in four are pictures.
final class MutatedCapture {

    static final String PICTURES = "pictures";
    static final String ARCHIVES = "archives";

    private static final int FOLDER_FILES = 500;
    private static final int REDRAWN_EVERY = 400;

    private final Path folder;
    private final SplittableRandom random;
    private Map<String, byte[]> pictures = Map.of();
    private Map<String, byte[]> archives = Map.of();

    MutatedCapture(Path folder, SplittableRandom random) {
        this.folder = folder;
        this.random = random;
    }

    void draw(int mutations) throws IOException {
        for (int i = 0; i < mutations; i++) {
            if (i % REDRAWN_EVERY == 0) {
                pictures = soundPictures();
                archives = soundArchives(pictures);
            }
            boolean picture = i % 4 != 0;
            Map<String, byte[]> sound = picture ? pictures : archives;
            String suffix = List.copyOf(sound.keySet()).get(i / 4 % sound.size());
            if (picture) {
                suffix = List.copyOf(sound.keySet()).get(i % sound.size());
            }
            Path sub = Files.createDirectories(
                    folder.resolve(picture ? PICTURES : ARCHIVES).resolve(String.format("%03d", i / FOLDER_FILES)));
            byte[] bytes = Mutator.mutate(sound.get(suffix), random.nextLong()).bytes();
            Files.write(sub.resolve(String.format("%06d.%s", i, suffix)), bytes);
        }
    }

    private Map<String, byte[]> soundPictures() {
        DrawnPicture small = picture(random.nextInt(40, 160), random.nextInt(40, 160));
        DrawnPicture other = picture(small.width(), small.height());
        DrawnPicture large = picture(random.nextInt(300, 700), random.nextInt(200, 500));
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("jpg", PictureFiles.jpeg(large, 0.8f));
        files.put(
                "camera.jpg",
                new ExifWriter()
                        .make("Invented")
                        .model("Camera One")
                        .bodySerial("000042")
                        .takenAt("2026:05:01 12:00:00", "+07:00")
                        .insertInto(PictureFiles.jpeg(small, 0.9f)));
        files.put("progressive.jpg", PictureFiles.jpegProgressive(small, 0.8f));
        files.put("grey.jpg", PictureFiles.jpegGrey(small, 0.8f));
        files.put("png", PictureFiles.png(small));
        files.put("interlaced.png", PictureFiles.pngInterlaced(small));
        files.put("alpha.png", PictureFiles.pngAlpha(small.withAlpha()));
        files.put("16.png", PictureFiles.png16(small));
        files.put("palette.png", PictureFiles.pngPalette(small.in216Colours()));
        files.put("gif", PictureFiles.gif(small.in216Colours()));
        files.put("animated.gif", PictureFiles.gifAnimated(List.of(small.in216Colours(), other.in216Colours())));
        files.put("bmp", PictureFiles.bmp(small));
        files.put("tiff", PictureFiles.tiff(small));
        files.put("pages.tiff", PictureFiles.tiff(List.of(small, other), "LZW"));
        files.put("ico", PictureFiles.ico(List.of(small.resized(48, 48), small.resized(32, 32))));
        return files;
    }

    private DrawnPicture picture(int width, int height) {
        return DrawnPicture.of(random.nextLong(), width, height);
    }

    private Map<String, byte[]> soundArchives(Map<String, byte[]> files) throws IOException {
        Map<String, byte[]> members = new LinkedHashMap<>();
        for (String name : List.of("camera.jpg", "grey.jpg", "gif", "bmp")) {
            members.put("DCIM/" + name, files.get(name));
        }
        byte[] tar = Archives.tar(members);
        Map<String, byte[]> archives = new LinkedHashMap<>();
        archives.put("zip", Archives.zip(members));
        archives.put("nested.zip", Archives.zip(Map.of("inner.zip", archives.get("zip"), "inner.tar", tar)));
        archives.put("locked.zip", Archives.encryptedZip(members, "invented"));
        archives.put("7z", sevenZip(members));
        archives.put("tar", tar);
        archives.put("tar.gz", Archives.gzip(tar));
        archives.put("tar.bz2", packed(CompressorStreamFactory.BZIP2, tar));
        archives.put("tar.xz", packed(CompressorStreamFactory.XZ, tar));
        archives.put("tar.zst", packed(CompressorStreamFactory.ZSTANDARD, tar));
        archives.put("warc", warc(members, false));
        archives.put("warc.gz", warc(members, true));
        return archives;
    }

    static byte[] packed(String kind, byte[] content) {
        return Archives.build(out -> {
            try (OutputStream packing = packing(kind, out)) {
                packing.write(content);
            }
        });
    }

    static OutputStream packing(String kind, OutputStream out) throws IOException {
        try {
            return new CompressorStreamFactory().createCompressorOutputStream(kind, out);
        } catch (CompressorException e) {
            throw new IOException(kind + " cannot be written here", e);
        }
    }

    private byte[] warc(Map<String, byte[]> members, boolean gzip) {
        long seed = random.nextLong();
        return Archives.build(out -> {
            WarcWriter warc = new WarcWriter(out, gzip, seed);
            warc.info("test");
            int i = 0;
            for (Map.Entry<String, byte[]> member : members.entrySet()) {
                HttpBody body = HttpBody.of("image/jpeg", member.getValue());
                warc.response(
                        "http://drawn.example/" + member.getKey(),
                        "2026-05-01T12:00:00Z",
                        i++ % 2 == 0 ? body.chunked() : body.compressed());
            }
        });
    }

    static byte[] sevenZip(Map<String, byte[]> members) {
        SeekableInMemoryByteChannel bytes = new SeekableInMemoryByteChannel();
        try (SevenZOutputFile archive = new SevenZOutputFile(bytes)) {
            for (Map.Entry<String, byte[]> member : members.entrySet()) {
                SevenZArchiveEntry entry = new SevenZArchiveEntry();
                entry.setName(member.getKey());
                archive.putArchiveEntry(entry);
                archive.write(member.getValue());
                archive.closeArchiveEntry();
            }
            archive.finish();
            return Arrays.copyOf(bytes.array(), Math.toIntExact(bytes.size()));
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot refuse a write", e);
        }
    }
}
