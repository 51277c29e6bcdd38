package dev.mangrove.scan.capture;

import dev.mangrove.scan.item.RawName;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;

/// Carries raw names into `java.nio` and back without losing a byte.
///
/// A `Path` on Unix is bytes inside, but its text is decoded with the locale, and what does not decode
/// is lost. Its URI escapes the bytes themselves, so the way through the URI is exact in any locale.
/// Where names are text (Windows), they are text here, as UTF-8.
public final class RawPaths {

    private static final boolean NAMES_ARE_BYTES = File.separatorChar == '/';

    private RawPaths() {}

    /// The absolute path's bytes.
    public static RawName rawName(Path path) {
        Path absolute = path.toAbsolutePath();
        if (!NAMES_ARE_BYTES) {
            return RawName.ofText(absolute.toString().replace(File.separatorChar, '/'));
        }
        String escaped = absolute.toUri().getRawPath();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(escaped.length());
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            if (c == '%') {
                bytes.write(HexFormat.fromHexDigits(escaped, i + 1, i + 3));
                i += 2;
            } else {
                bytes.write(c);
            }
        }
        byte[] raw = bytes.toByteArray();
        // The URI of a folder ends with a slash, its path does not.
        boolean slash = raw.length > 1 && raw[raw.length - 1] == '/';
        return RawName.of(slash ? java.util.Arrays.copyOf(raw, raw.length - 1) : raw);
    }

    /// The path that an absolute raw name names.
    ///
    /// @throws IllegalArgumentException where it is not absolute or holds a zero byte
    public static Path path(RawName name) {
        byte[] bytes = name.bytes();
        if (!NAMES_ARE_BYTES) {
            return Path.of(new String(bytes, StandardCharsets.UTF_8));
        }
        if (bytes.length == 0 || bytes[0] != '/') {
            throw new IllegalArgumentException("not an absolute path: " + name.display());
        }
        StringBuilder uri = new StringBuilder("file://");
        for (byte b : bytes) {
            if (isPlain(b)) {
                uri.append((char) b);
            } else {
                uri.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return Path.of(URI.create(uri.toString()));
    }

    private static boolean isPlain(byte b) {
        return (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z')
                || (b >= '0' && b <= '9')
                || b == '/'
                || b == '.'
                || b == '-'
                || b == '_';
    }

    /// The path of another file in the same folder.
    static RawName beside(RawName file, RawName name) throws IOException {
        byte[] path = file.bytes();
        for (byte b : name.bytes()) {
            if (b == '/') {
                throw new IOException("a file beside " + file.display() + " has a name of one part");
            }
        }
        int slash = path.length - 1;
        while (slash >= 0 && path[slash] != '/') {
            slash--;
        }
        return RawName.of(Arrays.copyOf(path, Math.max(slash, 0))).resolve(name);
    }
}
