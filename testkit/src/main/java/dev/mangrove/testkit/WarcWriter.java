package dev.mangrove.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.UUID;

/// Writes web archives (WARC 1.1), plain or with a gzip member for each record, the way crawlers do.
/// It checks nothing. Record ids follow from a seed.
///
/// ```java
/// WarcWriter warc = new WarcWriter(out, true, seed);
/// warc.info("testkit");
/// String id = warc.response("http://x.onion/a.jpg", date, HttpBody.of("image/jpeg", jpeg).chunked());
/// warc.request("http://x.onion/a.jpg", date, "http://x.onion/page.html", id);
/// ```
public final class WarcWriter {

    private static final String CRLF = "\r\n";

    private final OutputStream out;
    private final boolean gzip;
    private final SplittableRandom random;
    private long position;

    /// @param gzip whether each record is a gzip member of its own
    public WarcWriter(OutputStream out, boolean gzip, long seed) {
        this.out = out;
        this.gzip = gzip;
        this.random = new SplittableRandom(seed);
    }

    /// Bytes written so far: where the next record will lie.
    public long position() {
        return position;
    }

    public String info(String software) throws IOException {
        byte[] block = ("software: " + software + CRLF + "format: WARC File Format 1.1" + CRLF)
                .getBytes(StandardCharsets.UTF_8);
        return record("warcinfo", "", "2024-01-01T00:00:00Z", "Content-Type: application/warc-fields" + CRLF, block);
    }

    /// What a browser sent.
    ///
    /// @param referer the page that asked for it; empty for none
    /// @param responseId the record that answers, as [#response] returned it
    public String request(String uri, String date, String referer, String responseId) throws IOException {
        String block = "GET " + uri + " HTTP/1.1" + CRLF
                + (referer.isEmpty() ? "" : "Referer: " + referer + CRLF)
                + "User-Agent: testkit" + CRLF + CRLF;
        String fields = "Content-Type: application/http;msgtype=request" + CRLF + "WARC-Concurrent-To: <" + responseId
                + ">" + CRLF;
        return record("request", uri, date, fields, block.getBytes(StandardCharsets.UTF_8));
    }

    /// What a server answered.
    public String response(String uri, String date, HttpBody body) throws IOException {
        String fields = "Content-Type: application/http;msgtype=response" + CRLF + "WARC-Payload-Digest: "
                + Digests.sha1Base32(body.content()) + CRLF;
        return record("response", uri, date, fields, body.message());
    }

    /// A response whose stated payload digest belongs to other bytes.
    public String responseWithFalseDigest(String uri, String date, HttpBody body) throws IOException {
        String fields = "Content-Type: application/http;msgtype=response" + CRLF + "WARC-Payload-Digest: "
                + Digests.sha1Base32(new byte[] {1, 2, 3}) + CRLF;
        return record("response", uri, date, fields, body.message());
    }

    /// A body that a later visit found unchanged: headers only, and a link to the earlier record.
    public String revisit(String uri, String date, HttpBody earlier, String refersToId, String refersToUri)
            throws IOException {
        String fields = "Content-Type: application/http;msgtype=response" + CRLF
                + "WARC-Profile: http://netpreserve.org/warc/1.1/revisit/identical-payload-digest" + CRLF
                + "WARC-Refers-To: <" + refersToId + ">" + CRLF
                + "WARC-Refers-To-Target-URI: " + refersToUri + CRLF
                + "WARC-Payload-Digest: " + Digests.sha1Base32(earlier.content()) + CRLF;
        byte[] block = ("HTTP/1.1 200 OK" + CRLF + "Content-Type: " + earlier.contentType() + CRLF + CRLF)
                .getBytes(StandardCharsets.UTF_8);
        return record("revisit", uri, date, fields, block);
    }

    /// A file taken without HTTP.
    public String resource(String uri, String date, String contentType, byte[] content) throws IOException {
        return record("resource", uri, date, "Content-Type: " + contentType + CRLF, content);
    }

    /// Another form of an earlier record's content.
    public String conversion(String uri, String date, String contentType, byte[] content, String refersToId)
            throws IOException {
        String fields = "Content-Type: " + contentType + CRLF + "WARC-Refers-To: <" + refersToId + ">" + CRLF;
        return record("conversion", uri, date, fields, content);
    }

    /// Bytes that are no record.
    public void raw(byte[] bytes) throws IOException {
        out.write(bytes);
        position += bytes.length;
    }

    private String record(String type, String uri, String date, String fields, byte[] block) throws IOException {
        String id = "urn:uuid:" + new UUID(random.nextLong(), random.nextLong());
        String header = "WARC/1.1" + CRLF
                + "WARC-Type: " + type + CRLF
                + (uri.isEmpty() ? "" : "WARC-Target-URI: " + uri + CRLF)
                + "WARC-Date: " + date + CRLF
                + "WARC-Record-ID: <" + id + ">" + CRLF
                + fields
                + "Content-Length: " + block.length + CRLF
                + CRLF;
        ByteArrayOutputStream whole = new ByteArrayOutputStream(header.length() + block.length + 4);
        whole.writeBytes(header.getBytes(StandardCharsets.UTF_8));
        whole.writeBytes(block);
        whole.writeBytes((CRLF + CRLF).getBytes(StandardCharsets.US_ASCII));
        raw(gzip ? Archives.gzip(whole.toByteArray()) : whole.toByteArray());
        return id;
    }
}
