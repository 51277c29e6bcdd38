package dev.mangrove.scan.walk;

import dev.mangrove.scan.item.ItemOrigin;
import dev.mangrove.scan.item.RawName;
import dev.mangrove.scan.item.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/// Walks a TAR, plain or out of a decompressor. A header that does not hold is searched past, block by
/// block; what follows the end mark is looked at too.
final class TarWalker {

    private static final int EXTENDED_BYTES_MAX = 1 << 20;
    private static final int COPY_BYTES = 32 << 10;

    private final Container container;
    private final Members members;
    private final TarInput input;
    private final TarAttributes global = new TarAttributes();
    private TarAttributes attributes = new TarAttributes();

    private TarWalker(Container container, TarInput input) {
        this.container = container;
        this.members = new Members(container);
        this.input = input;
    }

    static void walk(Container container) throws IOException {
        PackedInput packed = new PackedInput(container);
        walk(container, packed, packed::position);
    }

    static void walk(Container container, InputStream in, LongSupplier packedBytes) throws IOException {
        new TarWalker(container, new TarInput(container.walk(), in, packedBytes)).walk();
    }

    private void walk() throws IOException {
        boolean endMark = false;
        boolean lost = false;
        Optional<byte[]> block = input.block();
        while (block.isPresent()) {
            if (block.get().length == TarHeader.BLOCK_BYTES && TarHeader.isZero(block.get())) {
                endMark = true;
                lost = false;
            } else {
                Optional<TarHeader> header = TarHeader.of(block.get());
                if (header.isPresent()) {
                    if (endMark) {
                        container.remarks().note("membersAfterEnd");
                    }
                    endMark = false;
                    lost = false;
                    if (!read(header.get())) {
                        return;
                    }
                } else if (!lost && (!endMark || block.get().length < TarHeader.BLOCK_BYTES)) {
                    lost = true;
                    lostAt(input.offset() - block.get().length, block.get().length);
                }
            }
            block = input.block();
        }
        if (!endMark) {
            container.remarks().incomplete(Reason.TRUNCATED, "the archive ends without its end mark");
        }
    }

    private void lostAt(long offset, int length) {
        if (length < TarHeader.BLOCK_BYTES) {
            container.remarks().incomplete(Reason.TRUNCATED, "the archive ends within a header, at offset " + offset);
        } else {
            container.remarks().count("resynchronised");
            container.remarks().incomplete(Reason.DAMAGED, "no valid header at offset " + offset);
        }
    }

    /// Whether the walk can go on.
    private boolean read(TarHeader header) throws IOException {
        switch (header.type()) {
            case 'L', 'N' -> attributes.longName(extended(header));
            case 'x', 'X' -> attributes.pax(extended(header));
            case 'g' -> global.pax(extended(header));
            case 'K', 'V', 'A' -> extended(header);
            default -> {
                TarAttributes told = attributes;
                attributes = new TarAttributes(global);
                return member(header, told);
            }
        }
        return true;
    }

    private byte[] extended(TarHeader header) throws IOException {
        byte[] bytes = input.read((int) Math.min(header.size(), EXTENDED_BYTES_MAX));
        skipTo(header.size(), bytes.length);
        return bytes;
    }

    private boolean member(TarHeader header, TarAttributes told) throws IOException {
        RawName name = RawName.of(told.name().orElse(header.name()));
        ItemOrigin origin = origin(header, told);
        long size = Math.max(0, told.size().orElse(header.size()));
        switch (header.type()) {
            case '5', 'D' -> {
                skipTo(size, 0);
                return true;
            }
            case '1', '2', '3', '4', '6' -> {
                if (size == 0 || headerFollows()) {
                    members.list(name, origin, Reason.SPECIAL_FILE, Reason.SPECIAL_FILE.sentence(), List.of());
                    return true;
                }
            }
            default -> {
                if (size == 0 && endsWithSlash(name)) {
                    return true;
                }
            }
        }
        return file(header, told, name, origin, size);
    }

    // The size of a link is often the size of what it links to, and no data follows.
    private boolean headerFollows() throws IOException {
        Optional<byte[]> next = input.peek();
        return next.isEmpty()
                || TarHeader.isZero(next.get())
                || TarHeader.of(next.get()).isPresent();
    }

    private static boolean endsWithSlash(RawName name) {
        byte[] bytes = name.bytes();
        return bytes.length > 0 && bytes[bytes.length - 1] == '/';
    }

    private boolean file(TarHeader header, TarAttributes told, RawName name, ItemOrigin origin, long size)
            throws IOException {
        long packedBefore = input.packedBytes();
        Optional<TarSparse> sparse = Optional.empty();
        if (header.type() == 'S') {
            sparse = Optional.of(TarSparse.ofGnu(header, input));
        } else if (told.sparseLength().isPresent() && !told.hasSparseMapInData()) {
            sparse = Optional.of(
                    new TarSparse(told.sparseMap(), told.sparseLength().getAsLong()));
        }
        Optional<TarSparse> map = sparse;
        boolean mapInData = told.hasSparseMapInData() && told.sparseLength().isPresent();
        TarData data = new TarData(input, size);
        Members.Member member = new Members.Member(name, () -> origin, () -> input.packedBytes() - packedBefore, false);
        Members.Reading reading = members.take(member, (sink, notes) -> {
            if (map.isPresent()) {
                map.get().expand(data, sink);
            } else if (mapInData) {
                TarSparse.inData(data, told.sparseLength().getAsLong()).expand(data, sink);
            } else {
                byte[] buffer = new byte[COPY_BYTES];
                for (int count = data.read(buffer); count >= 0; count = data.read(buffer)) {
                    sink.write(buffer, 0, count);
                }
            }
        });
        if (reading == Members.Reading.POISONOUS && !input.isSeekable()) {
            container.remarks().incomplete(Reason.WORKER_DIED, "what follows lies behind a member that kills workers");
            return false;
        }
        if (data.failure() != null) {
            container.remarks().incomplete(Reasons.of(data.failure(), input.offset()));
            return false;
        }
        skipTo(size, size - data.left());
        return true;
    }

    private void skipTo(long size, long consumed) throws IOException {
        long padding = (TarHeader.BLOCK_BYTES - size % TarHeader.BLOCK_BYTES) % TarHeader.BLOCK_BYTES;
        long missing = input.skip(size - consumed + padding);
        if (missing > padding) {
            container.remarks().incomplete(Reason.TRUNCATED, "the archive ends within a member");
        }
    }

    private static ItemOrigin origin(TarHeader header, TarAttributes told) {
        OptionalLong seconds =
                told.modifiedAtSeconds().isPresent() ? told.modifiedAtSeconds() : header.modifiedAtSeconds();
        if (seconds.isEmpty()) {
            return ItemOrigin.UNKNOWN;
        }
        try {
            return new ItemOrigin(Optional.of(Instant.ofEpochSecond(seconds.getAsLong())), Optional.empty());
        } catch (DateTimeException e) {
            return ItemOrigin.UNKNOWN;
        }
    }
}
