package dev.mangrove.scan.disk;

import java.io.IOException;
import java.util.Optional;

/// Walks a GIF's blocks to its trailer.
final class CarvedGif {

    private static final long BYTES_MAX = 256L << 20;

    private CarvedGif() {}

    static Optional<Carved> walk(StretchBytes in, long offset) throws IOException {
        int flags = in.at(offset + 10);
        if (flags < 0 || isZero(in, offset + 6) || isZero(in, offset + 8)) {
            return Optional.empty();
        }
        long at = offset + 13 + colours(flags);
        boolean image = false;
        while (at - offset < BYTES_MAX) {
            int kind = in.at(at);
            if (kind == 0x3B && image) {
                return Optional.of(new Carved(offset, at + 1, true, "gif"));
            }
            long data;
            if (kind == 0x21 && in.at(at + 1) >= 0) {
                data = at + 2;
            } else if (kind == 0x2C && isFrame(in, at + 1, offset + 6)) {
                data = at + 11 + colours(in.at(at + 9));
            } else {
                break;
            }
            image |= kind == 0x2C;
            at = behindBlocks(in, data);
            if (at < 0) {
                at = in.end();
                break;
            }
        }
        return image ? Optional.of(new Carved(offset, at, false, "gif")) : Optional.empty();
    }

    /// Whether an image descriptor is one: its frame lies within the screen, and the size of its codes is possible.
    private static boolean isFrame(StretchBytes in, long descriptor, long screen) throws IOException {
        int flags = in.at(descriptor + 8);
        if (flags < 0) {
            return false;
        }
        int codeBits = in.at(descriptor + 9 + colours(flags));
        int width = little(in, descriptor + 4);
        int height = little(in, descriptor + 6);
        return codeBits >= 2
                && codeBits <= 8
                && width > 0
                && height > 0
                && little(in, descriptor) + width <= little(in, screen)
                && little(in, descriptor + 2) + height <= little(in, screen + 2);
    }

    private static int little(StretchBytes in, long at) throws IOException {
        return in.at(at) | in.at(at + 1) << 8;
    }

    private static boolean isZero(StretchBytes in, long at) throws IOException {
        return in.uint16(at) <= 0;
    }

    private static int colours(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
    }

    /// Behind a chain of data blocks, or -1 where the stretch ends before it does.
    private static long behindBlocks(StretchBytes in, long from) throws IOException {
        long at = from;
        while (at - from < BYTES_MAX) {
            int length = in.at(at);
            if (length <= 0) {
                return length == 0 ? at + 1 : -1;
            }
            at += 1 + length;
        }
        return at;
    }
}
