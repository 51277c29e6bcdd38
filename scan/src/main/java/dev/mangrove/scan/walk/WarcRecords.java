package dev.mangrove.scan.walk;

import dev.mangrove.scan.item.ItemOrigin;
import dev.mangrove.scan.item.ItemOrigin.WebOrigin;
import dev.mangrove.scan.item.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Makes items of a web archive's records: the payload of a response without its transfer and content
/// codings, the block of a resource or conversion; a revisit is listed as the link it is.
final class WarcRecords {

    private static final int COPY_BYTES = 32 << 10;
    private static final int PARTIAL_CONTENT = 206;

    private final Container container;
    private final Members members;
    private final Referers referers = new Referers();

    WarcRecords(Container container) {
        this.container = container;
        this.members = new Members(container);
    }

    /// Where a record stands.
    ///
    /// @param packedBytes consumed of the container so far
    /// @param next what follows the record, where that can be seen ahead
    /// @param endsCleanly the end of the stream is the end of the record
    /// @param base offset of the stream in a plain file, else negative
    /// @param member that holds the record, for its check sum
    record Place(
            LongSupplier packedBytes,
            Next next,
            boolean endsCleanly,
            long base,
            @Nullable GzipInput member) {}

    /// What follows a record.
    interface Next {
        @Nullable
        PeekInput open() throws IOException;
    }

    /// What is known of a response once its head was read.
    private static final class Head {
        private Optional<Integer> status = Optional.empty();
    }

    /// Whether anything follows.
    boolean skipLineEnds(PeekInput in) {
        while (in.peek(1) == 1 && (in.ahead(0) == '\r' || in.ahead(0) == '\n')) {
            in.take(1);
        }
        return in.peek(1) == 1;
    }

    /// Reads one record.
    ///
    /// @return whether what follows it in the same stream may be read
    boolean record(PeekInput in, Place place) throws IOException {
        if (!in.startsWith(WarcBlock.MAGIC)) {
            throw new MemberException(Reason.DAMAGED, "no WARC record where one should begin");
        }
        long packedBefore = place.packedBytes().getAsLong();
        WarcRecord record = new WarcRecord(HeaderFields.read(in));
        long length = record.contentLength().orElse(-1);
        if (length >= 0 && place.base() >= 0 && !endsAt(place.base() + in.position() + length)) {
            length = -1;
        }
        WarcBlock block = new WarcBlock(in, length, place.endsCleanly());
        boolean goOn = true;
        switch (record.type()) {
            case "request" -> request(record, block);
            case "warcinfo", "metadata" -> container.walk().moved(0);
            case "revisit" ->
                members.list(
                        record.name(),
                        origin(record, Optional.empty(), Optional.empty()),
                        Reason.EMPTY,
                        "a link to an earlier record, without content of its own",
                        List.of("revisit"));
            default -> goOn = content(record, block, place, packedBefore);
        }
        if (goOn) {
            drain(block, place);
        }
        if (block.hasWrongLength()) {
            container.remarks().count("contentLengthWrong");
        }
        return goOn;
    }

    private boolean endsAt(long position) throws IOException {
        long size = container.channel().size();
        return position <= size
                && WarcBlock.isRecordEnd(
                        new PeekInput(new PackedInput(container.walk(), container.channel(), position, size)));
    }

    private void request(WarcRecord record, WarcBlock block) throws IOException {
        try {
            referers.request(record, HeaderFields.read(new PeekInput(block)));
        } catch (MemberException e) {
            if (block.failure() != null) {
                throw e;
            }
            container.remarks().count("requestUnreadable");
        }
    }

    private boolean content(WarcRecord record, WarcBlock block, Place place, long packedBefore) {
        PayloadDigest digest = new PayloadDigest(record.payloadDigest());
        Head head = new Head();
        boolean[] whole = {false};
        Members.Member member = new Members.Member(
                record.name(),
                () -> {
                    lookAhead(record, place, whole[0]);
                    return origin(record, head.status, whole[0] ? digest.verdict() : Optional.empty());
                },
                () -> place.packedBytes().getAsLong() - packedBefore,
                false);
        Members.Reading reading = members.take(member, (sink, notes) -> {
            if (record.isTruncated()) {
                notes.add("warcTruncated");
            }
            PeekInput raw = new PeekInput(block);
            PeekInput body = raw;
            if (record.type().equals("response") && record.isHttp()) {
                body = http(raw, digest, head, notes, sink);
            } else {
                copy(digest.watch(raw), sink);
            }
            whole[0] = finish(body, block, place, notes);
        });
        return reading != Members.Reading.POISONOUS || place.member() == null;
    }

    private static PeekInput http(PeekInput raw, PayloadDigest digest, Head head, List<String> notes, OutputStream sink)
            throws IOException {
        if (!raw.startsWith("HTTP/".getBytes(java.nio.charset.StandardCharsets.US_ASCII))) {
            notes.add("httpHeadMissing");
            copy(digest.watch(raw), sink);
            return raw;
        }
        HeaderFields fields = HeaderFields.read(raw);
        head.status = status(fields.firstLine());
        if (head.status.orElse(0) == PARTIAL_CONTENT) {
            notes.add("partialContent");
        }
        PeekInput body = new PeekInput(digest.watch(raw));
        InputStream joined = HttpBody.joined(fields, body, notes);
        InputStream watched = joined == body ? joined : digest.watch(joined);
        try (InputStream decoded = HttpBody.decoded(fields, watched, notes)) {
            copy(decoded == watched ? decoded : digest.watch(decoded), sink);
        }
        return body;
    }

    // Reads what is left of the block, so that the digest of its raw form is complete.
    private boolean finish(PeekInput body, WarcBlock block, Place place, List<String> notes) throws IOException {
        byte[] buffer = new byte[COPY_BYTES];
        int count = body.read(buffer);
        while (count >= 0) {
            container.walk().moved(count);
            count = body.read(buffer);
        }
        if (block.hasWrongLength()) {
            notes.add("contentLengthWrong");
        }
        if (place.member() != null && place.member().hasWrongCheckSum()) {
            notes.add("crcMismatch");
        }
        return true;
    }

    private static void copy(InputStream in, OutputStream sink) throws IOException {
        byte[] buffer = new byte[COPY_BYTES];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            sink.write(buffer, 0, count);
        }
    }

    private static Optional<Integer> status(String statusLine) {
        String[] parts = statusLine.split(" ", 3);
        return parts.length > 1 && parts[1].matches("[0-9]{3}")
                ? Optional.of(Integer.parseInt(parts[1]))
                : Optional.empty();
    }

    // Many writers put the request behind its response.
    private void lookAhead(WarcRecord record, Place place, boolean whole) {
        if (!whole
                || !record.type().equals("response")
                || referers.pageOf(record).isPresent()) {
            return;
        }
        try (PeekInput next = place.next().open()) {
            if (next != null && skipLineEnds(next) && next.startsWith(WarcBlock.MAGIC)) {
                WarcRecord following = new WarcRecord(HeaderFields.read(next));
                if (following.type().equals("request")) {
                    referers.request(following, HeaderFields.read(next));
                }
            }
        } catch (IOException e) {
            // The damage is met again, and told, when that record's turn comes.
            container.walk().moved(0);
        }
    }

    private ItemOrigin origin(WarcRecord record, Optional<Integer> status, Optional<String> digestVerdict) {
        return new ItemOrigin(
                Optional.empty(),
                Optional.of(new WebOrigin(
                        record.uri(),
                        record.date(),
                        record.id(),
                        record.type(),
                        status,
                        referers.pageOf(record),
                        record.refersTo(),
                        digestVerdict)));
    }

    /// Moves behind the block; what a decompressor unpacks far beyond its input is counted.
    private void drain(WarcBlock block, Place place) throws IOException {
        byte[] buffer = new byte[COPY_BYTES];
        long packedBefore = place.packedBytes().getAsLong();
        WalkLimits limits = container.walk().limits();
        long drained = 0;
        for (int count = block.read(buffer); count >= 0; count = block.read(buffer)) {
            drained += count;
            container.walk().moved(count);
            long consumed = place.packedBytes().getAsLong() - packedBefore + 1;
            if (drained > limits.ratioFreeBytes() && drained > consumed * limits.ratioMax()) {
                container.walk().chargeExcess(count);
            }
        }
    }
}
