package dev.mangrove.scan.disk;

import dev.mangrove.scan.item.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The programs of The Sleuth Kit on one image, each a process of its own with limits.
///
/// Used by one thread.
public final class SleuthKit {

    private static final long WAIT_SECONDS = 60;
    private static final long BYTES_PER_SECOND_MIN = 20_000_000;
    private static final long LISTING_BYTES_MAX = 64L << 30;
    private static final long SMALL_LISTING_BYTES = 256L << 20;
    private static final int LISTING_FACTOR = 40;
    private static final int SAID_BYTES_MAX = 4096;
    private static final int SECTOR_BYTES = 512;

    private final ImagePrograms programs;
    private final String imageType;
    private final long imageBytes;

    /// @param imageType `raw` or `ewf`
    /// @param imageBytes of the disk, rather than of its files
    public SleuthKit(ImagePrograms programs, String imageType, long imageBytes) {
        this.programs = programs;
        this.imageType = imageType;
        this.imageBytes = imageBytes;
    }

    /// The volumes of the image's partition table; empty where it has none.
    public List<Volume> partitions() throws IOException {
        List<String> lines = new ArrayList<>();
        try (RunningProgram mmls = start("mmls", List.of("-i", imageType, "-a", "-A"))) {
            Lines in = new Lines(mmls.output());
            for (var line = in.next(); line.isPresent(); line = in.next()) {
                lines.add(new String(line.get(), StandardCharsets.ISO_8859_1));
            }
        }
        return PartitionTable.parse(lines, imageBytes);
    }

    /// The name by which the kit knows the file system at a place, e.g. `fat32`.
    ///
    /// @throws DiskException telling why it knows none
    public String fileSystem(long startBytes) throws IOException {
        if (startBytes % SECTOR_BYTES != 0) {
            throw new DiskException(Reason.DAMAGED, "the volume begins between two sectors");
        }
        try (RunningProgram fsstat = start("fsstat", options("-o", sector(startBytes), "-t"))) {
            byte[] said = fsstat.output().readNBytes(SAID_BYTES_MAX);
            String text = new String(said, StandardCharsets.ISO_8859_1).strip().toLowerCase(Locale.ROOT);
            if (text.matches("[a-z0-9]{2,16}") && fsstat.output().read() < 0 && fsstat.endsWell()) {
                return text;
            }
            throw unknown(fsstat.complaint().toLowerCase(Locale.ROOT));
        }
    }

    private static DiskException unknown(String said) {
        if (said.contains("possible encryption")) {
            return new DiskException(
                    Reason.UNSUPPORTED,
                    "no file system that The Sleuth Kit can read; its content looks random, so it may be encrypted");
        }
        if (said.contains("encryption detected")) {
            return new DiskException(Reason.ENCRYPTED, "the volume is encrypted");
        }
        return new DiskException(Reason.UNSUPPORTED, "no file system that The Sleuth Kit can read");
    }

    /// On which bytes the files of all volumes lie.
    public FileRuns runs() throws IOException {
        // It takes the image's type from the files themselves.
        try (RunningProgram fiwalk = start("fiwalk", List.of("-x", "-z"))) {
            return FileRuns.read(fiwalk.output(), imageBytes);
        }
    }

    /// Every name of a volume, deleted ones and lost files too, as [ListedFile] reads it.
    public Listing list(long startBytes, String fileSystem) throws IOException {
        List<String> arguments = options("-f", fileSystem, "-o", sector(startBytes), "-l", "-p", "-r", "-z", "UTC");
        return new Listing(start("fls", arguments));
    }

    /// The bytes of one file.
    ///
    /// @param address as [ListedFile#address] says
    public RunningProgram content(long startBytes, String fileSystem, String address, long sizeBytes)
            throws IOException {
        List<String> arguments = new ArrayList<>(options("-f", fileSystem, "-o", sector(startBytes)));
        int evidenceAt = arguments.size();
        arguments.add(address);
        long seconds = WAIT_SECONDS / 3 + Math.min(sizeBytes, imageBytes) / BYTES_PER_SECOND_MIN;
        return programs.start(new ImagePrograms.Call("icat", arguments, evidenceAt, seconds, true, Long.MAX_VALUE));
    }

    /// The numbers of a volume's unused blocks, a line each.
    RunningProgram unusedBlocks(long startBytes, String fileSystem) throws IOException {
        return start("blkls", options("-f", fileSystem, "-o", sector(startBytes), "-l"));
    }

    private long listingBytesMax() {
        long factored =
                imageBytes > LISTING_BYTES_MAX / LISTING_FACTOR ? LISTING_BYTES_MAX : imageBytes * LISTING_FACTOR;
        return Math.min(LISTING_BYTES_MAX, SMALL_LISTING_BYTES + factored);
    }

    private List<String> options(String... more) {
        List<String> options = new ArrayList<>(List.of("-i", imageType, "-b", Integer.toString(SECTOR_BYTES)));
        options.addAll(List.of(more));
        return options;
    }

    private static String sector(long startBytes) {
        return Long.toString(startBytes / SECTOR_BYTES);
    }

    private RunningProgram start(String program, List<String> arguments) throws IOException {
        long seconds = WAIT_SECONDS + imageBytes / BYTES_PER_SECOND_MIN;
        return programs.start(
                new ImagePrograms.Call(program, arguments, arguments.size(), seconds, false, listingBytesMax()));
    }
}
