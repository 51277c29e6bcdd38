package dev.mangrove.formats.vics;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// One place where a content lay. Times are kept as they are written; [VicsTime] reads them.
///
/// @param mediaFileId unique within its media
/// @param filePath the folder, or the whole path, as the writer means it
/// @param sourceId the device or medium
/// @param parentMd5 of the container that it lay in
/// @param further values under names that VICS 2.0 does not have, as JSON text
public record VicsMediaFile(
        int mediaFileId,
        Optional<String> fileName,
        Optional<String> filePath,
        Optional<String> created,
        Optional<String> written,
        Optional<String> accessed,
        Optional<Boolean> unallocated,
        Optional<Boolean> deleted,
        Optional<String> sourceId,
        OptionalLong physicalLocation,
        Optional<String> parentMd5,
        Optional<String> parentFileName,
        Optional<String> parentFilePath,
        OptionalLong parentPhysicalLocation,
        Map<String, String> further) {

    public VicsMediaFile {
        further = Further.copyOf(further);
    }

    /// Begins a record; what is not set stays absent.
    public static Builder of(int mediaFileId) {
        return new Builder(mediaFileId);
    }

    /// Gathers the parts of a record.
    public static final class Builder {

        private final int mediaFileId;
        private Optional<String> fileName = Optional.empty();
        private Optional<String> filePath = Optional.empty();
        private Optional<String> created = Optional.empty();
        private Optional<String> written = Optional.empty();
        private Optional<String> accessed = Optional.empty();
        private Optional<Boolean> unallocated = Optional.empty();
        private Optional<Boolean> deleted = Optional.empty();
        private Optional<String> sourceId = Optional.empty();
        private OptionalLong physicalLocation = OptionalLong.empty();
        private Optional<String> parentMd5 = Optional.empty();
        private Optional<String> parentFileName = Optional.empty();
        private Optional<String> parentFilePath = Optional.empty();
        private OptionalLong parentPhysicalLocation = OptionalLong.empty();
        private Map<String, String> further = Map.of();

        private Builder(int mediaFileId) {
            this.mediaFileId = mediaFileId;
        }

        public Builder fileName(String value) {
            fileName = Optional.of(value);
            return this;
        }

        public Builder filePath(String value) {
            filePath = Optional.of(value);
            return this;
        }

        public Builder created(String value) {
            created = Optional.of(value);
            return this;
        }

        public Builder written(String value) {
            written = Optional.of(value);
            return this;
        }

        public Builder accessed(String value) {
            accessed = Optional.of(value);
            return this;
        }

        public Builder unallocated(boolean value) {
            unallocated = Optional.of(value);
            return this;
        }

        public Builder deleted(boolean value) {
            deleted = Optional.of(value);
            return this;
        }

        public Builder sourceId(String value) {
            sourceId = Optional.of(value);
            return this;
        }

        public Builder physicalLocation(long value) {
            physicalLocation = OptionalLong.of(value);
            return this;
        }

        public Builder parentMd5(String value) {
            parentMd5 = Optional.of(value);
            return this;
        }

        public Builder parentFileName(String value) {
            parentFileName = Optional.of(value);
            return this;
        }

        public Builder parentFilePath(String value) {
            parentFilePath = Optional.of(value);
            return this;
        }

        public Builder parentPhysicalLocation(long value) {
            parentPhysicalLocation = OptionalLong.of(value);
            return this;
        }

        public Builder further(Map<String, String> value) {
            further = value;
            return this;
        }

        public VicsMediaFile build() {
            return new VicsMediaFile(
                    mediaFileId,
                    fileName,
                    filePath,
                    created,
                    written,
                    accessed,
                    unallocated,
                    deleted,
                    sourceId,
                    physicalLocation,
                    parentMd5,
                    parentFileName,
                    parentFilePath,
                    parentPhysicalLocation,
                    further);
        }
    }
}
