package dev.mangrove.scan.walk;

import dev.mangrove.scan.examine.TypeSniffer;
import dev.mangrove.scan.item.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/// An HTTP body with its transfer and content codings taken off; where the bytes do not bear out what the
/// header claims, they are taken as they are.
final class HttpBody {

    private static final int CODINGS_MAX = 8;
    private static final int BROTLI_HEAD_BYTES = 4096;

    private HttpBody() {}

    /// The body, chunks joined.
    static InputStream joined(HeaderFields head, PeekInput body, List<String> notes) {
        boolean chunked = head.all("transfer-encoding").stream()
                .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains("chunked"));
        if (!chunked) {
            return body;
        }
        if (!ChunkedInput.begins(body)) {
            notes.add("chunkingAbsent");
            return body;
        }
        return new ChunkedInput(body);
    }

    /// The body without its content codings.
    static InputStream decoded(HeaderFields head, InputStream joined, List<String> notes) throws IOException {
        List<String> codings = head.all("content-encoding").stream()
                .flatMap(value -> List.of(value.split(",")).stream())
                .map(value -> value.strip().toLowerCase(Locale.ROOT))
                .filter(value -> !value.isEmpty() && !value.equals("identity"))
                .toList();
        if (codings.size() > CODINGS_MAX) {
            throw new MemberException(Reason.LIMIT_REACHED, "more than " + CODINGS_MAX + " content codings");
        }
        InputStream body = joined;
        for (String coding : codings.reversed()) {
            body = decoded(coding, new PeekInput(body), notes);
        }
        return body;
    }

    private static InputStream decoded(String coding, PeekInput body, List<String> notes) throws IOException {
        if (body.peek(1) == 0) {
            return body;
        }
        return switch (coding) {
            case "gzip", "x-gzip" -> {
                if (body.peek(2) == 2 && (body.ahead(0) & 0xff) == 0x1f && (body.ahead(1) & 0xff) == 0x8b) {
                    yield new GZIPInputStream(body);
                }
                notes.add("contentCodingAbsent");
                yield body;
            }
            case "deflate" -> new InflaterInputStream(body, new Inflater(!hasZlibHeader(body)));
            case "zstd" -> Decoders.zstd(body);
            case "br" -> {
                // A Brotli stream has no mark of its own: whether the coding is there shows in the content.
                if (beginsLikeAKnownType(body)) {
                    notes.add("contentCodingAbsent");
                    yield body;
                }
                yield Decoders.brotli(body);
            }
            default ->
                throw new MemberException(Reason.UNSUPPORTED, "a content coding that this version does not know");
        };
    }

    private static boolean beginsLikeAKnownType(PeekInput body) {
        byte[] head = new byte[body.peek(BROTLI_HEAD_BYTES)];
        for (int i = 0; i < head.length; i++) {
            head[i] = body.ahead(i);
        }
        return switch (TypeSniffer.sniff(head, head.length).kind()) {
            case PICTURE, PICTURE_UNSUPPORTED, VIDEO -> true;
            case CONTAINER, OTHER -> false;
        };
    }

    private static boolean hasZlibHeader(PeekInput body) {
        return body.peek(2) == 2
                && (body.ahead(0) & 0x0f) == 8
                && ((body.ahead(0) & 0xff) << 8 | (body.ahead(1) & 0xff)) % 31 == 0;
    }
}
