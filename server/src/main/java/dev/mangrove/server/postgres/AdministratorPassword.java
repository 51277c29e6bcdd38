package dev.mangrove.server.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/// The password of the embedded server's superuser: drawn once, kept in a file of the owner's only.
final class AdministratorPassword {

    static final String NAME = "mangrove_administrator";
    private static final int PASSWORD_BYTES = 24;

    private AdministratorPassword() {}

    static Path file(Path data) {
        return data.resolve("secrets").resolve("administrator-password");
    }

    static Credentials readOrDraw(Path data) throws IOException {
        Path file = file(data);
        DataFolder.makePrivate(data.resolve("secrets"));
        if (!Files.exists(file)) {
            byte[] bytes = new byte[PASSWORD_BYTES];
            new SecureRandom().nextBytes(bytes);
            Folders.replace(file, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        }
        return read(data);
    }

    static Credentials read(Path data) throws IOException {
        return new Credentials(NAME, Files.readString(file(data)).strip());
    }
}
