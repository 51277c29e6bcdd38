package dev.mangrove.scan.walk;

import dev.mangrove.scan.capture.EvidenceFile;
import dev.mangrove.scan.capture.EvidenceFiles;
import dev.mangrove.scan.capture.RawPaths;
import dev.mangrove.scan.disk.ExpertWitness;
import dev.mangrove.scan.disk.ImagePrograms;
import dev.mangrove.scan.disk.SleuthKit;
import dev.mangrove.scan.item.MediaType;
import dev.mangrove.scan.item.RawName;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The image in a container: as bytes of the disk for us, and as files for programs.
final class DiskImage implements Closeable {

    private static final String RAW_NAME = "image.dd";

    private final SeekableByteChannel disk;
    private final SleuthKit kit;
    private final Optional<ExpertWitness> acquired;
    private final Closer closer;

    private DiskImage(SeekableByteChannel disk, SleuthKit kit, Optional<ExpertWitness> acquired, Closer closer) {
        this.disk = disk;
        this.kit = kit;
        this.acquired = acquired;
        this.closer = closer;
    }

    static DiskImage open(Container container, MediaType type) throws IOException {
        Closer closer = new Closer();
        try {
            EvidenceFile first = file(container, closer);
            return type == MediaType.EWF ? ewf(container, first, closer) : raw(container, first, closer);
        } catch (IOException | RuntimeException e) {
            closer.close();
            throw e;
        }
    }

    private static DiskImage raw(Container container, EvidenceFile file, Closer closer) throws IOException {
        Map<String, SeekableByteChannel> files = new LinkedHashMap<>();
        SeekableByteChannel whole = container.channel();
        if (!container.isNested()) {
            Volumes volumes = Volumes.of(file, container.name(), MediaType.DISK_IMAGE);
            closer.add(volumes);
            whole = volumes.count() > 1 ? volumes.channel() : whole;
            for (EvidenceFile further : volumes.neighbours()) {
                files.put(String.format(Locale.ROOT, "image.%03d", files.size() + 2), further);
            }
        }
        Map<String, SeekableByteChannel> all = new LinkedHashMap<>();
        all.put(files.isEmpty() ? RAW_NAME : "image.001", file);
        all.putAll(files);
        ImagePrograms programs = new ImagePrograms(all, container.walk()::alive);
        WatchedChannel disk = new WatchedChannel(container.walk(), whole);
        return new DiskImage(disk, new SleuthKit(programs, "raw", disk.size()), Optional.empty(), closer);
    }

    private static DiskImage ewf(Container container, EvidenceFile first, Closer closer) throws IOException {
        Map<String, SeekableByteChannel> files = new LinkedHashMap<>(Map.of(ExpertWitness.segmentName(1), first));
        ExpertWitness disk = ExpertWitness.open(new WatchedChannel(container), container.name(), name -> {
            Optional<EvidenceFile> next = beside(container, name);
            next.ifPresent(closer::add);
            next.ifPresent(file -> files.put(ExpertWitness.segmentName(files.size() + 1), file));
            return next.map(file -> new WatchedChannel(container.walk(), file));
        });
        closer.add(disk);
        ImagePrograms programs = new ImagePrograms(files, container.walk()::alive);
        return new DiskImage(disk, new SleuthKit(programs, "ewf", disk.size()), Optional.of(disk), closer);
    }

    /// Segments are looked for beside a file of the capture only: what lies beside a member is another member.
    private static Optional<EvidenceFile> beside(Container container, RawName name) {
        if (!(container.channel() instanceof EvidenceFile first) || container.isNested()) {
            return Optional.empty();
        }
        try {
            return Optional.of(first.beside(name));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// The container as a file that programs can open.
    private static EvidenceFile file(Container container, Closer closer) throws IOException {
        if (container.channel() instanceof EvidenceFile file) {
            return file;
        }
        Path temporary;
        if (container.file().isPresent()) {
            temporary = container.file().get();
        } else {
            temporary = copy(container.walk(), new WatchedChannel(container));
            closer.add(() -> container.walk().spools().delete(temporary));
        }
        EvidenceFile opened = open(temporary);
        closer.add(opened);
        return opened;
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

    /// Present for an Expert Witness image.
    Optional<ExpertWitness> acquired() {
        return acquired;
    }

    @Override
    public void close() throws IOException {
        closer.close();
    }

    /// Closes in the opposite order.
    private static final class Closer implements Closeable {

        private final Deque<Closeable> open = new ArrayDeque<>();

        void add(Closeable one) {
            open.push(one);
        }

        @Override
        public void close() throws IOException {
            while (!open.isEmpty()) {
                open.pop().close();
            }
        }
    }
}
