package dev.mangrove.server.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Changes language and theme, with and without JavaScript, and leads back to where one was.
@Controller
class PreferenceController {

    @PostMapping("/preferences/language")
    ResponseEntity<Void> language(
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestParam("language") String code,
            @RequestParam("back") String back) {
        Language.ofCode(code)
                .ifPresent(language ->
                        Preferences.keep(response, Preferences.LANGUAGE_COOKIE, language.code(), request.isSecure()));
        return Redirects.back(back);
    }

    @PostMapping("/preferences/theme")
    ResponseEntity<Void> theme(
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestParam("theme") String theme,
            @RequestParam("back") String back) {
        if (Preferences.THEMES.contains(theme)) {
            Preferences.keep(response, Preferences.THEME_COOKIE, theme, request.isSecure());
        }
        return Redirects.back(back);
    }
}
