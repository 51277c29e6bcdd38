package dev.mangrove.scan.list;

import dev.mangrove.formats.hashlist.HashListFormat;
import dev.mangrove.formats.scheme.Scheme;
import dev.mangrove.formats.scheme.SchemeRole;
import dev.mangrove.index.EntryRole;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// What a match with an entry means, from its category and the scheme. Without either, an entry of published
/// software is harmless and any other an alert. A label that the scheme does not know is unreviewed.
final class Roles {

    private static final int LABELS_MAX = 256;

    private final Optional<Scheme> scheme;

    /// What the scheme says of the labels met so far; millions of rows have the same few.
    private final Map<String, Optional<Scheme.Label>> labels = new HashMap<>();

    Roles(Optional<Scheme> scheme) {
        this.scheme = scheme;
    }

    /// @param place for the exception
    EntryRole of(Optional<String> category, HashListFormat format, Supplier<String> place)
            throws SchemeNeededException {
        if (category.isEmpty() && format.listsKnownSoftware()) {
            return EntryRole.KNOWN_GOOD;
        }
        if (scheme.isEmpty()) {
            if (category.filter(Scheme::isNumeric).isPresent()) {
                throw new SchemeNeededException(place.get());
            }
            return EntryRole.ALERT;
        }
        SchemeRole role = category.isEmpty()
                ? scheme.get().unlabelled()
                : label(scheme.get(), category.get()).map(Scheme.Label::role).orElse(SchemeRole.UNREVIEWED);
        return switch (role) {
            case ALERT -> EntryRole.ALERT;
            case KNOWN_GOOD -> EntryRole.KNOWN_GOOD;
            case UNREVIEWED -> EntryRole.UNREVIEWED;
        };
    }

    boolean isUnknown(Optional<String> category) {
        return category.isPresent()
                && scheme.isPresent()
                && label(scheme.get(), category.get()).isEmpty();
    }

    private Optional<Scheme.Label> label(Scheme known, String category) {
        Optional<Scheme.Label> met = labels.get(category);
        if (met == null) {
            met = known.label(category);
            if (labels.size() < LABELS_MAX) {
                labels.put(category, met);
            }
        }
        return met;
    }
}
