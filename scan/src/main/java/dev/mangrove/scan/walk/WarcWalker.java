package dev.mangrove.scan.walk;

import dev.mangrove.scan.item.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Walks a web archive (WARC 0.17 to 1.1), plain, with a gzip member for each record, or out of another
/// decompressor. Behind a damaged record it goes on at the next one that can be recognised.
final class WarcWalker {

    private static final byte[] NEXT_RECORD = "WARC/1.".getBytes(StandardCharsets.US_ASCII);
    private static final int SEARCH_BYTES = 64 << 10;

    private final Container container;
    private final WarcRecords records;
    private final PackedInput packed;
    private final long size;

    private WarcWalker(Container container) throws IOException {
        this.container = container;
        this.records = new WarcRecords(container);
        this.packed = new PackedInput(container);
        this.size = container.channel().size();
    }

    static void walk(Container container) throws IOException {
        WarcWalker walker = new WarcWalker(container);
        byte[] magic = walker.packed.readNBytes(2);
        if (magic.length == 2 && (magic[0] & 0xff) == 0x1f && (magic[1] & 0xff) == 0x8b) {
            walker.gzipped();
        } else {
            walker.plain();
        }
    }

    /// Whether a gzip file that does not begin with a record holds one further on.
    static boolean hasRecordBehindDamage(Container container) throws IOException {
        return new WarcWalker(container).nextMember(1) >= 0;
    }

    /// Out of a decompressor: what lies behind damage is lost.
    static void walkStream(Container container, InputStream in, LongSupplier packedBytes) {
        WarcRecords records = new WarcRecords(container);
        PeekInput ahead = new PeekInput(in);
        try {
            while (records.skipLineEnds(ahead)) {
                records.record(ahead, new WarcRecords.Place(packedBytes, () -> null, false, -1, null));
            }
            throwFailure(ahead);
        } catch (IOException e) {
            container.remarks().incomplete(Reasons.of(e, ahead.position()));
        }
    }

    private void gzipped() throws IOException {
        long position = 0;
        while (position >= 0 && position < size) {
            packed.stretch(position, Long.MAX_VALUE);
            try (GzipInput member = new GzipInput(packed, true)) {
                PeekInput in = new PeekInput(member);
                boolean goOn = true;
                while (goOn && records.skipLineEnds(in)) {
                    goOn = records.record(
                            in, new WarcRecords.Place(packed::position, () -> behind(in), true, -1, member));
                }
                throwFailure(in);
                long end = packed.position();
                if (!goOn) {
                    position = nextMember(position + 1);
                } else if (member.hasWrongCheckSum()) {
                    container.remarks().count("crcMismatch");
                    container
                            .remarks()
                            .incomplete(
                                    Reason.DAMAGED,
                                    "the gzip member at offset " + position + " disagrees with its own checksum");
                    position = swallowed(position + 1, end).orElse(end);
                } else {
                    position = end;
                }
                position = position < 0 ? position : behindPadding(position);
            } catch (IOException e) {
                long at = position;
                position = nextMember(position + 1);
                damaged(e, at, position);
            }
        }
    }

    /// The record behind a gzip member that was read to its end.
    private @Nullable PeekInput behind(PeekInput in) throws IOException {
        if (records.skipLineEnds(in) || in.failure() != null) {
            return null;
        }
        PackedInput next = new PackedInput(container.walk(), container.channel(), packed.position(), size);
        return next.position() < size ? new PeekInput(new GzipInput(next, true)) : null;
    }

    private long behindPadding(long position) throws IOException {
        packed.stretch(position, Long.MAX_VALUE);
        int next = packed.read();
        while (next == 0) {
            next = packed.read();
        }
        return next < 0 ? size : packed.position() - 1;
    }

    private void plain() throws IOException {
        long position = 0;
        while (position >= 0 && position < size) {
            long base = position;
            packed.stretch(position, Long.MAX_VALUE);
            PeekInput in = new PeekInput(packed);
            long recordStart = position;
            try {
                while (records.skipLineEnds(in)) {
                    recordStart = base + in.position();
                    records.record(
                            in,
                            new WarcRecords.Place(
                                    () -> base + in.position(),
                                    () -> plainAt(base + in.position()),
                                    false,
                                    base,
                                    null));
                }
                throwFailure(in);
                return;
            } catch (IOException e) {
                position = e instanceof MemberException known && known.reason == Reason.UNREADABLE
                        ? -1
                        : search(NEXT_RECORD, recordStart + 1);
                damaged(e, recordStart, position);
            }
        }
    }

    private PeekInput plainAt(long position) {
        return new PeekInput(new PackedInput(container.walk(), container.channel(), position, size));
    }

    private static void throwFailure(PeekInput in) throws IOException {
        IOException failure = in.failure();
        if (failure != null) {
            throw failure;
        }
    }

    private void damaged(IOException failure, long position, long next) {
        MemberException why = Reasons.of(failure, position);
        String where = "the record at offset " + position + ": " + why.detail();
        if (next >= 0) {
            container.remarks().count("resynchronised");
            container.remarks().incomplete(Reason.DAMAGED, where);
        } else {
            container.remarks().incomplete(why.reason, where);
        }
    }

    /// A damaged member may run on into the next and happen to end there: where that one begins.
    private OptionalLong swallowed(long from, long end) throws IOException {
        long next = nextMember(from);
        return next >= 0 && next < end ? OptionalLong.of(next) : OptionalLong.empty();
    }

    /// The next gzip member that begins a record, or -1.
    private long nextMember(long from) throws IOException {
        long position = search(new byte[] {0x1f, (byte) 0x8b, 8}, from);
        while (position >= 0) {
            PackedInput there = new PackedInput(container.walk(), container.channel(), position, size);
            try (GzipInput member = new GzipInput(there, true)) {
                if (new PeekInput(member).startsWith(WarcBlock.MAGIC)) {
                    return position;
                }
            } catch (IOException e) {
                // Three bytes that look like a member's beginning and are none.
                container.walk().moved(0);
            }
            position = search(new byte[] {0x1f, (byte) 0x8b, 8}, position + 1);
        }
        return -1;
    }

    private long search(byte[] text, long from) throws IOException {
        byte[] window = new byte[SEARCH_BYTES];
        long position = from;
        while (position < size) {
            packed.stretch(position, Long.MAX_VALUE);
            int length = packed.readNBytes(window, 0, window.length);
            for (int i = 0; i + text.length <= length; i++) {
                int same = 0;
                while (same < text.length && window[i + same] == text[same]) {
                    same++;
                }
                if (same == text.length) {
                    return position + i;
                }
            }
            position += Math.max(1, length - text.length + 1);
        }
        return -1;
    }
}
