package dev.mangrove.scan.disk;

import java.io.IOException;
import java.util.Optional;
import java.util.zip.CRC32;

/// Walks a PNG's chunks, whose checksums must hold, to its last one.
final class CarvedPng {

    private static final long BYTES_MAX = 512L << 20;
    private static final int HEADER_BYTES = 13;

    private CarvedPng() {}

    static Optional<Carved> walk(StretchBytes in, long offset) throws IOException {
        long at = offset + 8;
        if (in.uint32(at) != HEADER_BYTES || !is(in, at, "IHDR")) {
            return Optional.empty();
        }
        boolean pixels = false;
        while (at - offset < BYTES_MAX) {
            long length = in.uint32(at);
            long end = at + 12 + length;
            boolean possible = length >= 0 && length < BYTES_MAX && isType(in, at + 4);
            pixels |= possible && is(in, at, "IDAT");
            if (!possible || end > in.end() || !crcHolds(in, at + 4, length + 4)) {
                break;
            }
            if (is(in, at, "IEND")) {
                return Optional.of(new Carved(offset, end, true, "png"));
            }
            at = end;
        }
        if (!pixels) {
            return Optional.empty();
        }
        // The broken chunk may still begin with sound data.
        long broken = is(in, at, "IDAT") ? at + 12 + in.uint32(at) : at;
        return Optional.of(new Carved(offset, Math.min(broken, in.end()), false, "png"));
    }

    private static boolean is(StretchBytes in, long chunk, String type) throws IOException {
        return in.has(chunk + 4, type.charAt(0), type.charAt(1), type.charAt(2), type.charAt(3));
    }

    private static boolean isType(StretchBytes in, long at) throws IOException {
        for (int i = 0; i < 4; i++) {
            int letter = in.at(at + i) | 0x20;
            if (letter < 'a' || letter > 'z') {
                return false;
            }
        }
        return true;
    }

    private static boolean crcHolds(StretchBytes in, long from, long length) throws IOException {
        CRC32 crc = new CRC32();
        for (long i = 0; i < length; i++) {
            crc.update(in.at(from + i));
        }
        return crc.getValue() == in.uint32(from + length);
    }
}
