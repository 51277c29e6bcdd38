package dev.mangrove.scan.walk;

import dev.mangrove.scan.examine.TypeSniffer;
import dev.mangrove.scan.item.ItemOrigin;
import dev.mangrove.scan.item.MediaType;
import dev.mangrove.scan.item.RawName;
import dev.mangrove.scan.item.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Walks a compressed file. What it holds is one member, named as the file without its suffix; a TAR or a
/// web archive inside is taken as the container's own content.
final class CompressedWalker {

    private static final int COPY_BYTES = 32 << 10;
    private static final byte[] WARC = "WARC/".getBytes(StandardCharsets.US_ASCII);
    private static final List<String> SUFFIXES = List.of(".gz", ".gzip", ".bz2", ".xz", ".zst", ".zstd");

    private CompressedWalker() {}

    static void walk(Container container, MediaType type) throws IOException {
        PackedInput packed = new PackedInput(container);
        try (InputStream decoder = Decoders.open(type, packed);
                HeadedInput in = new HeadedInput(decoder, TypeSniffer.HEAD_BYTES)) {
            byte[] head = in.head();
            if (startsWithTar(head)) {
                TarWalker.walk(container, in, packed::position);
                decoderRemarks(container, decoder);
            } else if (head.length > WARC.length && Arrays.equals(head, 0, WARC.length, WARC, 0, WARC.length)) {
                if (type == MediaType.GZIP) {
                    WarcWalker.walk(container);
                } else {
                    WarcWalker.walkStream(container, in, packed::position);
                }
            } else {
                single(container, decoder, in, packed);
                if (isDamaged(container, decoder) && WarcWalker.hasRecordBehindDamage(container)) {
                    WarcWalker.walk(container);
                }
            }
        }
    }

    /// Whether a gzip file, taken for one compressed file, may be a web archive whose first record is damaged.
    private static boolean isDamaged(Container container, InputStream decoder) {
        return decoder instanceof GzipInput gzip
                && (gzip.hasWrongCheckSum() || container.remarks().isIncomplete());
    }

    private static boolean startsWithTar(byte[] head) {
        return head.length >= TarHeader.BLOCK_BYTES
                && TarHeader.of(Arrays.copyOf(head, TarHeader.BLOCK_BYTES)).isPresent();
    }

    private static void single(Container container, InputStream decoder, InputStream in, PackedInput packed) {
        Members.Member member =
                new Members.Member(memberName(container.name()), () -> ItemOrigin.UNKNOWN, packed::position, false);
        Members.Reading reading = new Members(container).take(member, (sink, notes) -> {
            byte[] buffer = new byte[COPY_BYTES];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                sink.write(buffer, 0, count);
            }
            if (decoder instanceof GzipInput gzip && gzip.hasWrongCheckSum()) {
                notes.add("crcMismatch");
            }
        });
        switch (reading) {
            case STOPPED -> container.remarks().incomplete(Reason.LIMIT_REACHED, "its content unpacks too far");
            case BROKEN -> container.remarks().incomplete(Reason.DAMAGED, "its content breaks off");
            case POISONOUS -> container.remarks().incomplete(Reason.WORKER_DIED, "its content kills workers");
            case WHOLE, SKIPPED -> decoderRemarks(container, decoder);
        }
    }

    private static void decoderRemarks(Container container, InputStream decoder) {
        if (decoder instanceof GzipInput gzip) {
            if (gzip.hasWrongCheckSum()) {
                container.remarks().note("crcMismatch");
            }
            if (gzip.hasTrailingBytes()) {
                container.remarks().note("trailingBytes");
            }
        }
    }

    /// The last part of the container's name, without the suffix that tells its compression.
    static RawName memberName(RawName container) {
        byte[] bytes = container.bytes();
        int slash = bytes.length;
        while (slash > 0 && bytes[slash - 1] != '/') {
            slash--;
        }
        byte[] last = Arrays.copyOfRange(bytes, slash, bytes.length);
        String lower = new String(last, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        for (String suffix : SUFFIXES) {
            if (lower.endsWith(suffix) && last.length > suffix.length()) {
                return RawName.of(Arrays.copyOf(last, last.length - suffix.length()));
            }
        }
        return RawName.of(last);
    }
}
