package dev.mangrove.scan.walk;

import dev.mangrove.scan.item.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A WARC record's block. Its stated length is believed as long as a record, or the end, follows there;
/// otherwise the block ends where the next record begins.
final class WarcBlock extends InputStream {

    static final byte[] MAGIC = "WARC/".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SEPARATOR = "\r\n\r\nWARC/".getBytes(StandardCharsets.US_ASCII);
    private static final int VIEW_BYTES = 32 << 10;
    private static final byte[] LINE_ENDS = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    /// The line ends before the next record may be damaged themselves.
    private static final int NEXT_RECORD_BYTES = 8;

    private final PeekInput in;
    private final boolean endsCleanly;
    private long left;
    private boolean untilSeparator;
    private boolean ended;
    private boolean corrected;
    private boolean lengthWrong;
    private @Nullable IOException failure;

    /// @param length as stated, or negative where it is not to be believed
    /// @param endsCleanly the end of the stream is the end of this record, as with a gzip member each
    WarcBlock(PeekInput in, long length, boolean endsCleanly) {
        this.in = in;
        this.left = length;
        this.untilSeparator = length < 0;
        this.lengthWrong = length < 0;
        this.endsCleanly = endsCleanly;
    }

    /// Whether the stated length was not the true one.
    boolean hasWrongLength() {
        return lengthWrong;
    }

    /// Why the bytes below broke off, if they did.
    @Nullable
    IOException failure() {
        return failure;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (failure != null) {
            throw failure;
        }
        if (!ended && !untilSeparator && left == 0 && !recordEndsHere()) {
            untilSeparator = true;
            lengthWrong = true;
        }
        int ready = ended ? 0 : untilSeparator ? readyUntilSeparator() : readyByLength();
        if (ready > 0) {
            int count = in.read(target, offset, Math.min(length, ready));
            if (!untilSeparator) {
                left -= count;
            }
            return count;
        }
        if (failure != null) {
            throw failure;
        }
        ended = true;
        return -1;
    }

    private int readyByLength() {
        if (!corrected && left <= VIEW_BYTES) {
            corrected = true;
            int correction = correction((int) left);
            left += correction;
            lengthWrong |= correction != 0;
        }
        int wanted = (int) Math.min(VIEW_BYTES, left);
        int ready = in.peek(wanted);
        if (ready == wanted) {
            return ready;
        }
        if (in.failure() != null || !endsCleanly) {
            if (ready == 0) {
                breakOff();
            }
            return ready;
        }
        lengthWrong = true;
        untilSeparator = true;
        return readyUntilSeparator();
    }

    // Lengths that are wrong by a few bytes: the line ends between two records show where this one ends.
    private int correction(int end) {
        int ready = in.peek(end + 2 * NEXT_RECORD_BYTES + MAGIC.length);
        if (ready < end || isAt(in, end, LINE_ENDS, ready)) {
            return 0;
        }
        for (int by = -LINE_ENDS.length; by <= NEXT_RECORD_BYTES; by++) {
            int behind = end + by + LINE_ENDS.length;
            if (end + by >= 0
                    && isAt(in, end + by, LINE_ENDS, ready)
                    && (behind == ready || isAt(in, behind, MAGIC, ready))) {
                return by;
            }
        }
        return 0;
    }

    private int readyUntilSeparator() {
        int ready = in.peek(VIEW_BYTES);
        for (int i = 0; i + SEPARATOR.length <= ready; i++) {
            if (in.ahead(i) == '\r' && isAt(in, i, SEPARATOR, ready)) {
                return i;
            }
        }
        if (ready == VIEW_BYTES) {
            return ready - SEPARATOR.length + 1;
        }
        if (in.failure() != null || !endsCleanly) {
            if (ready == 0) {
                breakOff();
            }
            return ready;
        }
        boolean lineEnds = ready >= 4
                && in.ahead(ready - 4) == '\r'
                && in.ahead(ready - 3) == '\n'
                && in.ahead(ready - 2) == '\r'
                && in.ahead(ready - 1) == '\n';
        return lineEnds ? ready - 4 : ready;
    }

    private void breakOff() {
        IOException below = in.failure();
        failure = below == null ? new MemberException(Reason.TRUNCATED, "the record ends early") : below;
    }

    private boolean recordEndsHere() {
        return isRecordEnd(in);
    }

    /// Whether a record may well end here: at the end of everything, before two line ends, or close before
    /// the next record.
    static boolean isRecordEnd(PeekInput in) {
        int ready = in.peek(NEXT_RECORD_BYTES + MAGIC.length);
        if (ready == 0 || isAt(in, 0, LINE_ENDS, ready)) {
            return true;
        }
        int at = 0;
        while (at < ready && (in.ahead(at) == '\r' || in.ahead(at) == '\n')) {
            at++;
        }
        boolean nothingElse = at == ready && ready < NEXT_RECORD_BYTES + MAGIC.length;
        for (int i = 0; i <= NEXT_RECORD_BYTES && !nothingElse; i++) {
            nothingElse = isAt(in, i, MAGIC, ready);
        }
        return nothingElse;
    }

    private static boolean isAt(PeekInput in, int at, byte[] text, int ready) {
        if (at + text.length > ready) {
            return false;
        }
        for (int i = 0; i < text.length; i++) {
            if (in.ahead(at + i) != text[i]) {
                return false;
            }
        }
        return true;
    }
}
