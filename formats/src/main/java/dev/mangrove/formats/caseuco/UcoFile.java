package dev.mangrove.formats.caseuco;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// One file as an observable object.
///
/// @param key tells this file from every other in the document, e.g. its whole path and place in the walk
/// @param extension without the dot
/// @param hashes by method, e.g. `SHA256`, each in hex
/// @param pictureType e.g. `jpeg`
/// @param exif what the file says of its making, by name
public record UcoFile(
        String key,
        Optional<String> fileName,
        Optional<String> filePath,
        Optional<String> extension,
        OptionalLong sizeBytes,
        Optional<Instant> createdAt,
        Optional<Instant> modifiedAt,
        Optional<Instant> accessedAt,
        Optional<String> mimeType,
        Map<String, String> hashes,
        OptionalInt pictureWidth,
        OptionalInt pictureHeight,
        Optional<String> pictureType,
        OptionalInt bitsPerPixel,
        Map<String, String> exif) {

    public UcoFile {
        hashes = Collections.unmodifiableMap(new LinkedHashMap<>(hashes));
        exif = Collections.unmodifiableMap(new LinkedHashMap<>(exif));
    }

    /// Begins a file; what is not set stays absent.
    public static Builder keyed(String key) {
        return new Builder(key);
    }

    /// Gathers what is known of a file.
    public static final class Builder {
        private final String key;
        private final Map<String, String> hashes = new LinkedHashMap<>();
        private final Map<String, String> exif = new LinkedHashMap<>();
        private Optional<String> fileName = Optional.empty();
        private Optional<String> filePath = Optional.empty();
        private Optional<String> extension = Optional.empty();
        private OptionalLong sizeBytes = OptionalLong.empty();
        private Optional<Instant> createdAt = Optional.empty();
        private Optional<Instant> modifiedAt = Optional.empty();
        private Optional<Instant> accessedAt = Optional.empty();
        private Optional<String> mimeType = Optional.empty();
        private OptionalInt pictureWidth = OptionalInt.empty();
        private OptionalInt pictureHeight = OptionalInt.empty();
        private Optional<String> pictureType = Optional.empty();
        private OptionalInt bitsPerPixel = OptionalInt.empty();

        private Builder(String key) {
            this.key = key;
        }

        /// The name, and with it the extension where it has one.
        public Builder fileName(String value) {
            fileName = Optional.of(value);
            int dot = value.lastIndexOf('.');
            extension = dot > 0 && dot < value.length() - 1 ? Optional.of(value.substring(dot + 1)) : Optional.empty();
            return this;
        }

        public Builder filePath(String value) {
            filePath = Optional.of(value);
            return this;
        }

        public Builder sizeBytes(long value) {
            sizeBytes = OptionalLong.of(value);
            return this;
        }

        public Builder createdAt(Instant value) {
            createdAt = Optional.of(value);
            return this;
        }

        public Builder modifiedAt(Instant value) {
            modifiedAt = Optional.of(value);
            return this;
        }

        public Builder accessedAt(Instant value) {
            accessedAt = Optional.of(value);
            return this;
        }

        public Builder mimeType(String value) {
            mimeType = Optional.of(value);
            return this;
        }

        /// @param method e.g. `MD5`, `SHA1`, `SHA256`
        public Builder hash(String method, String hex) {
            hashes.put(method, hex);
            return this;
        }

        public Builder pixels(int width, int height) {
            pictureWidth = OptionalInt.of(width);
            pictureHeight = OptionalInt.of(height);
            return this;
        }

        public Builder pictureType(String value) {
            pictureType = Optional.of(value);
            return this;
        }

        public Builder bitsPerPixel(int value) {
            bitsPerPixel = OptionalInt.of(value);
            return this;
        }

        public Builder exif(String name, String value) {
            exif.put(name, value);
            return this;
        }

        public UcoFile build() {
            return new UcoFile(
                    key,
                    fileName,
                    filePath,
                    extension,
                    sizeBytes,
                    createdAt,
                    modifiedAt,
                    accessedAt,
                    mimeType,
                    hashes,
                    pictureWidth,
                    pictureHeight,
                    pictureType,
                    bitsPerPixel,
                    exif);
        }
    }
}
