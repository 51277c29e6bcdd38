package dev.mangrove.server.console;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/// Where the browser goes after an act: always a path of ours, asked for with GET.
public final class Redirects {

    private Redirects() {}

    public static ResponseEntity<Void> to(String path) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(path))
                .build();
    }

    public static ResponseEntity<Void> to(String path, Map<String, String> query) {
        StringBuilder address = new StringBuilder(path);
        char before = '?';
        for (Map.Entry<String, String> one : query.entrySet()) {
            address.append(before)
                    .append(one.getKey())
                    .append('=')
                    .append(URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8));
            before = '&';
        }
        return to(address.toString());
    }

    /// Back to where somebody came from; to the first page when that is no path of ours.
    public static ResponseEntity<Void> back(String path) {
        return to(isOurs(path) ? path : "/");
    }

    /// `//host` and `/\host` lead elsewhere in some browsers.
    public static boolean isOurs(String path) {
        return path.startsWith("/")
                && !path.startsWith("//")
                && path.length() <= 2_000
                && path.chars().allMatch(c -> c > ' ' && c < 0x7f && "\\{}|^`\"<>".indexOf(c) < 0);
    }
}
