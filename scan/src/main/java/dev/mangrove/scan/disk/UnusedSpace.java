package dev.mangrove.scan.disk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The stretches of a volume that its file system does not use.
public final class UnusedSpace {

    private UnusedSpace() {}

    /// Receives stretches in the order of their offsets in the image; neighbours are one.
    public interface Sink {
        void stretch(long start, long end) throws IOException;
    }

    /// @param blockBytes the unit in which the kit counts this volume
    /// @return whether the kit told of all
    public static boolean forEach(SleuthKit kit, Volume volume, String fileSystem, int blockBytes, Sink sink)
            throws IOException {
        try (RunningProgram blkls = kit.unusedBlocks(volume.startBytes(), fileSystem)) {
            Lines lines = new Lines(blkls.output());
            long from = -1;
            long to = -1;
            for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
                long block = block(line.get());
                if (block < 0 || block > volume.lengthBytes() / blockBytes) {
                    continue;
                }
                long start = volume.startBytes() + block * blockBytes;
                if (start != to) {
                    tell(from, to, volume, sink);
                    from = start;
                }
                to = start + blockBytes;
            }
            tell(from, to, volume, sink);
            return blkls.endsWell();
        }
    }

    private static void tell(long from, long to, Volume volume, Sink sink) throws IOException {
        long end = Math.min(to, volume.endBytes());
        if (from >= 0 && end > from) {
            sink.stretch(from, end);
        }
    }

    /// `3210|f`, or -1 for any other line.
    private static long block(byte[] line) {
        String text = new String(line, StandardCharsets.ISO_8859_1);
        int bar = text.indexOf('|');
        if (bar < 1 || bar > 18 || !text.endsWith("|f")) {
            return -1;
        }
        for (int i = 0; i < bar; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return -1;
            }
        }
        return Long.parseLong(text.substring(0, bar));
    }
}
