package dev.mangrove.benchmarks;

import dev.mangrove.testkit.DrawnPicture;
import dev.mangrove.testkit.PictureFiles;
import dev.mangrove.testkit.ZipMember;
import dev.mangrove.testkit.ZipWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Draws a capture of many distinct small pictures in ZIP files.
///
/// Arguments: `FOLDER PICTURES PICTURES_PER_ZIP`. The seed of picture n is n, so that [ScaleList] can
/// name some of them.
public final class ScaleCapture {

    static final int SIDE = 72;

    private ScaleCapture() {}

    /// Runs the program.
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        long pictures = Long.parseLong(arguments[1]);
        long perZip = Long.parseLong(arguments[2]);
        Files.createDirectories(folder);
        for (long first = 0; first < pictures; first += perZip) {
            Path file = folder.resolve(String.format("pictures-%08d.zip", first));
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
                ZipWriter zip = new ZipWriter(out);
                for (long seed = first; seed < Math.min(first + perZip, pictures); seed++) {
                    zip.add(ZipMember.of("DCIM/" + seed + ".jpg", picture(seed)).stored());
                }
                zip.finish();
            }
        }
    }

    static byte[] picture(long seed) {
        return PictureFiles.jpeg(DrawnPicture.of(seed, SIDE, SIDE), 0.8f);
    }
}
