package dev.mangrove.server.console;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/// Language and theme, kept in cookies of the browser: they hold nothing about a person.
final class Preferences {

    static final String LANGUAGE_COOKIE = "mangrove-language";
    static final String THEME_COOKIE = "mangrove-theme";
    static final Set<String> THEMES = Set.of("auto", "light", "dark");
    private static final Duration KEPT = Duration.ofDays(400);

    private Preferences() {}

    static Language language(HttpServletRequest request) {
        return cookie(request, LANGUAGE_COOKIE).flatMap(Language::ofCode).orElseGet(() -> {
            String accepted = request.getHeader(HttpHeaders.ACCEPT_LANGUAGE);
            return accepted == null ? Language.ENGLISH : Language.accepted(accepted);
        });
    }

    static String theme(HttpServletRequest request) {
        return cookie(request, THEME_COOKIE).filter(THEMES::contains).orElse("auto");
    }

    static void keep(HttpServletResponse response, String name, String value, boolean secure) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(name, value)
                        .path("/")
                        .httpOnly(true)
                        .secure(secure)
                        .sameSite("Lax")
                        .maxAge(KEPT)
                        .build()
                        .toString());
    }

    static Optional<String> cookie(HttpServletRequest request, String name) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return Optional.empty();
        }
        for (Cookie cookie : cookies) {
            if (cookie.getName().equals(name)) {
                return Optional.of(cookie.getValue());
            }
        }
        return Optional.empty();
    }
}
