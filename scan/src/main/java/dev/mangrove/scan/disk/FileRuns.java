package dev.mangrove.scan.disk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// On which bytes of the image each file lies, as `fiwalk` tells for all volumes at once. Files of which it tells
/// anything but plain and absent stretches are left out: they are read through `icat`.
///
/// Memory is bounded: files beyond a fifth of the heap are left out as well.
public final class FileRuns {

    /// In an entry: these bytes are zero and lie nowhere.
    static final long HOLE = -1;

    private static final long COST_MAX =
            Math.min(96L << 20, Runtime.getRuntime().maxMemory() / 5);
    private static final long FILE_COST = 112;
    private static final int RUNS_MAX = 1 << 20;

    private final Map<Key, long[]> runs = new HashMap<>();
    private final Map<Long, Integer> blockBytes = new HashMap<>();
    private final long imageBytes;
    private long cost;

    private record Key(long volumeStart, long inode) {}

    private FileRuns(long imageBytes) {
        this.imageBytes = imageBytes;
    }

    /// Nothing known.
    public static FileRuns none() {
        return new FileRuns(0);
    }

    /// Reads what `fiwalk -x -z` writes. Where it breaks off, what came before stays.
    public static FileRuns read(InputStream in, long imageBytes) throws IOException {
        FileRuns all = new FileRuns(imageBytes);
        Lines lines = new Lines(in);
        Reading reading = all.new Reading();
        Optional<byte[]> line = lines.next();
        while (line.isPresent()) {
            reading.line(new String(line.get(), StandardCharsets.ISO_8859_1).strip());
            line = lines.next();
        }
        return all;
    }

    /// Pairs of offset in the image and length, in order; empty where they are not known or do not make up
    /// exactly `sizeBytes`.
    Optional<long[]> of(long volumeStart, long inode, long sizeBytes) {
        return of(volumeStart, inode).filter(pairs -> bytes(pairs) == sizeBytes);
    }

    /// The same whatever their sum.
    Optional<long[]> of(long volumeStart, long inode) {
        return Optional.ofNullable(runs.get(new Key(volumeStart, inode)));
    }

    private static long bytes(long[] pairs) {
        long sum = 0;
        for (int i = 1; i < pairs.length; i += 2) {
            sum += pairs[i];
        }
        return sum;
    }

    /// Bytes of one unit in which the kit counts this volume.
    public Optional<Integer> blockBytes(long volumeStart) {
        return Optional.ofNullable(blockBytes.get(volumeStart));
    }

    /// The one pass over the listing: each element stands on a line of its own, and no name can hold a line's end.
    private final class Reading {

        private long volumeStart = -1;
        private boolean inParent;
        private long inode = -1;
        private boolean regular;
        private boolean plain;
        private long[] pairs = new long[16];
        private int count;
        private long fileOffset;

        void line(String line) {
            if (line.startsWith("<volume offset=")) {
                volumeStart = attribute(line, "offset").orElse(-1);
            } else if (line.startsWith("<block_size>") && volumeStart >= 0) {
                long bytes = element(line, "<block_size>").orElse(0);
                if (bytes > 0 && bytes <= 1 << 24) {
                    blockBytes.put(volumeStart, (int) bytes);
                }
            } else if (line.equals("<fileobject>")) {
                inode = -1;
                regular = false;
                plain = true;
                count = 0;
                fileOffset = 0;
            } else if (line.equals("<parent_object>")) {
                inParent = true;
            } else if (line.equals("</parent_object>")) {
                inParent = false;
            } else if (line.startsWith("<inode>") && !inParent) {
                inode = element(line, "<inode>").orElse(-1);
            } else if (line.equals("<meta_type>1</meta_type>")) {
                regular = true;
            } else if (line.startsWith("<byte_run ")) {
                run(line);
            } else if (line.equals("</fileobject>")) {
                keep();
            }
        }

        private void run(String line) {
            long length = attribute(line, "len").orElse(-1);
            boolean odd = line.contains(" type=") || line.contains(" transform") || line.contains("uncompressed");
            if (length <= 0 || odd || attribute(line, "file_offset").orElse(-1) != fileOffset || count > RUNS_MAX) {
                plain = false;
                return;
            }
            boolean hole = line.contains(" fill='0'");
            long offset = hole ? HOLE : attribute(line, "img_offset").orElse(-2);
            if (!hole && (offset < 0 || length > imageBytes || offset > imageBytes - length)) {
                plain = false;
                return;
            }
            if (count + 2 > pairs.length) {
                pairs = Arrays.copyOf(pairs, 2 * pairs.length);
            }
            pairs[count++] = offset;
            pairs[count++] = length;
            fileOffset += length;
        }

        private void keep() {
            if (!regular || !plain || inode < 0 || count == 0 || cost > COST_MAX) {
                return;
            }
            cost += FILE_COST + 8L * count;
            runs.putIfAbsent(new Key(volumeStart, inode), Arrays.copyOf(pairs, count));
        }
    }

    private static OptionalLong attribute(String line, String name) {
        int at = line.indexOf(" " + name + "='");
        return at < 0 ? OptionalLong.empty() : digits(line, at + name.length() + 3);
    }

    private static OptionalLong element(String line, String tag) {
        return digits(line, tag.length());
    }

    private static OptionalLong digits(String line, int from) {
        int end = from;
        while (end < line.length() && line.charAt(end) >= '0' && line.charAt(end) <= '9' && end - from < 18) {
            end++;
        }
        return end == from ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(line.substring(from, end)));
    }
}
