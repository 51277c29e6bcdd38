package dev.mangrove.server.console;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/// All texts of the program, read once from `i18n/`. Safe for all threads.
public final class WordBooks {

    private final Map<Language, Words> books = new EnumMap<>(Language.class);

    private WordBooks() {}

    /// @throws IllegalStateException when two files give the same key
    public static WordBooks load() {
        WordBooks all = new WordBooks();
        for (Language language : Language.values()) {
            all.books.put(language, new Words(language, ZoneOffset.UTC, Map.copyOf(texts(language))));
        }
        return all;
    }

    public Words in(Language language, ZoneId zone) {
        Words words = books.get(language);
        if (words == null) {
            throw new IllegalArgumentException("there are no texts in " + language);
        }
        return words.in(zone);
    }

    /// Key and text of every message of a language.
    static Map<String, String> texts(Language language) {
        Map<String, String> texts = new HashMap<>();
        try {
            Resource[] files = new PathMatchingResourcePatternResolver()
                    .getResources("classpath*:i18n/*_" + language.code() + ".properties");
            for (Resource file : files) {
                Properties properties = new Properties();
                try (Reader reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
                    properties.load(reader);
                }
                properties.forEach((key, text) -> {
                    if (texts.put(key.toString(), text.toString()) != null) {
                        throw new IllegalStateException("the text " + key + " stands in two files, one is " + file);
                    }
                });
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the texts in i18n/ could not be read", e);
        }
        return texts;
    }
}
