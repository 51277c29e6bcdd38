package dev.mangrove.scan.item;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/// A file's or an archive member's name or path as the medium stores it: bytes, whatever their
/// encoding. Two names that print alike stay two names. Immutable; ordered by unsigned bytes.
public final class RawName implements Comparable<RawName> {

    private final byte[] bytes;

    private RawName(byte[] bytes) {
        this.bytes = bytes;
    }

    public static RawName of(byte[] bytes) {
        return new RawName(bytes.clone());
    }

    public static RawName ofText(String text) {
        return new RawName(text.getBytes(StandardCharsets.UTF_8));
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public int length() {
        return bytes.length;
    }

    /// This path with one more part behind a slash; an empty path gives the part alone.
    public RawName resolve(RawName part) {
        if (bytes.length == 0) {
            return part;
        }
        byte[] joined = Arrays.copyOf(bytes, bytes.length + 1 + part.bytes.length);
        joined[bytes.length] = '/';
        System.arraycopy(part.bytes, 0, joined, bytes.length + 1, part.bytes.length);
        return new RawName(joined);
    }

    /// Whether the bytes are well-formed UTF-8 without control characters, so that [#display] tells them exactly.
    public boolean isPlainText() {
        String text = decode();
        return text != null && text.codePoints().noneMatch(RawName::mustBeEscaped);
    }

    /// For people: UTF-8 where the bytes are that, with control and bidirectional characters escaped;
    /// otherwise ASCII with every other byte as `\xE9`.
    public String display() {
        String text = decode();
        StringBuilder shown = new StringBuilder();
        if (text != null) {
            text.codePoints().forEach(point -> {
                if (mustBeEscaped(point)) {
                    shown.append(String.format("\\u%04X", point));
                } else {
                    shown.appendCodePoint(point);
                }
            });
            return shown.toString();
        }
        for (byte b : bytes) {
            if (b >= 0x20 && b < 0x7f) {
                shown.append((char) b);
            } else {
                shown.append("\\x").append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return shown.toString();
    }

    private @org.jspecify.annotations.Nullable String decode() {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static boolean mustBeEscaped(int point) {
        int type = Character.getType(point);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    @Override
    public int compareTo(RawName other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RawName that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return display();
    }
}
