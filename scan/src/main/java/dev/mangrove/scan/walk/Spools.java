package dev.mangrove.scan.walk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/// The temporary files of one walk: neutral names, one folder, and a limit on what lies there at once.
final class Spools {

    private final Path folder;
    private final WalkLimits limits;
    private final Deque<HandedOut> handedOut = new ArrayDeque<>();
    private long bytes;
    private long made;

    private record HandedOut(Path file, long sizeBytes) {}

    Spools(Path folder, WalkLimits limits) {
        this.folder = folder;
        this.limits = limits;
    }

    Spool open() {
        return new Spool(this, limits.inlineBytesMax());
    }

    Path newFile() {
        made++;
        return folder.resolve("member-" + made);
    }

    /// Whether so many more bytes may be laid down.
    boolean reserve(long more) {
        if (bytes + more > limits.nestedBytesMax()) {
            forgetDeleted();
        }
        if (bytes + more > limits.nestedBytesMax()) {
            return false;
        }
        bytes += more;
        return true;
    }

    void release(long fewer) {
        bytes -= fewer;
    }

    /// The file now belongs to the listener; it counts until it is deleted.
    void handOut(Path file, long sizeBytes) {
        handedOut.add(new HandedOut(file, sizeBytes));
    }

    private void forgetDeleted() {
        handedOut.removeIf(handed -> {
            boolean gone = !Files.exists(handed.file());
            if (gone) {
                bytes -= handed.sizeBytes();
            }
            return gone;
        });
    }

    void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
    }
}
