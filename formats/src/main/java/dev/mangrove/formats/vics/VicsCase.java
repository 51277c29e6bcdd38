package dev.mangrove.formats.vics;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// What a VICS document says of a case, without its media.
///
/// @param caseId a GUID
/// @param totalMediaFiles not to be believed in what others wrote
/// @param further other properties, such as `CaseMetadata`, as JSON text
public record VicsCase(
        String caseId,
        Optional<String> caseNumber,
        Optional<String> contactOrganization,
        Optional<String> contactName,
        Optional<String> contactPhone,
        Optional<String> contactEmail,
        Optional<String> contactTitle,
        Optional<String> sourceApplicationName,
        Optional<String> sourceApplicationVersion,
        OptionalInt totalMediaFiles,
        OptionalInt totalPrecategorized,
        Optional<String> seizureDate,
        Map<String, String> further) {

    public VicsCase {
        further = Further.copyOf(further);
    }

    /// Begins a record; what is not set stays absent.
    public static Builder of(String caseId) {
        return new Builder(caseId);
    }

    /// Gathers the parts of a record.
    public static final class Builder {

        private final String caseId;
        private Optional<String> caseNumber = Optional.empty();
        private Optional<String> contactOrganization = Optional.empty();
        private Optional<String> contactName = Optional.empty();
        private Optional<String> contactPhone = Optional.empty();
        private Optional<String> contactEmail = Optional.empty();
        private Optional<String> contactTitle = Optional.empty();
        private Optional<String> sourceApplicationName = Optional.empty();
        private Optional<String> sourceApplicationVersion = Optional.empty();
        private OptionalInt totalMediaFiles = OptionalInt.empty();
        private OptionalInt totalPrecategorized = OptionalInt.empty();
        private Optional<String> seizureDate = Optional.empty();
        private Map<String, String> further = Map.of();

        private Builder(String caseId) {
            this.caseId = caseId;
        }

        public Builder caseNumber(String value) {
            caseNumber = Optional.of(value);
            return this;
        }

        public Builder contactOrganization(String value) {
            contactOrganization = Optional.of(value);
            return this;
        }

        public Builder contactName(String value) {
            contactName = Optional.of(value);
            return this;
        }

        public Builder contactPhone(String value) {
            contactPhone = Optional.of(value);
            return this;
        }

        public Builder contactEmail(String value) {
            contactEmail = Optional.of(value);
            return this;
        }

        public Builder contactTitle(String value) {
            contactTitle = Optional.of(value);
            return this;
        }

        public Builder sourceApplicationName(String value) {
            sourceApplicationName = Optional.of(value);
            return this;
        }

        public Builder sourceApplicationVersion(String value) {
            sourceApplicationVersion = Optional.of(value);
            return this;
        }

        public Builder totalMediaFiles(int value) {
            totalMediaFiles = OptionalInt.of(value);
            return this;
        }

        public Builder totalPrecategorized(int value) {
            totalPrecategorized = OptionalInt.of(value);
            return this;
        }

        public Builder seizureDate(String value) {
            seizureDate = Optional.of(value);
            return this;
        }

        public Builder further(Map<String, String> value) {
            further = value;
            return this;
        }

        public VicsCase build() {
            return new VicsCase(
                    caseId,
                    caseNumber,
                    contactOrganization,
                    contactName,
                    contactPhone,
                    contactEmail,
                    contactTitle,
                    sourceApplicationName,
                    sourceApplicationVersion,
                    totalMediaFiles,
                    totalPrecategorized,
                    seizureDate,
                    further);
        }
    }
}
