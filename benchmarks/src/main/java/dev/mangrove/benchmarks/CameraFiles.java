package dev.mangrove.benchmarks;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/// Camera-like JPEG files, written once by libjpeg-turbo's `cjpeg` and kept for the next run.
final class CameraFiles {

    private CameraFiles() {}

    /// @param noise as [CameraPicture] takes it
    /// @param quality 1..100, as `cjpeg` takes it; chroma is stored at half the sides (4:2:0)
    record Kind(String name, int width, int height, double noise, int quality, boolean progressive) {}

    static Path file(Path folder, Kind kind, long seed) throws IOException {
        Path file = folder.resolve(kind.name().replace(' ', '-') + "-" + seed + ".jpg");
        if (Files.exists(file)) {
            return file;
        }
        if (!Commands.isThere("cjpeg")) {
            throw new IOException("cjpeg is needed to write the pictures; install Debian's libjpeg-turbo-progs");
        }
        Path part = folder.resolve(file.getFileName() + ".part");
        List<String> command = new ArrayList<>(List.of(
                "cjpeg",
                "-quality",
                Integer.toString(kind.quality()),
                "-sample",
                "2x2,1x1,1x1",
                "-outfile",
                part.toString()));
        if (kind.progressive()) {
            command.add("-progressive");
        }
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        CameraPicture picture = new CameraPicture(seed, kind.width(), kind.height(), kind.noise());
        try (OutputStream out = new BufferedOutputStream(process.getOutputStream(), 1 << 16)) {
            out.write(("P6\n" + picture.width() + " " + picture.height() + "\n255\n")
                    .getBytes(StandardCharsets.US_ASCII));
            byte[] row = new byte[3 * picture.width()];
            for (int y = 0; y < picture.height(); y++) {
                picture.row(y, row);
                out.write(row);
            }
        }
        try {
            if (process.waitFor() != 0) {
                throw new IOException("cjpeg ended with status " + process.exitValue());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while cjpeg wrote " + file, e);
        }
        return Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
