package dev.mangrove.scan.disk;

import dev.mangrove.scan.item.Reason;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;

/// Finds JPEG, PNG, GIF and MP4 files in stretches of an image that no file system accounts for, by signature and
/// structure. Memory is two windows, whatever the size.
///
/// A signature costs the walk over what follows it. Where that comes to nothing, the search goes on behind the
/// signature; so that made-up signatures cannot make it read the same bytes without end, all vain walks together
/// have a limit.
public final class Carver {

    private static final int FILES_MAX = 1_000_000;
    private static final long VAIN_FREE_BYTES = 256L << 20;
    private static final int VAIN_FACTOR = 4;

    private final SeekableByteChannel image;
    private long files;
    private long vainBytes;
    private long searchedBytes;

    /// Receives what is found, in the order of its offsets.
    public interface Sink {
        void found(Carved file) throws IOException;
    }

    public Carver(SeekableByteChannel image) {
        this.image = image;
    }

    /// Searches one stretch.
    ///
    /// @throws DiskException where a limit is reached
    public void search(long start, long end, Sink sink) throws IOException {
        StretchBytes search = new StretchBytes(image, start, end);
        CountedBytes walk = new CountedBytes(image, start, end);
        long at = search.nextPossible(start);
        while (at < end - 8) {
            Optional<Carved> found = Optional.empty();
            boolean candidate = isCandidate(search, at);
            if (candidate) {
                walk.touched = 0;
                found = walk(search, walk, at);
            }
            if (found.isPresent()) {
                countFile();
                sink.found(found.get());
                at = Math.max(at + 1, found.get().endOffset());
            } else {
                at++;
                if (candidate) {
                    countVain(walk.touched, at - start);
                }
            }
            at = search.nextPossible(at);
        }
        searchedBytes += end - start;
    }

    /// The first byte of each signature; an MP4 begins with the size of its first box, below 64 KB.
    private static boolean isCandidate(StretchBytes in, long at) throws IOException {
        return switch (in.at(at)) {
            case 0xFF -> in.at(at + 1) == 0xD8 && in.at(at + 2) == 0xFF;
            case 0x89 -> in.has(at, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A);
            case 'G' -> in.has(at, 'G', 'I', 'F', '8') && in.at(at + 5) == 'a';
            case 0 -> in.at(at + 4) == 'f' && in.at(at + 1) == 0 && in.has(at + 4, 'f', 't', 'y', 'p');
            default -> false;
        };
    }

    private static Optional<Carved> walk(StretchBytes signature, StretchBytes in, long at) throws IOException {
        return switch (signature.at(at)) {
            case 0xFF -> CarvedJpeg.walk(in, at);
            case 0x89 -> CarvedPng.walk(in, at);
            case 'G' -> CarvedGif.walk(in, at);
            default -> CarvedMp4.walk(in, at);
        };
    }

    private void countFile() throws DiskException {
        files++;
        if (files > FILES_MAX) {
            throw new DiskException(Reason.LIMIT_REACHED, "more than " + FILES_MAX + " files carved");
        }
    }

    private void countVain(long bytes, long searchedHere) throws DiskException {
        vainBytes += bytes;
        if (vainBytes > VAIN_FREE_BYTES + VAIN_FACTOR * (searchedBytes + searchedHere)) {
            throw new DiskException(
                    Reason.LIMIT_REACHED, "too many false beginnings of files: the search in unused space was stopped");
        }
    }

    /// Counts the bytes that a walk asks for.
    private static final class CountedBytes extends StretchBytes {

        private long touched;

        CountedBytes(SeekableByteChannel image, long start, long end) {
            super(image, start, end);
        }

        @Override
        int at(long offset) throws IOException {
            touched++;
            return super.at(offset);
        }
    }
}
