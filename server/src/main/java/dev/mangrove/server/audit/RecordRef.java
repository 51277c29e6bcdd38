package dev.mangrove.server.audit;

import java.util.UUID;

/// Which record an act was done to.
///
/// @param kind the kind of record in small letters, such as `hashList`
/// @param id of the record: made by us, never a name or another personal datum, as it cannot be erased
public record RecordRef(String kind, String id) {

    public RecordRef {
        if (!kind.matches("[a-z][A-Za-z0-9]{0,59}")) {
            throw new IllegalArgumentException("the kind of a record is a word like 'hashList', not '" + kind + "'");
        }
        if (id.isEmpty() || id.length() > 200 || id.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new IllegalArgumentException(
                    "the id of a record of kind " + kind + " has 1 to 200 visible ASCII characters");
        }
    }

    public static RecordRef of(String kind, UUID id) {
        return new RecordRef(kind, id.toString());
    }

    /// What is done to a kind of record as a whole: a search, an export.
    public static RecordRef all(String kind) {
        return new RecordRef(kind, "all");
    }
}
