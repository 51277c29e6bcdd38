package dev.mangrove.formats.digestlines;

import dev.mangrove.hash.DigestKind;
import java.util.Locale;
import java.util.Optional;

/// One line of digests: `hash  name`, `hash *name`, `\hash  escaped name`, `MD5 (name) = hash`, or `hash` alone.
public sealed interface DigestLine {

    /// A digest with its file's name, empty where the line has none.
    record Named(DigestKind kind, String hex, String name) implements DigestLine {}

    /// Anything else.
    record Unusable(String reason) implements DigestLine {}

    /// Takes a line apart.
    static DigestLine parse(String line) {
        boolean escaped = line.startsWith("\\");
        String body = escaped ? line.substring(1) : line;
        Optional<DigestLine> tagged = tagged(body, escaped);
        return tagged.orElseGet(() -> plain(body, escaped));
    }

    private static Optional<DigestLine> tagged(String body, boolean escaped) {
        int open = body.indexOf(" (");
        int close = body.lastIndexOf(") = ");
        if (open <= 0 || close < open + 2) {
            return Optional.empty();
        }
        String algorithm = body.substring(0, open).toUpperCase(Locale.ROOT).replace("-", "");
        Optional<DigestKind> kind = switch (algorithm) {
            case "MD5" -> Optional.of(DigestKind.MD5);
            case "SHA1" -> Optional.of(DigestKind.SHA1);
            case "SHA256", "SHA2256" -> Optional.of(DigestKind.SHA256);
            default -> Optional.empty();
        };
        if (kind.isEmpty()) {
            return isWord(algorithm)
                    ? Optional.of(new Unusable("its algorithm is none of MD5, SHA-1 and SHA-256"))
                    : Optional.empty();
        }
        String hex = body.substring(close + 4).strip();
        if (!isHex(hex) || hex.length() != 2 * kind.get().bytes()) {
            return Optional.of(new Unusable("its " + kind.get().algorithm() + " is not "
                    + 2 * kind.get().bytes() + " hex digits"));
        }
        String name = body.substring(open + 2, close);
        return Optional.of(new Named(kind.get(), hex, escaped ? unescape(name) : name));
    }

    private static DigestLine plain(String body, boolean escaped) {
        String text = body.stripLeading();
        int end = 0;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        String hex = text.substring(0, end);
        if (!isHex(hex)) {
            return new Unusable("it is not a digest with a file name");
        }
        String name = text.substring(end);
        if (name.startsWith("  ") || name.startsWith(" *")) {
            name = name.substring(2);
        }
        name = name.strip();
        return switch (hex.length()) {
            case 32 -> new Named(DigestKind.MD5, hex, escaped ? unescape(name) : name);
            case 40 -> new Named(DigestKind.SHA1, hex, escaped ? unescape(name) : name);
            case 64 ->
                name.isEmpty()
                        ? new Unusable(
                                "64 hex digits alone may be SHA-256 or PDQ; put a line `sha256` or `pdq` above them")
                        : new Named(DigestKind.SHA256, hex, escaped ? unescape(name) : name);
            default ->
                new Unusable(
                        "a digest of " + hex.length() + " hex digits is none of MD5 (32), SHA-1 (40) and SHA-256 (64)");
        };
    }

    private static boolean isWord(String text) {
        return text.matches("[A-Z0-9/_]{2,20}");
    }

    private static boolean isHex(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.digit(text.charAt(i), 16) < 0 || text.charAt(i) > 'f') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static String unescape(String name) {
        StringBuilder plain = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c != '\\' || i + 1 == name.length()) {
                plain.append(c);
                continue;
            }
            i++;
            switch (name.charAt(i)) {
                case 'n' -> plain.append('\n');
                case 'r' -> plain.append('\r');
                case '\\' -> plain.append('\\');
                default -> plain.append(c).append(name.charAt(i));
            }
        }
        return plain.toString();
    }
}
