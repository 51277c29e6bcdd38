package dev.mangrove.scan.walk;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Tells the parts of a mail that only their receiver can read.
final class MailLock {

    private static final byte[] PGP_MESSAGE = "-----BEGIN PGP MESSAGE-----".getBytes(StandardCharsets.US_ASCII);
    /// `id-envelopedData` and `id-authEnvelopedData` differ in their last bytes (RFC 5652, RFC 5083).
    private static final byte[] ENVELOPED = {0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 1, 7, 3};

    private static final byte[] AUTHENTICATED = {
        0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 1, 9, 16, 1, 23
    };
    private static final int HEAD_BYTES = 64;

    private MailLock() {}

    /// A sentence on what keeps a part closed, or empty where it is open.
    ///
    /// @param inEncrypted whether it lies in a `multipart/encrypted`
    static Optional<String> of(String type, boolean inEncrypted, PeekInput body) {
        if (inEncrypted) {
            return type.equals("application/pgp-encrypted")
                    ? Optional.empty()
                    : Optional.of("the part is encrypted by PGP");
        }
        if (body.startsWith(PGP_MESSAGE)) {
            return Optional.of("the part is encrypted by PGP");
        }
        boolean mime = type.equals("application/pkcs7-mime") || type.equals("application/x-pkcs7-mime");
        return mime && (has(body, ENVELOPED) || has(body, AUTHENTICATED))
                ? Optional.of("the part is encrypted by S/MIME")
                : Optional.empty();
    }

    private static boolean has(PeekInput body, byte[] identifier) {
        int there = body.peek(HEAD_BYTES);
        for (int i = 0; i + identifier.length <= there; i++) {
            int same = 0;
            while (same < identifier.length && body.ahead(i + same) == identifier[same]) {
                same++;
            }
            if (same == identifier.length) {
                return true;
            }
        }
        return false;
    }
}
