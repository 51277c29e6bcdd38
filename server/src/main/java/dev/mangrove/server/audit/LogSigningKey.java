package dev.mangrove.server.audit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/// The key with which the server signs its checkpoints. It lies in a file of the data folder that only the
/// server's account can read, never in the database: who may write the database cannot sign.
///
/// The file has two lines: the private key as other programs for signed notes write it, and the public one.
final class LogSigningKey {

    private static final byte[] PKCS8_PREFIX = HexFormat.of().parseHex("302e020100300506032b657004220420");
    private static final String LABEL = "PRIVATE+KEY+";

    /// Of the base64 of a type byte and 32 bytes. It may hold a '+', so that it is found by its length.
    private static final int TYPED_CHARACTERS = 44;

    private final byte[] seed;
    private final PrivateKey privateKey;
    private final LogPublicKey publicKey;

    private LogSigningKey(byte[] seed, LogPublicKey publicKey) {
        this.seed = seed.clone();
        this.publicKey = publicKey;
        byte[] encoded = Arrays.copyOf(PKCS8_PREFIX, PKCS8_PREFIX.length + seed.length);
        System.arraycopy(seed, 0, encoded, PKCS8_PREFIX.length, seed.length);
        try {
            this.privateKey = KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the private key of " + publicKey.name() + " is none of Ed25519", e);
        }
    }

    /// A fresh key for a log of this name.
    static LogSigningKey generate(String name) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            byte[] x509 = pair.getPublic().getEncoded();
            byte[] pkcs8 = pair.getPrivate().getEncoded();
            return new LogSigningKey(
                    Arrays.copyOfRange(pkcs8, PKCS8_PREFIX.length, PKCS8_PREFIX.length + 32),
                    new LogPublicKey(name, Arrays.copyOfRange(x509, x509.length - 32, x509.length)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this Java makes no Ed25519 keys, which every Java does", impossible);
        }
    }

    /// The key in this file; a fresh one is made, and flushed to the disk, when there is none yet.
    static LogSigningKey openOrCreate(Path file, String name) throws IOException {
        if (Files.exists(file)) {
            return read(file);
        }
        LogSigningKey key = generate(name);
        try (FileChannel channel = FileChannel.open(
                file,
                java.util.Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            java.nio.ByteBuffer text = StandardCharsets.UTF_8.encode(key.text());
            while (text.hasRemaining()) {
                channel.write(text);
            }
            channel.force(true);
        } catch (FileAlreadyExistsException another) {
            return read(file);
        }
        return key;
    }

    private static LogSigningKey read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        if (lines.size() < 2
                || !lines.getFirst().startsWith(LABEL)
                || lines.getFirst().length() < LABEL.length() + TYPED_CHARACTERS) {
            throw new IOException(file + " is no signing key of an audit log: it should have two lines, the private"
                    + " key and the public one; restore it from the backup");
        }
        LogPublicKey publicKey = LogPublicKey.parse(lines.get(1));
        String privateLine = lines.getFirst();
        byte[] typed = Base64.getDecoder().decode(privateLine.substring(privateLine.length() - TYPED_CHARACTERS));
        if (typed.length != 33 || typed[0] != LogPublicKey.ED25519) {
            throw new IOException(file + " holds a private key that is none of Ed25519");
        }
        LogSigningKey key = new LogSigningKey(Arrays.copyOfRange(typed, 1, 33), publicKey);
        byte[] probe = "probe".getBytes(StandardCharsets.UTF_8);
        if (!publicKey.signed(probe, key.sign(probe))) {
            throw new IOException(file + " holds a private and a public key that do not belong together; restore it"
                    + " from the backup");
        }
        return key;
    }

    private String text() {
        byte[] typed = new byte[33];
        typed[0] = LogPublicKey.ED25519;
        System.arraycopy(seed, 0, typed, 1, 32);
        return LABEL + publicKey.name() + "+" + HexFormat.of().toHexDigits(publicKey.id()) + "+"
                + Base64.getEncoder().encodeToString(typed) + "\n" + publicKey + "\n";
    }

    byte[] sign(byte[] text) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(privateKey);
            signature.update(text);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the checkpoint of " + publicKey.name() + " could not be signed", e);
        }
    }

    LogPublicKey publicKey() {
        return publicKey;
    }
}
