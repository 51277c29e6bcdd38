package dev.mangrove.index;

import dev.mangrove.hash.DigestKind;
import dev.mangrove.hash.HashProfile;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a known list says of itself.
///
/// @param version of the list: given by its maker, or else derived from its content
/// @param scheme id of the scheme that categories belong to
/// @param profile of its PDQ hashes
/// @param digests how many entries have a digest of each kind
/// @param pdq how many entries have a PDQ hash
/// @param nearMatchable how many of those can take part in near matching
/// @param roles how many entries have each role
/// @param sources the files that it was built from
public record HashListHeader(
        String name,
        String version,
        String origin,
        Optional<String> scheme,
        HashProfile profile,
        long entries,
        Map<DigestKind, Long> digests,
        long pdq,
        long nearMatchable,
        Map<EntryRole, Long> roles,
        List<Source> sources) {

    public HashListHeader {
        digests = Map.copyOf(digests);
        roles = Map.copyOf(roles);
        sources = List.copyOf(sources);
    }

    /// A file that a list was built from.
    ///
    /// @param format for people, e.g. `VICS_2`
    /// @param sha256 hex, of the file's bytes
    public record Source(String fileName, String format, String sha256, long rows, long refused) {}
}
