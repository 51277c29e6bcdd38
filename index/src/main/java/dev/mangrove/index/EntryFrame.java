package dev.mangrove.index;

/// What makes an entry one frame of a video. The frames of one video follow each other in their list, in the order
/// of their times, and carry the same id: another id, or an entry that is no frame, ends a video.
///
/// @param atMillis when it is shown, from the start of the video
/// @param repeats frames behind it with the same hash, which the list leaves out; at most [#REPEATS_MAX] are kept
public record EntryFrame(long atMillis, int repeats) {

    /// More than four hours of one picture.
    public static final int REPEATS_MAX = 0x3fff;

    /// 49 days.
    public static final long AT_MILLIS_MAX = 0xffff_ffffL;

    public EntryFrame {
        if (atMillis < 0 || atMillis > AT_MILLIS_MAX) {
            throw new IllegalArgumentException("a frame is shown at 0 to " + AT_MILLIS_MAX + " ms, not " + atMillis);
        }
        if (repeats < 0) {
            throw new IllegalArgumentException("repeats are at least 0, not " + repeats);
        }
        repeats = Math.min(repeats, REPEATS_MAX);
    }

    private static final int FIRST = 1 << 15;
    private static final int LATER = 1 << 14;

    /// The 16 bits in an entry's record; 0 is that of an entry that is no frame.
    int mark(boolean starts) {
        return (starts ? FIRST : LATER) | repeats;
    }

    static boolean isFrame(int mark) {
        return (mark & (FIRST | LATER)) != 0;
    }

    /// Whether a video begins with it.
    static boolean starts(int mark) {
        return (mark & FIRST) != 0;
    }

    static EntryFrame of(int mark, int atMillis) {
        return new EntryFrame(Integer.toUnsignedLong(atMillis), mark & REPEATS_MAX);
    }
}
