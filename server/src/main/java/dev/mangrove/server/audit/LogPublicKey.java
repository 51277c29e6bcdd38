package dev.mangrove.server.audit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The key with which anyone checks a log's checkpoints: its name, and 32 bytes of Ed25519. Written as one line,
/// the `vkey` of signed notes: `name+5e2b9c01+AZ3...`.
public final class LogPublicKey {

    /// The byte that says Ed25519 in key ids and key texts.
    static final byte ED25519 = 1;

    private static final int KEY_BYTES = 32;
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final Pattern TEXT = Pattern.compile("([^\\s+]{1,200})\\+([0-9a-f]{8})\\+([A-Za-z0-9+/=]{44})");

    private final String name;
    private final byte[] key;
    private final int id;

    LogPublicKey(String name, byte[] key) {
        if (!name.matches("[^\\s+\\p{Cntrl}]{1,200}")) {
            throw new IllegalArgumentException(
                    "the name of a log's key has 1 to 200 characters, without blanks or '+': " + name);
        }
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("an Ed25519 public key has 32 bytes, not " + key.length);
        }
        this.name = name;
        this.key = key.clone();
        this.id = id(name, key);
    }

    /// Reads a key from its line.
    ///
    /// @throws IllegalArgumentException when the line is no such key, or its parts do not belong together
    public static LogPublicKey parse(String line) {
        Matcher parts = TEXT.matcher(line.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("the public key of a log is one line 'name+8 hex digits+base64'; this is"
                    + " not one: " + line.strip());
        }
        byte[] typed = Base64.getDecoder().decode(parts.group(3));
        if (typed.length != 1 + KEY_BYTES || typed[0] != ED25519) {
            throw new IllegalArgumentException("the public key of " + parts.group(1) + " is not of type Ed25519");
        }
        LogPublicKey key = new LogPublicKey(parts.group(1), Arrays.copyOfRange(typed, 1, typed.length));
        if (key.id != Integer.parseUnsignedInt(parts.group(2), 16)) {
            throw new IllegalArgumentException(
                    "the public key of " + key.name + " was copied with a mistake: its id should be " + key.hexId());
        }
        return key;
    }

    private static int id(String name, byte[] key) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.writeBytes(name.getBytes(StandardCharsets.UTF_8));
        text.write('\n');
        text.write(ED25519);
        text.writeBytes(key);
        return java.nio.ByteBuffer.wrap(TreeHash.sha256().digest(text.toByteArray()))
                .getInt();
    }

    /// The key's name, which is the log's origin.
    public String name() {
        return name;
    }

    /// The first four bytes of a hash over name and key, which signature lines carry.
    int id() {
        return id;
    }

    private String hexId() {
        return HexFormat.of().toHexDigits(id);
    }

    /// Whether this key made this signature of this text.
    boolean signed(byte[] text, byte[] signature) {
        try {
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(publicKey());
            check.update(text);
            return check.verify(signature);
        } catch (java.security.SignatureException malformed) {
            return false;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this Java cannot check Ed25519, which every Java can", impossible);
        }
    }

    private PublicKey publicKey() throws GeneralSecurityException {
        byte[] encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + KEY_BYTES);
        System.arraycopy(key, 0, encoded, X509_PREFIX.length, KEY_BYTES);
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    }

    /// The line that [#parse] reads.
    @Override
    public String toString() {
        byte[] typed = new byte[1 + KEY_BYTES];
        typed[0] = ED25519;
        System.arraycopy(key, 0, typed, 1, KEY_BYTES);
        return name + "+" + hexId() + "+" + Base64.getEncoder().encodeToString(typed);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LogPublicKey that && name.equals(that.name) && Arrays.equals(key, that.key);
    }

    @Override
    public int hashCode() {
        return id;
    }
}
