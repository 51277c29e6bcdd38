package dev.mangrove.scan.walk;

import dev.mangrove.scan.capture.EvidenceFile;
import dev.mangrove.scan.item.MediaType;
import dev.mangrove.scan.item.RawName;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.compress.utils.MultiReadOnlySeekableByteChannel;

/// The volumes of an archive or a raw disk image that was cut into files: `a.7z.001`, `a.7z.002` and so on, or
/// `a.z01`, `a.z02` ... and at last `a.zip`. They are read as one. Only a file of the capture has such neighbours;
/// each volume stays an item of its own, and the members are those of the file that begins, or of a split ZIP the one
/// that ends.
final class Volumes implements Closeable {

    private static final int VOLUMES_MAX = 999;

    private final List<EvidenceFile> neighbours = new ArrayList<>();
    private SeekableByteChannel channel;

    private Volumes(SeekableByteChannel channel) {
        this.channel = channel;
    }

    /// @param type an image of the Expert Witness kind names its segments otherwise, and has none here
    static Volumes of(SeekableByteChannel container, RawName name, MediaType type) throws IOException {
        Volumes volumes = new Volumes(container);
        if (type != MediaType.EWF && container instanceof EvidenceFile file) {
            String shown = new String(name.bytes(), StandardCharsets.ISO_8859_1);
            if (shown.endsWith(".001")) {
                volumes.join(file, shown.substring(0, shown.length() - 3), "%03d", 2, true);
            } else if (type == MediaType.ZIP && shown.toLowerCase(Locale.ROOT).endsWith(".zip")) {
                String letter = shown.substring(shown.length() - 3, shown.length() - 2);
                volumes.join(file, shown.substring(0, shown.length() - 3), letter + "%02d", 1, false);
            }
        }
        return volumes;
    }

    /// @param stem up to and with the dot
    /// @param first the number of the first neighbour
    /// @param leads whether the file comes before its neighbours
    private void join(EvidenceFile file, String stem, String numbered, int first, boolean leads) throws IOException {
        for (int number = first; number <= VOLUMES_MAX; number++) {
            Optional<EvidenceFile> next = beside(file, stem + String.format(Locale.ROOT, numbered, number));
            if (next.isEmpty()) {
                break;
            }
            neighbours.add(next.get());
        }
        if (!neighbours.isEmpty()) {
            List<SeekableByteChannel> all = new ArrayList<>(neighbours);
            all.add(leads ? 0 : all.size(), file);
            channel = MultiReadOnlySeekableByteChannel.forSeekableByteChannels(all.toArray(SeekableByteChannel[]::new));
        }
    }

    private static Optional<EvidenceFile> beside(EvidenceFile file, String name) {
        try {
            return Optional.of(file.beside(RawName.of(name.getBytes(StandardCharsets.ISO_8859_1))));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// The volumes behind the first.
    List<EvidenceFile> neighbours() {
        return List.copyOf(neighbours);
    }

    /// All of them, one behind the other.
    SeekableByteChannel channel() {
        return channel;
    }

    /// How many there are, at least 1.
    int count() {
        return 1 + neighbours.size();
    }

    /// Closes the neighbours; the file itself belongs to the caller.
    @Override
    public void close() throws IOException {
        for (EvidenceFile neighbour : neighbours) {
            neighbour.close();
        }
    }
}
