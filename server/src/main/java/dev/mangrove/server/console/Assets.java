package dev.mangrove.server.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// Styles, scripts and fonts. Their address holds a digest of all of them, so that a browser may keep them for
/// ever and takes the
/// new ones with a new version.
public final class Assets {

    /// What the address of every asset begins with.
    static final String PREFIX = "/assets/";

    private static final List<String> VERSIONED =
            List.of("console.css", "console.js", "passkeys.js", "vendor/htmx-2.0.11.min.js");

    private static final String VERSION = version();

    private Assets() {}

    /// @param name below `static/`, such as `console.css`
    public static String path(String name) {
        return PREFIX + VERSION + "/" + name;
    }

    private static String version() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String name : VERSIONED) {
                try (InputStream stream = Assets.class.getResourceAsStream("/static/" + name)) {
                    if (stream == null) {
                        throw new IllegalStateException(name + " is missing from the program");
                    }
                    digest.update(stream.readAllBytes());
                }
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        } catch (IOException e) {
            throw new UncheckedIOException("an asset could not be read", e);
        }
    }
}
