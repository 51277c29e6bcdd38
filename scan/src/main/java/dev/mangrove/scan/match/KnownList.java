package dev.mangrove.scan.match;

import dev.mangrove.index.CheckedIndex;
import dev.mangrove.index.EntryRole;
import dev.mangrove.index.HammingIndex;
import dev.mangrove.index.HashList;
import dev.mangrove.index.HashListEntry;
import java.nio.file.Path;
import java.util.Locale;

/// A list in use by a matching.
///
/// @param id 1, 2, ... in the order given, lists before known good lists
/// @param digest SHA-256 of the file, hex
/// @param near that of the list, perhaps checked
record KnownList(int id, Use use, Path file, String digest, HashList list, HammingIndex near) {

    /// What the list was given as.
    enum Use {
        LIST("list"),
        /// Every entry acts as known good.
        KNOWN_GOOD("knownGood");

        private final String label;

        Use(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    /// What a match with an entry means here.
    EntryRole roleOf(HashListEntry entry) {
        return use == Use.KNOWN_GOOD ? EntryRole.KNOWN_GOOD : entry.role();
    }

    /// Known good never acts by likeness, so such a list is not asked.
    boolean isAskedForNear() {
        return use == Use.LIST && list.header().nearMatchable() > 0;
    }

    /// Queries that were compared with every hash of the list.
    long comparedQueries() {
        return near instanceof CheckedIndex checked ? checked.comparedQueries() : 0;
    }

    /// The name of a role in the workspace.
    static String label(EntryRole role) {
        return switch (role) {
            case ALERT -> "alert";
            case KNOWN_GOOD -> "knownGood";
            case UNREVIEWED -> role.name().toLowerCase(Locale.ROOT);
        };
    }
}
