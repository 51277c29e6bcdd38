package dev.mangrove.scan.examine;

import dev.mangrove.scan.item.MediaType;

/// Tells what a file is from its first bytes.
public final class TypeSniffer {

    /// How many first bytes are enough; fewer are fine for a short file.
    public static final int HEAD_BYTES = 4096;

    private TypeSniffer() {}

    /// The type of content that begins with `head`.
    public static MediaType sniff(byte[] head, int length) {
        throw new UnsupportedOperationException();
    }
}
