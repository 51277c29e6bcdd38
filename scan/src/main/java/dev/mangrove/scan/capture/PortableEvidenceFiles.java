package dev.mangrove.scan.capture;

import dev.mangrove.scan.item.RawName;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/// Files through `java.nio`, for systems without a binding of our own. Access times may change, and a
/// path that is too long for one system call is unreadable; all else is as on Linux.
final class PortableEvidenceFiles implements EvidenceFiles {

    @Override
    public EvidenceFile open(RawName name) throws IOException {
        Path path = path(name);
        Kind kind = status(name).kind();
        if (kind != Kind.FILE) {
            throw new IOException("cannot open " + name.display() + ": " + LinuxEvidenceFiles.describe(kind)
                    + ", not a regular file");
        }
        try {
            FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
            return new PortableEvidenceFile(name, path, channel);
        } catch (IOException e) {
            throw new IOException("cannot open " + name.display() + ": " + reason(e), e);
        }
    }

    @Override
    public void walk(RawName folder, Visitor visitor) throws IOException {
        ArrayDeque<FolderToList> toList = new ArrayDeque<>();
        list(folder, FolderToList.ROOT, toList, visitor);
        while (!toList.isEmpty()) {
            FolderToList next = toList.pop();
            if (next.depth() > DEPTH_MAX) {
                visitor.unreadable(next.path(), "lies deeper than " + DEPTH_MAX + " folders");
            } else {
                list(folder, next, toList, visitor);
            }
        }
    }

    private static void list(RawName root, FolderToList folder, ArrayDeque<FolderToList> toList, Visitor visitor)
            throws IOException {
        RawName below = folder.path();
        DirectoryStream<Path> entries;
        try {
            entries = Files.newDirectoryStream(path(below.length() == 0 ? root : root.resolve(below)));
        } catch (IOException e) {
            if (folder.depth() == 0) {
                throw new IOException("cannot list " + root.display() + ": " + reason(e), e);
            }
            visitor.unreadable(below, reason(e));
            return;
        }
        try (entries) {
            for (Path entry : entries) {
                RawName part = lastPart(RawPaths.rawName(entry));
                Status status = statusOrUnknown(entry);
                visitor.entry(below.resolve(part), status);
                if (status.kind() == Kind.FOLDER) {
                    toList.push(new FolderToList(folder, part, folder.depth() + 1));
                }
            }
        } catch (DirectoryIteratorException e) {
            visitor.unreadable(below, reason(java.util.Objects.requireNonNull(e.getCause())));
        }
    }

    private static RawName lastPart(RawName path) {
        byte[] bytes = path.bytes();
        int start = bytes.length;
        while (start > 0 && bytes[start - 1] != '/') {
            start--;
        }
        return RawName.of(java.util.Arrays.copyOfRange(bytes, start, bytes.length));
    }

    private static Status statusOrUnknown(Path path) {
        try {
            return status(path);
        } catch (IOException e) {
            // It has gone, or may not be asked about: opening it will say so.
            return new Status(Kind.FILE, 0, 0);
        }
    }

    @Override
    public Status status(RawName name) throws IOException {
        try {
            return status(path(name));
        } catch (IOException e) {
            throw new IOException("cannot read " + name.display() + ": " + reason(e), e);
        }
    }

    private static Status status(Path path) throws IOException {
        BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return new Status(kind(found), found.size(), epochNanos(found));
    }

    private static Kind kind(BasicFileAttributes found) {
        if (found.isRegularFile()) {
            return Kind.FILE;
        }
        if (found.isDirectory()) {
            return Kind.FOLDER;
        }
        return found.isSymbolicLink() ? Kind.LINK : Kind.SPECIAL;
    }

    static long epochNanos(BasicFileAttributes found) {
        // Saturates where the time has no such number.
        return found.lastModifiedTime().to(TimeUnit.NANOSECONDS);
    }

    @Override
    public RawName realPath(RawName name) throws IOException {
        try {
            return RawPaths.rawName(path(name).toRealPath());
        } catch (IOException e) {
            throw new IOException("cannot find " + name.display() + ": " + reason(e), e);
        }
    }

    private static Path path(RawName name) throws IOException {
        for (byte b : name.bytes()) {
            if (b == 0) {
                throw new IOException("cannot open " + name.display() + ": a path holds no zero byte");
            }
        }
        try {
            return RawPaths.path(name);
        } catch (IllegalArgumentException e) {
            throw new IOException("cannot open " + name.display() + ": " + e.getMessage(), e);
        }
    }

    private static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> LinuxErrors.reason(-LinuxErrors.ENOENT);
            case AccessDeniedException denied -> "permission denied";
            case java.nio.file.FileSystemException other when other.getReason() != null -> other.getReason();
            default -> e.getClass().getSimpleName();
        };
    }
}
