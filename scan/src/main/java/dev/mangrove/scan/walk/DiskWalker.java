package dev.mangrove.scan.walk;

import dev.mangrove.scan.disk.DiskException;
import dev.mangrove.scan.disk.ExpertWitness;
import dev.mangrove.scan.disk.FileRuns;
import dev.mangrove.scan.disk.SleuthKit;
import dev.mangrove.scan.disk.Volume;
import dev.mangrove.scan.item.ItemOrigin;
import dev.mangrove.scan.item.MediaType;
import dev.mangrove.scan.item.RawName;
import dev.mangrove.scan.item.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Walks a disk image: the volumes of its partition table, or the one volume that it is. A volume that cannot be
/// read is listed with the reason.
final class DiskWalker {

    private final Container container;
    private final DiskImage image;
    private final SleuthKit kit;

    private DiskWalker(Container container, DiskImage image) {
        this.container = container;
        this.image = image;
        this.kit = image.kit();
    }

    static void walk(Container container, MediaType type) throws IOException {
        try (DiskImage image = DiskImage.open(container, type)) {
            Remarks remarks = container.remarks();
            image.acquired()
                    .flatMap(ExpertWitness::failing)
                    .ifPresent(why -> remarks.incomplete(Reason.TRUNCATED, why));
            new DiskWalker(container, image).walk();
            if (image.acquired().isPresent()) {
                StoredDigestCheck.run(image.acquired().get(), remarks);
            }
        }
    }

    /// A volume and its file system, or why none can be read.
    private record Opened(RawName name, Volume volume, Optional<String> fileSystem, Optional<DiskException> refused) {}

    private void walk() throws IOException {
        List<Opened> volumes = new ArrayList<>();
        List<Volume> gaps = new ArrayList<>();
        for (Volume partition : partitions()) {
            if (partition.allocated()) {
                volumes.add(open(RawName.ofText(partition.name()), partition));
            } else {
                container.remarks().count("unallocatedPartitions");
                gaps.add(partition);
            }
        }
        if (volumes.stream().noneMatch(one -> one.fileSystem().isPresent())) {
            // A volume without a table, some of whose bytes look like one; or nothing that can be read.
            Opened whole =
                    open(RawName.ofText(""), new Volume(0, 0, image.disk().size(), true, ""));
            if (whole.fileSystem().isPresent() || volumes.isEmpty()) {
                volumes = List.of(whole);
                gaps.clear();
            }
        }
        FileRuns runs = runs(volumes);
        for (Opened volume : volumes) {
            files(volume, runs);
        }
        if (container.walk().limits().carve()) {
            carve(volumes, gaps, runs);
        }
    }

    /// A table that cannot be listed is told of, and the image is taken for one volume.
    private List<Volume> partitions() throws IOException {
        try {
            return kit.partitions();
        } catch (DiskException e) {
            if (e.reason() == Reason.UNSUPPORTED) {
                throw e;
            }
            container.remarks().incomplete(e.reason(), e.detail());
            return List.of();
        }
    }

    private void files(Opened one, FileRuns runs) throws IOException {
        if (one.fileSystem().isPresent()) {
            new VolumeWalker(
                            container,
                            image,
                            runs,
                            one.volume(),
                            one.fileSystem().get())
                    .walk(one.name());
        } else if (one.name().length() == 0) {
            one.refused().ifPresent(why -> container.remarks().incomplete(why.reason(), why.detail()));
        } else {
            one.refused().ifPresent(why -> list(one.name(), one.volume(), why));
        }
    }

    private void carve(List<Opened> volumes, List<Volume> gaps, FileRuns runs) throws IOException {
        DiskCarving carving = new DiskCarving(container, image);
        for (Opened one : volumes) {
            if (one.fileSystem().isPresent()) {
                carving.unused(one.name(), one.volume(), one.fileSystem().get(), runs);
            } else {
                carving.whole(one.name(), one.volume());
            }
        }
        for (Volume gap : gaps) {
            carving.whole(RawName.ofText(""), gap);
        }
    }

    private void list(RawName name, Volume volume, DiskException why) {
        String detail = why.detail() + "; it begins at byte " + volume.startBytes() + " and has " + volume.lengthBytes()
                + " bytes";
        new Members(container).list(name, ItemOrigin.UNKNOWN, why.reason(), detail, List.of("partition"));
    }

    private Opened open(RawName name, Volume volume) throws IOException {
        try {
            VolumeHead.check(image.disk(), volume);
            String fileSystem = kit.fileSystem(volume.startBytes());
            return new Opened(name, volume, Optional.of(fileSystem), Optional.empty());
        } catch (DiskException e) {
            return new Opened(name, volume, Optional.empty(), Optional.of(e));
        }
    }

    /// Where they cannot be told, every file is read through a program of its own: slower, and as exact.
    private FileRuns runs(List<Opened> volumes) throws IOException {
        if (volumes.stream().noneMatch(one -> one.fileSystem().isPresent())) {
            return FileRuns.none();
        }
        try {
            return kit.runs();
        } catch (DiskException e) {
            return FileRuns.none();
        }
    }
}
