package dev.mangrove.formats.vics;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// One content of a VICS document: what is known of it and every place where it lay.
///
/// @param md5 32 hex digits of either case; the key within its document
/// @param mediaId unique within its document only
/// @param category its meaning depends on a scheme that only a person can name
/// @param victimIdentified absent is not false; so for every flag
/// @param tags a list with commas
/// @param series a list with commas
/// @param relativeFilePath as written; [VicsPath] makes it safe
/// @param mediaSize bytes
/// @param isPrecategorized not to be believed in what others wrote
/// @param alternativeHashes one of each name
/// @param exifs one of each name
/// @param further other properties, such as `Segments`, as JSON text
public record VicsMedia(
        String md5,
        int mediaId,
        OptionalInt category,
        Optional<String> sha1,
        Optional<Boolean> victimIdentified,
        Optional<Boolean> offenderIdentified,
        Optional<Boolean> isDistributed,
        Optional<Boolean> isSuspected,
        Optional<Boolean> selfGenerated,
        Optional<String> comments,
        Optional<String> tags,
        Optional<String> series,
        Optional<String> relativeFilePath,
        Optional<String> mimeType,
        Optional<String> precategorizationSource,
        OptionalLong mediaSize,
        Optional<String> dateUpdated,
        boolean isPrecategorized,
        Optional<String> photoDna,
        List<VicsAlternativeHash> alternativeHashes,
        List<VicsExif> exifs,
        List<VicsMediaFile> mediaFiles,
        Map<String, String> further) {

    public VicsMedia {
        if (!md5.matches("[0-9a-fA-F]{32}")) {
            throw new IllegalArgumentException(
                    "an MD5 is 32 hex digits, this text has " + md5.length() + " characters");
        }
        if (category.isPresent() && (category.getAsInt() < 0 || category.getAsInt() > 255)) {
            throw new IllegalArgumentException("a category is 0..255, not " + category.getAsInt());
        }
        alternativeHashes = List.copyOf(alternativeHashes);
        exifs = List.copyOf(exifs);
        mediaFiles = List.copyOf(mediaFiles);
        further = Further.copyOf(further);
    }

    /// Begins a record; what is not set stays absent.
    public static Builder of(String md5, int mediaId) {
        return new Builder(md5, mediaId);
    }

    /// Gathers the parts of a record.
    public static final class Builder {

        private final String md5;
        private final int mediaId;
        private OptionalInt category = OptionalInt.empty();
        private Optional<String> sha1 = Optional.empty();
        private Optional<Boolean> victimIdentified = Optional.empty();
        private Optional<Boolean> offenderIdentified = Optional.empty();
        private Optional<Boolean> isDistributed = Optional.empty();
        private Optional<Boolean> isSuspected = Optional.empty();
        private Optional<Boolean> selfGenerated = Optional.empty();
        private Optional<String> comments = Optional.empty();
        private Optional<String> tags = Optional.empty();
        private Optional<String> series = Optional.empty();
        private Optional<String> relativeFilePath = Optional.empty();
        private Optional<String> mimeType = Optional.empty();
        private Optional<String> precategorizationSource = Optional.empty();
        private OptionalLong mediaSize = OptionalLong.empty();
        private Optional<String> dateUpdated = Optional.empty();
        private boolean isPrecategorized = false;
        private Optional<String> photoDna = Optional.empty();
        private List<VicsAlternativeHash> alternativeHashes = List.of();
        private List<VicsExif> exifs = List.of();
        private List<VicsMediaFile> mediaFiles = List.of();
        private Map<String, String> further = Map.of();

        private Builder(String md5, int mediaId) {
            this.md5 = md5;
            this.mediaId = mediaId;
        }

        public Builder category(int value) {
            category = OptionalInt.of(value);
            return this;
        }

        public Builder sha1(String value) {
            sha1 = Optional.of(value);
            return this;
        }

        public Builder victimIdentified(boolean value) {
            victimIdentified = Optional.of(value);
            return this;
        }

        public Builder offenderIdentified(boolean value) {
            offenderIdentified = Optional.of(value);
            return this;
        }

        public Builder isDistributed(boolean value) {
            isDistributed = Optional.of(value);
            return this;
        }

        public Builder isSuspected(boolean value) {
            isSuspected = Optional.of(value);
            return this;
        }

        public Builder selfGenerated(boolean value) {
            selfGenerated = Optional.of(value);
            return this;
        }

        public Builder comments(String value) {
            comments = Optional.of(value);
            return this;
        }

        public Builder tags(String value) {
            tags = Optional.of(value);
            return this;
        }

        public Builder series(String value) {
            series = Optional.of(value);
            return this;
        }

        public Builder relativeFilePath(String value) {
            relativeFilePath = Optional.of(value);
            return this;
        }

        public Builder mimeType(String value) {
            mimeType = Optional.of(value);
            return this;
        }

        public Builder precategorizationSource(String value) {
            precategorizationSource = Optional.of(value);
            return this;
        }

        public Builder mediaSize(long value) {
            mediaSize = OptionalLong.of(value);
            return this;
        }

        public Builder dateUpdated(String value) {
            dateUpdated = Optional.of(value);
            return this;
        }

        public Builder isPrecategorized(boolean value) {
            isPrecategorized = value;
            return this;
        }

        public Builder photoDna(String value) {
            photoDna = Optional.of(value);
            return this;
        }

        public Builder alternativeHashes(List<VicsAlternativeHash> value) {
            alternativeHashes = value;
            return this;
        }

        public Builder exifs(List<VicsExif> value) {
            exifs = value;
            return this;
        }

        public Builder mediaFiles(List<VicsMediaFile> value) {
            mediaFiles = value;
            return this;
        }

        public Builder further(Map<String, String> value) {
            further = value;
            return this;
        }

        public VicsMedia build() {
            return new VicsMedia(
                    md5,
                    mediaId,
                    category,
                    sha1,
                    victimIdentified,
                    offenderIdentified,
                    isDistributed,
                    isSuspected,
                    selfGenerated,
                    comments,
                    tags,
                    series,
                    relativeFilePath,
                    mimeType,
                    precategorizationSource,
                    mediaSize,
                    dateUpdated,
                    isPrecategorized,
                    photoDna,
                    alternativeHashes,
                    exifs,
                    mediaFiles,
                    further);
        }
    }
}
