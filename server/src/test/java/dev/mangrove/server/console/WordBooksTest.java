package dev.mangrove.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ChoiceFormat;
import java.text.Format;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every text in every language, and every key that a page or a refusal names.
class WordBooksTest {

    /// What is written alike in both languages.
    private static final Set<String> ALIKE = Set.of();

    /// A key as it stands in the source, or its beginning when the rest is put together at run time.
    private static final Pattern LITERAL =
            Pattern.compile("\"([a-z]+(?:\\.[a-z][a-z-]*)*\\.(?:[a-z][a-z-]*)?)\"(\\s*\\+)?");

    /// What looks like a key and is the place of a sealed field, or a file.
    private static final Set<String> NO_KEYS =
            Set.of("identity.authenticators.secret", "identity.drawn-secret", "console.css", "console.js");

    private final Map<String, String> english = new TreeMap<>(WordBooks.texts(Language.ENGLISH));
    private final Map<String, String> vietnamese = new TreeMap<>(WordBooks.texts(Language.VIETNAMESE));

    @Test
    void hasTheSameKeysInEveryLanguage() {
        assertThat(vietnamese.keySet()).isEqualTo(english.keySet());
        assertThat(english).hasSizeGreaterThan(100);
    }

    @Test
    void saysNothingInEnglishToAVietnameseReader() {
        Set<String> alike = new TreeSet<>();
        english.forEach((key, text) -> {
            if (text.equals(vietnamese.get(key))) {
                alike.add(key);
            }
        });
        assertThat(alike).isEqualTo(ALIKE);
    }

    @Test
    void leavesNoTextEmpty() {
        assertThat(Stream.concat(english.entrySet().stream(), vietnamese.entrySet().stream())
                        .filter(text -> text.getValue().isBlank()
                                || !text.getValue().equals(text.getValue().strip()))
                        .map(Map.Entry::getKey))
                .isEmpty();
    }

    @Test
    void putsTheSameArgumentsIntoEveryLanguage() {
        List<String> wrong = new ArrayList<>();
        english.forEach((key, text) -> {
            Set<Integer> arguments = arguments(key, text);
            if (!arguments.equals(arguments(key, vietnamese.getOrDefault(key, "")))) {
                wrong.add(key);
            }
        });
        assertThat(wrong).isEmpty();
    }

    /// A single quote hides what follows it: `'{0}'` prints no argument, and `don't` loses its quote.
    @Test
    void printsEveryQuoteAndEveryBraceThatItShould() {
        List<String> wrong = new ArrayList<>();
        Stream.of(english, vietnamese)
                .forEach(texts -> texts.forEach((key, text) -> {
                    if (text.replace("''", "").contains("'")) {
                        wrong.add(key + ": " + text);
                    }
                }));
        assertThat(wrong).isEmpty();
    }

    @Test
    void hasATextForEveryKeyThatTheSourceNames() {
        Set<String> missing = new TreeSet<>();
        Set<String> groups = groups();
        for (Named named : named()) {
            boolean known = named.whole()
                    ? english.containsKey(named.key())
                    : english.keySet().stream().anyMatch(key -> key.startsWith(named.key()));
            if (!known
                    && !NO_KEYS.contains(named.key())
                    && groups.contains(named.key().substring(0, named.key().indexOf('.')))) {
                missing.add(named.key() + " in " + named.file());
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void keepsNoTextThatNobodyNames() {
        Set<String> unused = new TreeSet<>(english.keySet());
        for (Named named : named()) {
            if (named.whole()) {
                unused.remove(named.key());
                unused.remove(named.key() + ".help");
            } else {
                unused.removeIf(key -> key.startsWith(named.key()));
            }
        }
        assertThat(unused).isEmpty();
    }

    /// Problems are named by a word; each has a title and what to do.
    @Test
    void explainsEveryKindOfProblem() {
        Pattern written = Pattern.compile("(?:problems\\.|[^.\\w])write\\([^;]*?[0-9a-z.()]+,\\s*\"([a-z-]+)\",");
        Set<String> kinds = new TreeSet<>();
        for (Path file : sources()) {
            Matcher matcher = written.matcher(text(file));
            while (matcher.find()) {
                kinds.add(matcher.group(1));
            }
        }
        assertThat(kinds).contains("not-found", "forged", "fault");
        assertThat(kinds)
                .allSatisfy(kind -> assertThat(english)
                        .containsKeys("console.problem." + kind, "console.problem." + kind + ".help"));
    }

    @Test
    void readsWellAtOneAndAtMany() {
        Words words = WordBooks.load().in(Language.ENGLISH, ZoneOffset.UTC);
        Words viet = WordBooks.load().in(Language.VIETNAMESE, ZoneOffset.UTC);
        Instant now = Instant.parse("2026-01-02T03:04:05Z");
        assertThat(words.ago(now, now)).isEqualTo("just now");
        assertThat(words.ago(now.minusSeconds(1), now)).isEqualTo("1 second ago");
        assertThat(words.ago(now.minusSeconds(59), now)).isEqualTo("59 seconds ago");
        assertThat(words.ago(now.minusSeconds(60), now)).isEqualTo("1 minute ago");
        assertThat(words.ago(now.minusSeconds(86_400), now)).isEqualTo("1 day ago");
        assertThat(words.ago(now.plusSeconds(7_200), now)).isEqualTo("in 2 hours");
        assertThat(viet.ago(now.minusSeconds(59), now)).isEqualTo("59 giây trước");
        assertThat(viet.ago(now.minusSeconds(3_600), now)).isEqualTo("1 giờ trước");
    }

    private Set<String> groups() {
        Set<String> groups = new TreeSet<>();
        english.keySet().forEach(key -> groups.add(key.substring(0, key.indexOf('.'))));
        return groups;
    }

    private static Set<Integer> arguments(String key, String text) {
        Set<Integer> used = new TreeSet<>();
        try {
            MessageFormat format = new MessageFormat(text);
            Format[] formats = format.getFormatsByArgumentIndex();
            Matcher plain = Pattern.compile("\\{(\\d)").matcher(text);
            while (plain.find()) {
                used.add(Integer.valueOf(plain.group(1)));
            }
            for (Format inner : formats) {
                if (inner instanceof ChoiceFormat choice) {
                    assertThat(choice.getFormats()).as(key).isNotEmpty();
                }
            }
        } catch (IllegalArgumentException e) {
            throw new AssertionError(key + " is no pattern: " + text, e);
        }
        return used;
    }

    /// @param whole false when the source puts the key's end together at run time
    private record Named(String key, boolean whole, Path file) {}

    private static List<Named> named() {
        List<Named> named = new ArrayList<>();
        for (Path file : sources()) {
            Matcher matcher = LITERAL.matcher(text(file));
            while (matcher.find()) {
                boolean whole = matcher.group(2) == null && !matcher.group(1).endsWith(".");
                named.add(new Named(matcher.group(1), whole, file.getFileName()));
            }
        }
        return named;
    }

    private static List<Path> sources() {
        try (Stream<Path> java = Files.walk(Path.of("src/main/java"));
                Stream<Path> templates = Files.walk(Path.of("src/main/templates"))) {
            return Stream.concat(java, templates)
                    .filter(file -> file.toString().endsWith(".java") && !file.endsWith("package-info.java")
                            || file.toString().endsWith(".jte"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
