package dev.mangrove.scan.walk;

import dev.mangrove.scan.capture.EvidenceFile;
import dev.mangrove.scan.capture.EvidenceFiles;
import dev.mangrove.scan.capture.RawPaths;
import dev.mangrove.scan.disk.ImagePrograms;
import dev.mangrove.scan.disk.SleuthKit;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/// The image in a container: as bytes of the disk for us, and as files for programs.
final class DiskImage implements Closeable {

    private static final String RAW_NAME = "image.dd";

    private final SeekableByteChannel disk;
    private final SleuthKit kit;
    private final Closeable temporary;

    private DiskImage(SeekableByteChannel disk, SleuthKit kit, Closeable temporary) {
        this.disk = disk;
        this.kit = kit;
        this.temporary = temporary;
    }

    static DiskImage raw(Container container) throws IOException {
        WatchedChannel disk = new WatchedChannel(container);
        if (container.channel() instanceof EvidenceFile file) {
            return raw(container, disk, file, () -> {});
        }
        if (container.file().isPresent()) {
            EvidenceFile file = open(container.file().get());
            return raw(container, disk, file, file);
        }
        Path copy = copy(container.walk(), disk);
        EvidenceFile file = open(copy);
        return raw(container, disk, file, () -> {
            file.close();
            container.walk().spools().delete(copy);
        });
    }

    private static DiskImage raw(Container container, SeekableByteChannel disk, EvidenceFile file, Closeable temporary)
            throws IOException {
        ImagePrograms programs = new ImagePrograms(Map.of(RAW_NAME, file), container.walk()::alive);
        return new DiskImage(disk, new SleuthKit(programs, "raw", disk.size()), temporary);
    }

    private static EvidenceFile open(Path temporary) throws IOException {
        return EvidenceFiles.system().open(RawPaths.rawName(temporary.toAbsolutePath()));
    }

    /// Programs open files: what lies in memory is laid down.
    private static Path copy(Walk walk, SeekableByteChannel disk) throws IOException {
        Path file = walk.spools().newFile();
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
            Channels.newInputStream(disk.position(0)).transferTo(out);
        }
        return file;
    }

    /// The disk's bytes, from 0.
    SeekableByteChannel disk() {
        return disk;
    }

    SleuthKit kit() {
        return kit;
    }

    @Override
    public void close() throws IOException {
        temporary.close();
    }
}
