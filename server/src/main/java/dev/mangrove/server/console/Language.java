package dev.mangrove.server.console;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A language that every page speaks.
public enum Language {
    ENGLISH("en", "English"),
    VIETNAMESE("vi", "Tiếng Việt");

    private final String code;
    private final String ownName;

    Language(String code, String ownName) {
        this.code = code;
        this.ownName = ownName;
    }

    /// As in `lang="vi"`.
    public String code() {
        return code;
    }

    /// What its speakers call it.
    public String ownName() {
        return ownName;
    }

    public Locale locale() {
        return Locale.of(code);
    }

    public static Optional<Language> ofCode(String code) {
        for (Language language : values()) {
            if (language.code.equals(code)) {
                return Optional.of(language);
            }
        }
        return Optional.empty();
    }

    /// The first language of an `Accept-Language` header that we speak; English when there is none.
    static Language accepted(String header) {
        if (header.isBlank() || header.length() > 500) {
            return ENGLISH;
        }
        try {
            Locale best =
                    Locale.lookup(Locale.LanguageRange.parse(header), List.of(ENGLISH.locale(), VIETNAMESE.locale()));
            return best == null ? ENGLISH : ofCode(best.getLanguage()).orElse(ENGLISH);
        } catch (IllegalArgumentException e) {
            return ENGLISH;
        }
    }
}
