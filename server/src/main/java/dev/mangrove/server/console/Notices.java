package dev.mangrove.server.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/// What an act brought about, told on the page that follows. Travels as the key of a text in a cookie, so that it
/// needs no store;
/// a key that is no notice is ignored.
public final class Notices {

    private static final String COOKIE = "mangrove-notice";

    private Notices() {}

    /// @param key of a text that begins with `notice.` in some domain, such as `matching.notice.uploaded`
    public static void leave(HttpServletResponse response, String key) {
        if (!key.contains(".notice.")) {
            throw new IllegalArgumentException(key + " is not the key of a notice");
        }
        response.addHeader(HttpHeaders.SET_COOKIE, cookie(key, 60));
    }

    static Optional<String> take(HttpServletRequest request, HttpServletResponse response, Words words) {
        Optional<String> key = Preferences.cookie(request, COOKIE);
        if (key.isPresent() && "GET".equals(request.getMethod())) {
            response.addHeader(HttpHeaders.SET_COOKIE, cookie("", 0));
        }
        return key.filter(name -> name.contains(".notice.") && words.has(name)).map(words::of);
    }

    private static String cookie(String value, long seconds) {
        return ResponseCookie.from(COOKIE, value)
                .path("/")
                .httpOnly(true)
                .sameSite("Lax")
                .maxAge(seconds)
                .build()
                .toString();
    }
}
