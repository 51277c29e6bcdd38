package dev.mangrove.cli;

import dev.mangrove.formats.hashlist.HashListFormat;
import dev.mangrove.formats.row.HashListFormatException;
import dev.mangrove.scan.capture.RawPaths;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A folder that holds nothing but files of frame hashes, one for each video, stands for these files.
final class FrameFolder {

    private FrameFolder() {}

    /// The files of such a folder in the order of their names; anything else as it is.
    static List<FileArgument> filesOf(FileArgument source) throws IOException {
        Path folder = Path.of(source.shown());
        if (!Files.isDirectory(folder)) {
            return List.of(source);
        }
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (!isFrames(entry)) {
                    return List.of(source);
                }
                files.add(entry);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return files.isEmpty()
                ? List.of(source)
                : files.stream()
                        .sorted()
                        .map(file -> new FileArgument(file.toString(), RawPaths.rawName(file.toAbsolutePath())))
                        .toList();
    }

    private static boolean isFrames(Path file) throws IOException {
        try {
            return Files.isRegularFile(file) && HashListFormat.detect(file) == HashListFormat.VPDQ;
        } catch (HashListFormatException noList) {
            return false;
        }
    }
}
