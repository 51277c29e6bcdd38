package dev.mangrove.scan.walk;

import dev.mangrove.scan.item.RawName;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// A WARC record's named fields (ISO 28500), read leniently.
record WarcRecord(HeaderFields fields) {

    String type() {
        return fields.first("warc-type").orElse("").toLowerCase(Locale.ROOT);
    }

    Optional<String> id() {
        return fields.first("warc-record-id").map(WarcRecord::bare);
    }

    List<String> concurrentTo() {
        return fields.all("warc-concurrent-to").stream().map(WarcRecord::bare).toList();
    }

    OptionalLong contentLength() {
        String stated = fields.first("content-length").orElse("");
        return stated.length() <= 18 && stated.matches("[0-9]+")
                ? OptionalLong.of(Long.parseLong(stated))
                : OptionalLong.empty();
    }

    boolean isHttp() {
        return fields.first("content-type").orElse("").toLowerCase(Locale.ROOT).startsWith("application/http");
    }

    Optional<Instant> date() {
        try {
            return fields.first("warc-date")
                    .map(text -> OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    Optional<String> payloadDigest() {
        return fields.first("warc-payload-digest");
    }

    boolean isTruncated() {
        return fields.first("warc-truncated").isPresent();
    }

    /// The target's URI as text: UTF-8 where it is that, else every byte a Latin-1 character.
    String uri() {
        return readable(rawUri());
    }

    /// The target's URI as bytes; the record's id where it has none.
    RawName name() {
        String uri = rawUri();
        return RawName.of((uri.isEmpty() ? id().orElse("") : uri).getBytes(StandardCharsets.ISO_8859_1));
    }

    private String rawUri() {
        return bare(fields.first("warc-target-uri").orElse(""));
    }

    /// For a revisit: the earlier record's id, or its URI and date.
    Optional<String> refersTo() {
        Optional<String> recordId = fields.first("warc-refers-to").map(WarcRecord::bare);
        return recordId.or(() -> fields.first("warc-refers-to-target-uri")
                .map(uri -> (readable(bare(uri)) + " "
                                + fields.first("warc-refers-to-date").orElse(""))
                        .strip()));
    }

    static String readable(String latin1) {
        byte[] bytes = latin1.getBytes(StandardCharsets.ISO_8859_1);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return latin1;
        }
    }

    private static String bare(String value) {
        return value.startsWith("<") && value.endsWith(">") && value.length() > 1
                ? value.substring(1, value.length() - 1)
                : value;
    }
}
