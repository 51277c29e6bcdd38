package dev.mangrove.server.identity;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/// The session's cookie: for this host alone, out of reach of scripts, sent with no request that another site
/// began.
final class Cookies {

    private final String name;
    private final boolean secure;

    /// @param publicUrl as people type it
    Cookies(URI publicUrl) {
        this.secure = "https".equals(publicUrl.getScheme());
        this.name = (secure ? "__Host-" : "") + "mangrove-session";
    }

    void give(HttpServletResponse response, SecretToken token) {
        response.addHeader(HttpHeaders.SET_COOKIE, cookie(token.text(), Session.LENGTH_MAX.toSeconds()));
    }

    void take(HttpServletResponse response) {
        response.addHeader(HttpHeaders.SET_COOKIE, cookie("", 0));
    }

    Optional<SecretToken> token(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return Optional.empty();
        }
        for (Cookie cookie : cookies) {
            if (cookie.getName().equals(name)) {
                return SecretToken.sent(cookie.getValue());
            }
        }
        return Optional.empty();
    }

    private String cookie(String value, long seconds) {
        return ResponseCookie.from(name, value)
                .path("/")
                .httpOnly(true)
                .secure(secure)
                .sameSite("Strict")
                .maxAge(seconds)
                .build()
                .toString();
    }
}
