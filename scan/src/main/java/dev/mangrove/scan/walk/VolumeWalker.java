package dev.mangrove.scan.walk;

import dev.mangrove.scan.disk.DiskException;
import dev.mangrove.scan.disk.FileContent;
import dev.mangrove.scan.disk.FileRuns;
import dev.mangrove.scan.disk.ListedFile;
import dev.mangrove.scan.disk.Listing;
import dev.mangrove.scan.disk.Volume;
import dev.mangrove.scan.item.ItemOrigin;
import dev.mangrove.scan.item.RawName;
import dev.mangrove.scan.item.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The files of one volume, in the order in which `fls` lists them: the same image and the same version of the kit
/// give the same numbers. Folders are no items; neither are the file system's own structures.
///
/// What a damaged directory makes up has bounds: names by the size of the volume, bytes by what all its files
/// together could hold several times over. Both depend on the listing alone, so that an interrupted walk
/// reaches them at the same place.
final class VolumeWalker {

    private static final long NAMES_FREE = 10_000;
    private static final long BYTES_PER_NAME = 512;
    private static final long BYTES_FREE = 1L << 30;
    private static final int BYTES_FACTOR = 8;
    /// On FAT the place of every sound file is known; elsewhere small, compressed or sparse files need a program.
    private static final long PROGRAMS_MAX_ON_FAT = 1_000;
    private static final long PROGRAMS_FREE = 20_000;
    private static final long BYTES_PER_PROGRAM = 64 << 10;
    private static final int NTFS_FIRST_FILE = 24;
    private static final String ORPHANS = "$OrphanFiles/";

    private final Container container;
    private final DiskImage image;
    private final Volume volume;
    private final String fileSystem;
    private final Members members;
    private final FileContent content;
    private final long namesMax;
    private final long bytesMax;
    private final long programsMax;
    private long programs;
    private long names;
    private long bytes;

    VolumeWalker(Container container, DiskImage image, FileRuns runs, Volume volume, String fileSystem)
            throws IOException {
        this.container = container;
        this.image = image;
        this.volume = volume;
        this.fileSystem = fileSystem;
        this.members = new Members(container);
        this.content = new FileContent(image.kit(), image.disk(), runs, volume.startBytes(), fileSystem);
        this.programsMax = fileSystem.contains("fat")
                ? PROGRAMS_MAX_ON_FAT
                : PROGRAMS_FREE + volume.lengthBytes() / BYTES_PER_PROGRAM;
        this.namesMax = NAMES_FREE + volume.lengthBytes() / BYTES_PER_NAME;
        this.bytesMax = BYTES_FREE + Math.min(volume.lengthBytes(), Long.MAX_VALUE / (2 * BYTES_FACTOR)) * BYTES_FACTOR;
    }

    /// @param prefix goes before every path; empty for an image without partitions
    void walk(RawName prefix) throws IOException {
        try (Listing listing = image.kit().list(volume.startBytes(), fileSystem)) {
            for (Optional<ListedFile> file = listing.next(); file.isPresent(); file = listing.next()) {
                if (names == namesMax) {
                    stop(prefix, Reason.LIMIT_REACHED, "more than " + namesMax + " names, more than it can hold");
                    return;
                }
                names++;
                if (!isStructure(file.get())) {
                    file(prefix.resolve(file.get().path()), file.get());
                }
            }
            if (!listing.isComplete()) {
                stop(prefix, Reason.DAMAGED, "its files could not be listed to the end");
            }
        } catch (DiskException e) {
            stop(prefix, e.reason(), e.detail());
        }
    }

    private void stop(RawName prefix, Reason reason, String why) {
        String which = prefix.length() == 0 ? "the volume" : "the volume " + prefix.display();
        container.remarks().incomplete(reason, which + ": " + why + "; what was listed before is kept");
    }

    private boolean isStructure(ListedFile file) {
        return switch (file.kind()) {
            case FOLDER, VIRTUAL -> true;
            case FILE, SPECIAL, UNKNOWN ->
                fileSystem.equals("ntfs") && file.inode() < NTFS_FIRST_FILE && file.inode() > 0
                        || fileSystem.equals("ntfs") && file.inode() == 0 && file.kind() == ListedFile.Kind.FILE;
        };
    }

    private void file(RawName name, ListedFile file) throws IOException {
        ItemOrigin origin = new ItemOrigin(file.modifiedAt(), Optional.empty());
        List<String> notes = notes(file);
        switch (file.kind()) {
            case SPECIAL -> members.list(name, origin, Reason.SPECIAL_FILE, Reason.SPECIAL_FILE.sentence(), notes);
            case UNKNOWN -> members.list(name, origin, Reason.UNREADABLE, lost(file), notes);
            case FILE -> content(name, file, origin, notes);
            case FOLDER, VIRTUAL -> throw new IllegalArgumentException("not an item: " + file.kind());
        }
    }

    private static String lost(ListedFile file) {
        return file.deleted() ? "deleted; only its name is left" : "its record is not in use; only its name is there";
    }

    private void content(RawName name, ListedFile file, ItemOrigin origin, List<String> notes) throws IOException {
        if (file.reallocated()) {
            members.list(name, origin, Reason.UNREADABLE, "deleted; its record belongs to another file by now", notes);
            return;
        }
        bytes += Math.min(file.sizeBytes(), volume.lengthBytes());
        if (bytes > bytesMax) {
            members.list(
                    name,
                    origin,
                    Reason.LIMIT_REACHED,
                    "the files listed before it already hold " + bytesMax + " bytes, more than the volume",
                    notes);
            return;
        }
        programs += content.needsProgram(file) ? 1 : 0;
        if (programs > programsMax && content.needsProgram(file)) {
            members.list(
                    name,
                    origin,
                    Reason.LIMIT_REACHED,
                    "its place in the image is not known, nor was that of " + programsMax + " files before it",
                    notes);
            return;
        }
        long before = content.imageBytesRead();
        Members.Member member = new Members.Member(name, () -> origin, () -> content.imageBytesRead() - before, false);
        members.take(member, (sink, told) -> {
            told.addAll(notes);
            content.copyTo(file, sink);
        });
    }

    private static List<String> notes(ListedFile file) {
        List<String> notes = new ArrayList<>();
        if (file.deleted()) {
            notes.add("deleted");
        }
        if (file.reallocated()) {
            notes.add("reallocated");
        }
        if (new String(file.path().bytes(), StandardCharsets.ISO_8859_1).startsWith(ORPHANS)) {
            notes.add("orphan");
        }
        return notes;
    }
}
