package dev.mangrove.scan.disk;

import java.io.IOException;
import java.util.Optional;

/// Walks a JPEG's segments to its end marker. A thumbnail lies inside a segment, whose length steps over it. A broken
/// one ends where its last scan does: what looks like a segment behind it counts only if a marker follows it.
final class CarvedJpeg {

    private static final long BYTES_MAX = 256L << 20;
    private static final long BROKEN_BYTES_MIN = 512;
    private static final int SEGMENTS_MAX = 10_000;

    private CarvedJpeg() {}

    static Optional<Carved> walk(StretchBytes in, long offset) throws IOException {
        long at = offset + 2;
        long sound = at;
        boolean frame = false;
        boolean scan = false;
        for (int i = 0; i < SEGMENTS_MAX && at - offset < BYTES_MAX; i++) {
            while (in.at(at) == 0xFF && in.at(at + 1) == 0xFF) {
                at++;
            }
            int marker = in.at(at) == 0xFF ? in.at(at + 1) : -1;
            if (marker == 0xD9 || isSegment(marker)) {
                sound = at;
            }
            if (marker == 0xD9 && scan) {
                return Optional.of(new Carved(offset, at + 2, true, "jpg"));
            }
            int length = in.uint16(at + 2);
            if (!isSegment(marker) || length < 2 || at + 2 + length > in.end()) {
                break;
            }
            if (isFrame(marker)) {
                if (in.uint16(at + 7) <= 0 || length < 8) {
                    break;
                }
                frame = true;
            }
            at += 2 + length;
            if (marker == 0xDA) {
                if (!frame) {
                    break;
                }
                scan = true;
                at = behindScan(in, at, offset + BYTES_MAX);
                sound = at;
            }
        }
        return scan && sound - offset >= BROKEN_BYTES_MIN
                ? Optional.of(new Carved(offset, sound, false, "jpg"))
                : Optional.empty();
    }

    private static boolean isSegment(int marker) {
        return (marker >= 0xC0 && marker <= 0xFE && marker != 0xC8)
                && !(marker >= 0xD0 && marker <= 0xD9)
                && !(marker >= 0xF0 && marker <= 0xFD);
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    /// The next marker that is neither stuffing nor a restart.
    private static long behindScan(StretchBytes in, long from, long limit) throws IOException {
        long at = from;
        while (at < limit) {
            int value = in.at(at);
            if (value < 0) {
                return at;
            }
            if (value == 0xFF) {
                int next = in.at(at + 1);
                if (next < 0) {
                    return at;
                }
                boolean coded = next == 0 || (next >= 0xD0 && next <= 0xD7);
                if (!coded && next != 0xFF) {
                    return at;
                }
                at += coded ? 2 : 1;
            } else {
                at++;
            }
        }
        return at;
    }
}
