package dev.mangrove.server.audit;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// The rule by which a search counts as one for the own name: every word of a name occurs in the text, without
/// regard to case, accents and order.
final class OwnName {

    /// What the entry's line `marks` then says.
    static final String MARK = "ownName";

    private OwnName() {}

    static boolean isIn(String text, List<String> names) {
        Set<String> words = words(text);
        return names.stream().map(OwnName::words).anyMatch(name -> !name.isEmpty() && words.containsAll(name));
    }

    private static Set<String> words(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replace('đ', 'd')
                .replace('Đ', 'd')
                .toLowerCase(Locale.ROOT);
        return Arrays.stream(plain.split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toSet());
    }
}
