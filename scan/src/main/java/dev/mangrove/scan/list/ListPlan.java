package dev.mangrove.scan.list;

import dev.mangrove.formats.scheme.Scheme;
import dev.mangrove.hash.HashProfile;
import dev.mangrove.index.HashListBuilder;
import java.util.Optional;

/// What a list is to be.
///
/// @param version left empty, it is derived from the content
/// @param origin who vouches for it
/// @param profile of the PDQ hashes in its sources
/// @param scheme what its categories mean; needed where they are numbers
public record ListPlan(
        String name, Optional<String> version, String origin, HashProfile profile, Optional<Scheme> scheme) {

    HashListBuilder.Description description() {
        return new HashListBuilder.Description(name, version, origin, scheme.map(Scheme::id), profile);
    }
}
