package dev.mangrove.scan.match;

import dev.mangrove.hash.DigestKind;
import dev.mangrove.hash.Orientation;
import dev.mangrove.index.EntryRole;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// One entry of one list that a content matches.
///
/// @param entry the entry's id in its list
/// @param exact the strongest digest that agrees; empty for a near match
/// @param filters whether the agreement is enough to filter known good out
/// @param orientation near: of the content, where it came nearest
/// @param frame near: of the content, where it came nearest
/// @param entryAtMillis near: of the entry's frame that came nearest, where the entry is a video
record EntryMatch(
        int listId,
        String entry,
        EntryRole role,
        Optional<DigestKind> exact,
        boolean filters,
        int distanceBits,
        Optional<Orientation> orientation,
        OptionalInt frame,
        OptionalLong entryAtMillis,
        Optional<String> category,
        Optional<String> series) {

    /// The match to keep of several with one entry id: alerts first, the stronger digest first, the nearer first;
    /// the rest only makes the choice the same each time.
    static final Comparator<EntryMatch> BEST_FIRST = Comparator.comparing(EntryMatch::role)
            .thenComparing(match -> match.exact().isEmpty())
            .thenComparing(match -> match.exact().map(kind -> -kind.ordinal()).orElse(0))
            .thenComparing(match -> !match.filters())
            .thenComparing(EntryMatch::distanceBits)
            .thenComparing(match -> match.orientation().map(Enum::ordinal).orElse(-1))
            .thenComparing(match -> match.frame().orElse(-1))
            .thenComparing(match -> match.entryAtMillis().orElse(-1))
            .thenComparing(match -> match.category().orElse(""))
            .thenComparing(match -> match.series().orElse(""));

    String kind() {
        return exact.isPresent() ? "exact" : "near";
    }

    Optional<String> digestKind() {
        return exact.map(kind -> kind.name().toLowerCase(Locale.ROOT));
    }
}
