package dev.mangrove.server.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The files of a log in a folder. No link is followed.
///
/// @param folder where they lie
record FolderFiles(Path folder) implements LogFiles {

    @Override
    public Optional<byte[]> read(String name, int bytesMax) throws IOException {
        if (!isPlain(name)) {
            return Optional.empty();
        }
        try (InputStream in = open(name)) {
            return Optional.of(in.readNBytes(bytesMax + 1));
        }
    }

    @Override
    public InputStream open(String name) throws IOException {
        return isPlain(name)
                ? Files.newInputStream(folder.resolve(name), LinkOption.NOFOLLOW_LINKS)
                : InputStream.nullInputStream();
    }

    private boolean isPlain(String name) {
        return Files.isRegularFile(folder.resolve(name), LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public OutputStream create(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    @Override
    public List<String> names(String below) throws IOException {
        Path root = folder.resolve(below);
        if (!Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .map(path -> folder.relativize(path).toString().replace('\\', '/'))
                    .toList();
        }
    }
}
