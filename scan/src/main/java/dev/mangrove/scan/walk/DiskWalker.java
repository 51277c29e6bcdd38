package dev.mangrove.scan.walk;

import dev.mangrove.scan.disk.DiskException;
import dev.mangrove.scan.disk.FileRuns;
import dev.mangrove.scan.disk.SleuthKit;
import dev.mangrove.scan.disk.Volume;
import dev.mangrove.scan.item.ItemOrigin;
import dev.mangrove.scan.item.MediaType;
import dev.mangrove.scan.item.RawName;
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
        try (DiskImage image = DiskImage.raw(container)) {
            new DiskWalker(container, image).walk();
        }
    }

    /// A volume and its file system, or why none can be read.
    private record Opened(Volume volume, Optional<String> fileSystem, Optional<DiskException> refused) {}

    private void walk() throws IOException {
        Volume whole = new Volume(0, 0, image.disk().size(), true, "");
        List<Volume> partitions = kit.partitions();
        List<Opened> opened = new ArrayList<>();
        for (Volume partition : partitions) {
            if (partition.allocated()) {
                opened.add(open(partition));
            } else {
                container.remarks().count("unallocatedPartitions");
            }
        }
        boolean tableHolds = opened.stream().anyMatch(one -> one.fileSystem().isPresent());
        Opened single = tableHolds ? new Opened(whole, Optional.empty(), Optional.empty()) : open(whole);
        if (single.fileSystem().isPresent()) {
            new VolumeWalker(
                            container, image, runs(), whole, single.fileSystem().get())
                    .walk(RawName.ofText(""));
            return;
        }
        if (opened.isEmpty()) {
            single.refused().ifPresent(why -> container.remarks().incomplete(why.reason(), why.detail()));
            return;
        }
        partitions(opened);
    }

    private void partitions(List<Opened> opened) throws IOException {
        FileRuns runs = runs();
        for (Opened one : opened) {
            RawName name = RawName.ofText(one.volume().name());
            if (one.fileSystem().isPresent()) {
                new VolumeWalker(
                                container,
                                image,
                                runs,
                                one.volume(),
                                one.fileSystem().get())
                        .walk(name);
            } else {
                one.refused().ifPresent(why -> list(name, one.volume(), why));
            }
        }
    }

    private void list(RawName name, Volume volume, DiskException why) {
        String detail = why.detail() + "; it begins at byte " + volume.startBytes() + " and has " + volume.lengthBytes()
                + " bytes";
        new Members(container).list(name, ItemOrigin.UNKNOWN, why.reason(), detail, List.of("partition"));
    }

    private Opened open(Volume volume) throws IOException {
        try {
            VolumeHead.check(image.disk(), volume);
            return new Opened(volume, Optional.of(kit.fileSystem(volume.startBytes())), Optional.empty());
        } catch (DiskException e) {
            return new Opened(volume, Optional.empty(), Optional.of(e));
        }
    }

    /// Where they cannot be told, every file is read through a program of its own: slower, and as exact.
    private FileRuns runs() throws IOException {
        try {
            return kit.runs();
        } catch (DiskException e) {
            return FileRuns.none();
        }
    }
}
