package dev.mangrove.scan.item;

import java.time.Instant;
import java.util.Optional;

/// Where an item comes from, beyond its path.
///
/// @param modifiedAt as the file system or the archive says
/// @param web for a record of a web archive
/// @param messageId of the mail that it is or was part of, without angle brackets
public record ItemOrigin(Optional<Instant> modifiedAt, Optional<WebOrigin> web, Optional<String> messageId) {

    /// For what comes from no mail.
    public ItemOrigin(Optional<Instant> modifiedAt, Optional<WebOrigin> web) {
        this(modifiedAt, web, Optional.empty());
    }

    /// Nothing known.
    public static final ItemOrigin UNKNOWN = new ItemOrigin(Optional.empty(), Optional.empty());

    /// The captured page or resource.
    ///
    /// @param uri as the record says, unchanged
    /// @param capturedAt `WARC-Date`
    /// @param recordId `WARC-Record-ID` without angle brackets
    /// @param recordType `response`, `resource`, `conversion` or `revisit`
    /// @param httpStatus of a response
    /// @param page the URI of the page that asked for it (`Referer`), where the archive tells
    /// @param refersTo for a revisit: the earlier record's id, or its URI and date
    /// @param payloadDigest whether the stated payload digest agrees: `agrees`, `differs`, or empty where none
    ///     is stated
    public record WebOrigin(
            String uri,
            Optional<Instant> capturedAt,
            Optional<String> recordId,
            String recordType,
            Optional<Integer> httpStatus,
            Optional<String> page,
            Optional<String> refersTo,
            Optional<String> payloadDigest) {}
}
