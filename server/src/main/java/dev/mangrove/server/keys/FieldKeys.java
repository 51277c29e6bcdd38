package dev.mangrove.server.keys;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/// Seals and opens fields. Safe for all threads.
public final class FieldKeys {

    private static final Set<PosixFilePermission> FORBIDDEN = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private final Aead aead;

    private FieldKeys(KeysetHandle keys) {
        try {
            this.aead = keys.getPrimitive(RegistryConfiguration.get(), Aead.class);
        } catch (GeneralSecurityException e) {
            throw new KeyFileException("the key file holds no keys for sealing fields", e);
        }
    }

    /// Opens the key file; makes it, readable by its owner alone, when there is none.
    ///
    /// @throws KeyFileException when others may read it, or when it holds no keys
    public static FieldKeys readOrMake(Path file) {
        try {
            AeadConfig.register();
            if (!Files.exists(file)) {
                make(file);
            }
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
            if (permissions.stream().anyMatch(FORBIDDEN::contains)) {
                throw new KeyFileException("the key file " + file + " can be read by others ("
                        + PosixFilePermissions.toString(permissions) + "); allow only its owner: chmod 600 " + file);
            }
            return new FieldKeys(
                    TinkJsonProtoKeysetFormat.parseKeyset(Files.readString(file), InsecureSecretKeyAccess.get()));
        } catch (GeneralSecurityException e) {
            throw new KeyFileException(
                    "the key file " + file + " is damaged or no key file; put it back from where it is kept safe", e);
        } catch (IOException e) {
            throw new KeyFileException("the key file " + file + " could not be read: " + e.getMessage(), e);
        }
    }

    private static void make(Path file) throws GeneralSecurityException, IOException {
        KeysetHandle keys = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
        String text = TinkJsonProtoKeysetFormat.serializeKeyset(keys, InsecureSecretKeyAccess.get());
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        Path made = Files.createTempFile(
                folder,
                "keys",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(made, text);
        try {
            // A link, not a move: of two servers that start at once, one makes the file.
            Files.createLink(file, made);
        } catch (FileAlreadyExistsException e) {
            // The other one was quicker; its keys are the keys.
        } finally {
            Files.delete(made);
        }
    }

    /// @param place table and column, such as `identity.totp`
    /// @param row to which the value belongs
    public byte[] seal(byte[] plain, String place, UUID row) {
        try {
            return aead.encrypt(plain, context(place, row));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a field of " + place + " could not be sealed", e);
        }
    }

    /// @throws IllegalStateException when it was not sealed for this place and row by these keys
    public byte[] open(byte[] sealed, String place, UUID row) {
        try {
            return aead.decrypt(sealed, context(place, row));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "a field of " + place + " does not open: it was altered, moved, or sealed with another key file",
                    e);
        }
    }

    private static byte[] context(String place, UUID row) {
        return (place + "/" + row).getBytes(StandardCharsets.UTF_8);
    }
}
