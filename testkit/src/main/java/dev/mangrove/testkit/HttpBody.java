package dev.mangrove.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// An HTTP answer and how it travelled.
///
/// @param content before any coding
/// @param chunkBytes the size of chunks; 0 for a `Content-Length`
/// @param coding by which the content travelled
@SuppressWarnings("ArrayRecordComponent")
public record HttpBody(int status, String contentType, byte[] content, int chunkBytes, Coding coding) {

    private static final String CRLF = "\r\n";

    /// A content coding, or none.
    public enum Coding {
        IDENTITY("") {
            @Override
            byte[] code(byte[] content) {
                return content;
            }
        },
        GZIP("gzip") {
            @Override
            byte[] code(byte[] content) {
                return Archives.gzip(content);
            }
        },
        BROTLI("br") {
            @Override
            byte[] code(byte[] content) {
                return Archives.brotli(content);
            }
        },
        /// A server that says `br` and sends the content as it is.
        FALSELY_BROTLI("br") {
            @Override
            byte[] code(byte[] content) {
                return content;
            }
        };

        private final String token;

        Coding(String token) {
            this.token = token;
        }

        abstract byte[] code(byte[] content);
    }

    /// A plain answer with status 200.
    public static HttpBody of(String contentType, byte[] content) {
        return new HttpBody(200, contentType, content, 0, Coding.IDENTITY);
    }

    public HttpBody withStatus(int newStatus) {
        return new HttpBody(newStatus, contentType, content, chunkBytes, coding);
    }

    /// Transfer coding: chunks of 1,000 bytes.
    public HttpBody chunked() {
        return new HttpBody(status, contentType, content, 1_000, coding);
    }

    /// Content coding: gzip.
    public HttpBody compressed() {
        return coded(Coding.GZIP);
    }

    public HttpBody coded(Coding newCoding) {
        return new HttpBody(status, contentType, content, chunkBytes, newCoding);
    }

    /// Status line, headers and body as they went over the wire.
    public byte[] message() {
        byte[] coded = coding.code(content);
        String length = chunkBytes > 0 ? "Transfer-Encoding: chunked" + CRLF : "Content-Length: " + coded.length + CRLF;
        String head = "HTTP/1.1 " + status + " Answer" + CRLF
                + "Content-Type: " + contentType + CRLF
                + (coding.token.isEmpty() ? "" : "Content-Encoding: " + coding.token + CRLF)
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
