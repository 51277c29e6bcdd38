package dev.mangrove.server.database;

import dev.mangrove.server.postgres.Credentials;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;

/// The passwords of the login roles: drawn at random, and kept in a file of the owner's only, so that other
/// commands on this machine can work beside a running server.
public final class RolePasswords {

    private static final int PASSWORD_BYTES = 24;

    private final Map<DatabaseRole, String> passwords;

    private RolePasswords(Map<DatabaseRole, String> passwords) {
        this.passwords = new EnumMap<>(passwords);
    }

    public static RolePasswords draw() {
        return new RolePasswords(complete(new Properties()));
    }

    /// Reads the file, first making it or adding to it what a newer version needs.
    public static RolePasswords readOrDraw(Path file) {
        try {
            Properties stored = new Properties();
            if (Files.exists(file)) {
                try (Reader reader = Files.newBufferedReader(file)) {
                    stored.load(reader);
                }
            }
            Map<DatabaseRole, String> complete = complete(stored);
            if (complete.size() > stored.size()) {
                write(file, complete);
            }
            return new RolePasswords(complete);
        } catch (IOException e) {
            throw new UncheckedIOException("The passwords of the database roles cannot be kept in " + file, e);
        }
    }

    public Credentials of(DatabaseRole role) {
        String password = passwords.get(role);
        if (password == null) {
            throw new IllegalArgumentException("Nobody logs in as " + role.sqlName());
        }
        return new Credentials(role.sqlName(), password);
    }

    @Override
    public String toString() {
        return "RolePasswords" + passwords.keySet();
    }

    private static Map<DatabaseRole, String> complete(Properties stored) {
        SecureRandom random = new SecureRandom();
        Map<DatabaseRole, String> complete = new EnumMap<>(DatabaseRole.class);
        for (DatabaseRole role : DatabaseRole.values()) {
            if (role.mayLogIn()) {
                byte[] drawn = new byte[PASSWORD_BYTES];
                random.nextBytes(drawn);
                complete.put(
                        role,
                        stored.getProperty(
                                role.sqlName(),
                                Base64.getUrlEncoder().withoutPadding().encodeToString(drawn)));
            }
        }
        return complete;
    }

    private static void write(Path file, Map<DatabaseRole, String> passwords) throws IOException {
        StringBuilder text =
                new StringBuilder("# Passwords of Mangrove's database roles. Keep this file to yourself.\n");
        passwords.forEach((role, password) ->
                text.append(role.sqlName()).append('=').append(password).append('\n'));
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        Files.deleteIfExists(partial);
        Files.createFile(partial, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(partial, text, StandardCharsets.UTF_8);
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
