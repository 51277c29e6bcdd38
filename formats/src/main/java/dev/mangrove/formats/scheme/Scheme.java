package dev.mangrove.formats.scheme;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// One scheme of categories. Immutable.
///
/// @param id names it in a built list
/// @param title for people
/// @param unlabelled the role of an entry that the list gives no category
/// @param labels by the text that lists write, e.g. `1`
public record Scheme(String id, String title, SchemeRole unlabelled, Map<String, Label> labels) {

    /// What one label means.
    public record Label(String title, SchemeRole role) {}

    public Scheme {
        Map<String, Label> normal = new TreeMap<>();
        labels.forEach((text, label) -> normal.put(normal(text), label));
        labels = java.util.Collections.unmodifiableMap(normal);
    }

    /// The schemes that come with Mangrove.
    public static List<Scheme> builtIn() {
        return SchemeFile.builtIn();
    }

    /// The scheme called `nameOrFile`, or else the one in the file of that name.
    ///
    /// @throws SchemeFormatException where there is neither
    public static Scheme resolve(String nameOrFile) throws IOException {
        for (Scheme scheme : builtIn()) {
            if (scheme.id.equals(nameOrFile)) {
                return scheme;
            }
        }
        return SchemeFile.read(Path.of(nameOrFile));
    }

    /// What a label means; empty where this scheme does not know it. Case and leading zeroes do not count.
    public Optional<Label> label(String text) {
        return Optional.ofNullable(labels.get(normal(text)));
    }

    /// Whether a category is a number, whose meaning nobody can tell without a scheme.
    public static boolean isNumeric(String category) {
        return category.strip().matches("[+-]?\\d+([.,]\\d+)?");
    }

    private static String normal(String text) {
        String upper = text.strip().toUpperCase(Locale.ROOT);
        return upper.matches("0+\\d+") ? upper.replaceFirst("^0+(?=\\d)", "") : upper;
    }
}
