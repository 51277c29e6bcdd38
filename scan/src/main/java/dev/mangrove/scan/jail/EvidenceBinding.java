package dev.mangrove.scan.jail;

import dev.mangrove.scan.capture.EvidenceFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// The evidence of one run, where the program can open it.
///
/// An open descriptor is bound into the jail read-only. Content without one, and without bubblewrap any
/// evidence up to [#COPY_BYTES_MAX], is copied to a private temporary folder: to open `/proc/<pid>/fd/N` is to
/// open the file anew, and reading it then would change its access time. What is larger than that is read in
/// place, and [#keepsAccessTime] says so.
final class EvidenceBinding implements AutoCloseable {

    static final long COPY_BYTES_MAX = 4L << 30;

    private static final int COPY_BUFFER_BYTES = 256 << 10;

    private final Path folder;
    private final List<Bound> bound = new ArrayList<>();
    private boolean keepsAccessTime = true;

    /// @param place a descriptor's or copy's path for a shell to open
    record Bound(String name, String place) {}

    EvidenceBinding(Map<String, SeekableByteChannel> evidence, boolean jailed) throws IOException {
        folder = Files.createTempDirectory("jail-");
        try {
            for (Map.Entry<String, SeekableByteChannel> piece : evidence.entrySet()) {
                bind(piece.getKey(), piece.getValue(), jailed);
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private void bind(String name, SeekableByteChannel content, boolean jailed) throws IOException {
        OptionalInt descriptor = content instanceof EvidenceFile file ? file.descriptor() : OptionalInt.empty();
        Path local = folder.resolve(name);
        if (descriptor.isEmpty()) {
            copy(content, local);
            bound.add(new Bound(name, local.toString()));
            return;
        }
        String opened = "/proc/" + ProcessHandle.current().pid() + "/fd/" + descriptor.getAsInt();
        if (jailed) {
            bound.add(new Bound(name, opened));
        } else if (content.size() <= COPY_BYTES_MAX) {
            copy(content, local);
            bound.add(new Bound(name, local.toString()));
        } else {
            keepsAccessTime = false;
            Files.createSymbolicLink(local, Path.of(opened));
            bound.add(new Bound(name, opened));
        }
    }

    private static void copy(SeekableByteChannel content, Path to) throws IOException {
        if (content.size() > COPY_BYTES_MAX) {
            throw new IOException("it has " + content.size() + " bytes, and at most " + COPY_BYTES_MAX
                    + " are copied for an outside program");
        }
        try (FileChannel out = FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.allocate(COPY_BUFFER_BYTES);
            content.position(0);
            while (content.read(buffer) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    out.write(buffer);
                }
                buffer.clear();
            }
        } catch (FileAlreadyExistsException e) {
            throw new IllegalArgumentException("two pieces of evidence have the name " + to.getFileName(), e);
        }
    }

    List<Bound> bound() {
        return bound;
    }

    /// The folder that holds every piece under its name, for a program that is not shut in.
    Path folder() {
        return folder;
    }

    boolean keepsAccessTime() {
        return keepsAccessTime;
    }

    @Override
    public void close() {
        for (Bound piece : bound) {
            delete(folder.resolve(piece.name()));
        }
        delete(folder);
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException left) {
            // The pool clears the worker's temporary folder at its end and at its next start.
        }
    }
}
