package dev.mangrove.scan.disk;

import dev.mangrove.scan.item.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;

/// Reads the files of one volume: from the image itself where their place is known, else through `icat`.
public final class FileContent {

    private static final int COPY_BYTES = 128 << 10;
    private static final String NTFS = "ntfs";

    private final SleuthKit kit;
    private final SeekableByteChannel image;
    private final FileRuns runs;
    private final long volumeStart;
    private final String fileSystem;
    private final long imageBytes;
    private final Optional<NtfsRecords> records;
    private final byte[] buffer = new byte[COPY_BYTES];
    private long imageBytesRead;

    public FileContent(SleuthKit kit, SeekableByteChannel image, FileRuns runs, long volumeStart, String fileSystem)
            throws IOException {
        this.kit = kit;
        this.image = image;
        this.runs = runs;
        this.volumeStart = volumeStart;
        this.fileSystem = fileSystem;
        this.imageBytes = image.size();
        this.records = fileSystem.equals(NTFS) ? NtfsRecords.open(image, runs, volumeStart) : Optional.empty();
    }

    /// How many bytes of the image were read for files so far; what is not stored anywhere costs none.
    public long imageBytesRead() {
        return imageBytesRead;
    }

    /// Whether reading a file takes a program of its own.
    public boolean needsProgram(ListedFile file) throws IOException {
        return file.sizeBytes() > 0 && resident(file).isEmpty() && place(file).isEmpty();
    }

    /// Writes a file's bytes to `sink`.
    public void copyTo(ListedFile file, OutputStream sink) throws IOException {
        Optional<byte[]> resident = resident(file);
        Optional<long[]> place = place(file);
        if (resident.isPresent()) {
            imageBytesRead += resident.get().length;
            sink.write(resident.get());
        } else if (place.isPresent()) {
            copyRuns(place.get(), sink);
        } else if (file.sizeBytes() > 0) {
            copyThroughProgram(file, sink);
        }
    }

    private Optional<byte[]> resident(ListedFile file) throws IOException {
        return records.isPresent() ? records.get().of(file).resident() : Optional.empty();
    }

    private Optional<long[]> place(ListedFile file) throws IOException {
        boolean plain = fileSystem.equals(NTFS)
                ? records.isPresent() && records.get().of(file).plain()
                : !hasAttribute(file);
        return plain ? runs.of(volumeStart, file.inode(), file.sizeBytes()) : Optional.empty();
    }

    private static boolean hasAttribute(ListedFile file) {
        return file.address().contains("-");
    }

    private void copyRuns(long[] pairs, OutputStream sink) throws IOException {
        for (int i = 0; i < pairs.length; i += 2) {
            long left = pairs[i + 1];
            long at = pairs[i];
            if (at >= 0) {
                image.position(at);
            } else {
                java.util.Arrays.fill(buffer, (byte) 0);
            }
            while (left > 0) {
                int count = (int) Math.min(left, buffer.length);
                if (at >= 0) {
                    count = image.read(ByteBuffer.wrap(buffer, 0, count));
                    if (count < 0) {
                        throw new DiskException(Reason.TRUNCATED, "the image ends before the file does");
                    }
                    imageBytesRead += count;
                }
                sink.write(buffer, 0, count);
                left -= count;
            }
        }
    }

    /// No file holds more than the image does, but for holes.
    private void copyThroughProgram(ListedFile file, OutputStream sink) throws IOException {
        long written = 0;
        try (RunningProgram icat = kit.content(volumeStart, fileSystem, file.address(), file.sizeBytes())) {
            InputStream in = icat.output();
            int count;
            while ((count = in.read(buffer, 0, buffer.length)) >= 0) {
                imageBytesRead += count;
                written += count;
                if (written > imageBytes) {
                    throw new DiskException(
                            Reason.LIMIT_REACHED,
                            "it is said to hold " + file.sizeBytes() + " bytes, more than the image");
                }
                sink.write(buffer, 0, count);
            }
            if (written < file.sizeBytes()) {
                throw new DiskException(
                        Reason.TRUNCATED,
                        "only " + written + " of " + file.sizeBytes() + " bytes can be read from the volume");
            }
        }
    }
}
