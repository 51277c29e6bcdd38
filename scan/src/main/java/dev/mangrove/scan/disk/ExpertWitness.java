package dev.mangrove.scan.disk;

import dev.mangrove.scan.item.RawName;
import dev.mangrove.scan.item.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.Adler32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// The disk in an Expert Witness image (`.E01`), as bytes, over all its segments. Used by one thread.
///
/// Only the places of the chunk tables are kept, and one table's entries: a table of 16,375 chunks stands for half
/// a gigabyte of the disk, so that an image of any size costs little memory.
public final class ExpertWitness implements SeekableByteChannel {

    private final List<SeekableByteChannel> segments;
    private final EwfSections sections;
    private final int chunkBytes;
    private final Inflater inflater = new Inflater();
    private final byte[] chunk;
    private int chunkLength;
    private long chunkNumber = -1;
    private int tableNumber = -1;
    private int[] entries = new int[0];
    private long position;

    /// Opens a further segment by its name; empty where it is missing.
    @FunctionalInterface
    public interface SegmentOpener {
        Optional<SeekableByteChannel> open(RawName name) throws IOException;
    }

    private ExpertWitness(List<SeekableByteChannel> segments, EwfSections sections) {
        this.segments = segments;
        this.sections = sections;
        this.chunkBytes = sections.chunkBytes();
        this.chunk = new byte[chunkBytes];
    }

    /// Opens an image.
    ///
    /// @param first its first segment
    /// @param name of the first segment, from which the names of the others follow
    /// @throws DiskException where it contradicts its format
    public static ExpertWitness open(SeekableByteChannel first, RawName name, SegmentOpener opener) throws IOException {
        List<SeekableByteChannel> segments = new ArrayList<>(List.of(first));
        EwfSections sections = new EwfSections();
        sections.read(0, first);
        Optional<SegmentNames> names = SegmentNames.of(name);
        while (sections.wantsNext() && segments.size() < SegmentNames.SEGMENTS_MAX) {
            int number = segments.size() + 1;
            Optional<SeekableByteChannel> next =
                    names.isPresent() ? opener.open(names.get().name(number)) : Optional.empty();
            if (next.isEmpty()) {
                sections.missing(number);
                break;
            }
            segments.add(next.get());
            sections.read(number - 1, next.get());
        }
        sections.requireVolume();
        return new ExpertWitness(segments, sections);
    }

    /// A neutral name for a segment, by which programs tell the order.
    ///
    /// @param number from 1
    public static String segmentName(int number) {
        return "image." + SegmentNames.extension(number);
    }

    /// What is wrong with it as a whole, for people.
    public Optional<String> failing() {
        return sections.failing();
    }

    /// The digests that were stored when the image was made.
    public StoredDigests storedDigests() {
        return sections.stored();
    }

    /// Digests of the acquired bytes, as lower-case hexadecimal.
    public record StoredDigests(Optional<String> md5, Optional<String> sha1) {}

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (position >= sections.diskBytes()) {
            return -1;
        }
        load(position / chunkBytes);
        int at = (int) (position % chunkBytes);
        long held = Math.min(chunkLength - at, sections.diskBytes() - position);
        int count = (int) Math.min(target.remaining(), held);
        if (held <= 0) {
            throw new DiskException(Reason.DAMAGED, "a chunk of the image is shorter than the others");
        }
        target.put(chunk, at, count);
        position += count;
        return count;
    }

    private void load(long number) throws IOException {
        if (number == chunkNumber) {
            return;
        }
        chunkNumber = -1;
        int found = sections.tableOf(number);
        if (found < 0) {
            throw new DiskException(
                    Reason.TRUNCATED,
                    sections.failing().orElse("the image ends early") + ": byte " + position + " is not there");
        }
        EwfSections.Table table = sections.tables().get(found);
        if (found != tableNumber) {
            entries = table.entries(segments.get(table.segment()));
            tableNumber = found;
        }
        int index = (int) (number - table.firstChunk());
        boolean compressed = entries[index] < 0;
        long start = table.base() + (entries[index] & Integer.MAX_VALUE);
        long end = index + 1 < entries.length
                ? table.base() + (entries[index + 1] & Integer.MAX_VALUE)
                : table.chunksEnd();
        if (end <= start || end - start > chunkBytes + (chunkBytes >> 1) + 4096) {
            throw damaged();
        }
        ByteBuffer packed = ByteBuffer.allocate((int) (end - start));
        EwfSections.readFully(segments.get(table.segment()), start, packed);
        chunkLength = compressed ? inflate(packed.array()) : copy(packed.array());
        chunkNumber = number;
    }

    private int inflate(byte[] packed) throws DiskException {
        inflater.reset();
        inflater.setInput(packed);
        try {
            int length = 0;
            while (length < chunkBytes && !inflater.finished()) {
                int more = inflater.inflate(chunk, length, chunkBytes - length);
                if (more == 0) {
                    break;
                }
                length += more;
            }
            return length;
        } catch (DataFormatException e) {
            throw damaged();
        }
    }

    /// Plain chunks are followed by their checksum.
    private int copy(byte[] stored) throws DiskException {
        int length = Math.min(chunkBytes, stored.length - 4);
        Adler32 sum = new Adler32();
        sum.update(stored, 0, Math.max(length, 0));
        if (length <= 0 || (int) sum.getValue() != EwfSections.little(stored, length)) {
            throw damaged();
        }
        System.arraycopy(stored, 0, chunk, 0, length);
        return length;
    }

    private DiskException damaged() {
        return new DiskException(Reason.DAMAGED, "the image's chunk at byte " + position + " of the disk is damaged");
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public ExpertWitness position(long newPosition) {
        if (newPosition < 0) {
            throw new IllegalArgumentException("a position is at least 0, not " + newPosition);
        }
        position = newPosition;
        return this;
    }

    @Override
    public long size() {
        return sections.diskBytes();
    }

    @Override
    public int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    /// Frees memory; the segments belong to the caller.
    @Override
    public void close() {
        inflater.end();
    }
}
