package dev.mangrove.hash;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/// One digest value. Immutable; equal by kind and bytes.
public final class Digest {

    private final DigestKind kind;
    private final byte[] bytes;

    private Digest(DigestKind kind, byte[] bytes) {
        if (bytes.length != kind.bytes()) {
            throw new IllegalArgumentException(
                    "a " + kind.algorithm() + " digest has " + kind.bytes() + " bytes, not " + bytes.length);
        }
        this.kind = kind;
        this.bytes = bytes;
    }

    /// Copies `bytes`.
    ///
    /// @throws IllegalArgumentException where the length does not fit the kind
    public static Digest of(DigestKind kind, byte[] bytes) {
        return new Digest(kind, bytes.clone());
    }

    /// Reads hex digits of either case.
    ///
    /// @throws IllegalArgumentException where the text is not hex or its length does not fit the kind
    public static Digest fromHex(DigestKind kind, String hex) {
        if (hex.length() != 2 * kind.bytes()) {
            throw new IllegalArgumentException("a " + kind.algorithm() + " digest has " + 2 * kind.bytes()
                    + " hex digits, this text has " + hex.length() + " characters");
        }
        return new Digest(kind, HexFormat.of().parseHex(hex));
    }

    public DigestKind kind() {
        return kind;
    }

    /// A copy of the bytes.
    public byte[] bytes() {
        return bytes.clone();
    }

    /// Puts the bytes where `to` stands.
    public void put(ByteBuffer to) {
        to.put(bytes);
    }

    /// Lower-case hex.
    public String toHex() {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Digest that && kind == that.kind && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        // Digests are evenly spread: their first bytes tell them apart as well as all of them.
        return bytes[0] << 24 | (bytes[1] & 0xff) << 16 | (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
    }

    @Override
    public String toString() {
        return toHex();
    }
}
