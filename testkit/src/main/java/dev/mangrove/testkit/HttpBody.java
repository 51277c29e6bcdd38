package dev.mangrove.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// An HTTP answer and how it travelled.
///
/// @param content before any coding
/// @param chunkBytes the size of chunks; 0 for a `Content-Length`
/// @param gzipped whether the content coding is gzip
@SuppressWarnings("ArrayRecordComponent")
public record HttpBody(int status, String contentType, byte[] content, int chunkBytes, boolean gzipped) {

    private static final String CRLF = "\r\n";

    /// A plain answer with status 200.
    public static HttpBody of(String contentType, byte[] content) {
        return new HttpBody(200, contentType, content, 0, false);
    }

    public HttpBody withStatus(int newStatus) {
        return new HttpBody(newStatus, contentType, content, chunkBytes, gzipped);
    }

    /// Transfer coding: chunks of 1,000 bytes.
    public HttpBody chunked() {
        return new HttpBody(status, contentType, content, 1_000, gzipped);
    }

    /// Content coding: gzip.
    public HttpBody compressed() {
        return new HttpBody(status, contentType, content, chunkBytes, true);
    }

    /// Status line, headers and body as they went over the wire.
    public byte[] message() {
        byte[] coded = gzipped ? Archives.gzip(content) : content;
        String length = chunkBytes > 0 ? "Transfer-Encoding: chunked" + CRLF : "Content-Length: " + coded.length + CRLF;
        String head = "HTTP/1.1 " + status + " Answer" + CRLF
                + "Content-Type: " + contentType + CRLF
                + (gzipped ? "Content-Encoding: gzip" + CRLF : "")
                + length
                + CRLF;
        ByteArrayOutputStream out = new ByteArrayOutputStream(head.length() + coded.length + 64);
        out.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        if (chunkBytes == 0) {
            out.writeBytes(coded);
            return out.toByteArray();
        }
        for (int from = 0; from < coded.length; from += chunkBytes) {
            int size = Math.min(chunkBytes, coded.length - from);
            out.writeBytes((Integer.toHexString(size) + CRLF).getBytes(StandardCharsets.US_ASCII));
            out.write(coded, from, size);
            out.writeBytes(CRLF.getBytes(StandardCharsets.US_ASCII));
        }
        out.writeBytes(("0" + CRLF + CRLF).getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }
}
