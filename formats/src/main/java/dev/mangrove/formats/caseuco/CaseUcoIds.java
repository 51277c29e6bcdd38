package dev.mangrove.formats.caseuco;

import dev.mangrove.hash.DigestKind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/// Node ids that follow from what the node is, so that the same findings give the same document: UUIDs of
/// version 5 (RFC 9562) over the node's kind and key.
final class CaseUcoIds {

    private static final UUID NAMESPACE = UUID.fromString("6f1de2ae-8d0f-5f5b-9c0e-1d0a6b5c3e77");

    private CaseUcoIds() {}

    static String id(String kind, String key) {
        return "kb:" + kind + "-" + uuid(kind + "\n" + key);
    }

    static UUID uuid(String name) {
        MessageDigest sha1;
        try {
            sha1 = MessageDigest.getInstance(DigestKind.SHA1.algorithm());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
        ByteBuffer namespace = ByteBuffer.allocate(16);
        namespace.putLong(NAMESPACE.getMostSignificantBits()).putLong(NAMESPACE.getLeastSignificantBits());
        sha1.update(namespace.array());
        ByteBuffer digest = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
        long high = digest.getLong() & ~0xF000L | 0x5000L;
        long low = digest.getLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
