package dev.mangrove.scan.examine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The frames of an animated WebP (container specification, chunks `VP8X` and `ANMF`), without their pixels.
///
/// @param width of the canvas
/// @param height of the canvas
/// @param frames in the order in which they are shown; empty for a still
/// @param truncated whether the content ends within a chunk
record WebpAnimation(int width, int height, List<Frame> frames, boolean truncated) {

    private static final int FIRST_CHUNK = 12;
    private static final int CHUNK_HEADER = 8;
    private static final int FRAME_HEADER = 16;
    private static final int ANIMATED = 2;

    /// Frames that are listed; a reader has none behind them.
    private static final int FRAMES_MAX = 100_000;

    private static final WebpAnimation STILL = new WebpAnimation(0, 0, List.of(), false);

    WebpAnimation {
        frames = List.copyOf(frames);
    }

    /// @param millis how long it is shown
    /// @param blended whether what lies below shows through
    /// @param disposed whether its area is cleared before the next
    record Frame(int left, int top, int width, int height, int millis, boolean blended, boolean disposed) {}

    static WebpAnimation of(Content content) throws IOException {
        long at = FIRST_CHUNK;
        if (!isChunk(content, at, "VP8X") || at + CHUNK_HEADER + 10 > content.size()) {
            return STILL;
        }
        byte[] header = content.bytes(at + CHUNK_HEADER, 10);
        if ((header[0] & ANIMATED) == 0) {
            return STILL;
        }
        List<Frame> frames = new ArrayList<>();
        boolean truncated = false;
        while (at + CHUNK_HEADER <= content.size() && frames.size() < FRAMES_MAX) {
            long bytes = uint32(content.bytes(at + 4, 4));
            if (at + CHUNK_HEADER + bytes > content.size()) {
                truncated = true;
                break;
            }
            if (bytes >= FRAME_HEADER && isChunk(content, at, "ANMF")) {
                frames.add(frame(content.bytes(at + CHUNK_HEADER, FRAME_HEADER)));
            }
            at += CHUNK_HEADER + bytes + (bytes & 1);
        }
        return new WebpAnimation(1 + uint24(header, 4), 1 + uint24(header, 7), frames, truncated);
    }

    private static Frame frame(byte[] header) {
        return new Frame(
                2 * uint24(header, 0),
                2 * uint24(header, 3),
                1 + uint24(header, 6),
                1 + uint24(header, 9),
                uint24(header, 12),
                (header[15] & 2) == 0,
                (header[15] & 1) != 0);
    }

    private static boolean isChunk(Content content, long at, String name) throws IOException {
        if (at + CHUNK_HEADER > content.size()) {
            return false;
        }
        return new Head(content.bytes(at, 4), 4).hasText(0, name);
    }

    private static int uint24(byte[] bytes, int at) {
        return bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8 | (bytes[at + 2] & 0xFF) << 16;
    }

    private static long uint32(byte[] bytes) {
        return uint24(bytes, 0) | (bytes[3] & 0xFFL) << 24;
    }
}
