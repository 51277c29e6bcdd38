package dev.mangrove.server.postgres;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// As whom PostgreSQL runs. It refuses to run as root, and rightly so.
///
/// An ordinary user runs it as himself. Root does what the owner of the data folder says: a folder of a service
/// account's is served by that account; a folder of root's own by root without its powers, in a user namespace; and
/// where namespaces are forbidden by the account `mangrove`, to which a new data folder is then given.
final class PostgresAccount {

    private static final String SERVICE_ACCOUNT = "mangrove";
    private static final int ROOT = 0;

    private final List<String> prefix;
    private final Optional<UserPrincipal> owner;

    private PostgresAccount(List<String> prefix, Optional<UserPrincipal> owner) {
        this.prefix = List.copyOf(prefix);
        this.owner = owner;
    }

    static PostgresAccount forFolder(Path data) {
        return forFolder(data, userNamespacesAllowed());
    }

    /// @param namespaces whether root may shed its powers in a user namespace; only a test says otherwise
    static PostgresAccount forFolder(Path data, boolean namespaces) {
        try {
            Path self = Path.of("/proc/self");
            if (!Files.exists(self) || uid(self) != ROOT) {
                return new PostgresAccount(List.of(), Optional.empty());
            }
            if (uid(data) != ROOT) {
                return dropTo(Files.getOwner(data));
            }
            if (namespaces) {
                return new PostgresAccount(List.of("unshare", "-U"), Optional.empty());
            }
            return dropTo(giveToServiceAccount(data));
        } catch (IOException e) {
            throw new PostgresException("The owner of " + data + " cannot be told: " + e.getMessage(), e);
        }
    }

    /// The command that runs another one under this account, with its arguments.
    List<String> command(List<String> command) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(command);
        return all;
    }

    /// Gives a file or folder, with all in it, to the account.
    void own(Path path) throws IOException {
        if (owner.isEmpty()) {
            return;
        }
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!attributes.isSymbolicLink()) {
                    Files.setOwner(file, owner.get());
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
                Files.setOwner(folder, owner.get());
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static PostgresAccount dropTo(UserPrincipal account) throws IOException {
        String name = account.getName();
        if (Program.isInstalled("setpriv")) {
            return new PostgresAccount(
                    List.of("setpriv", "--reuid=" + name, "--regid=" + primaryGroup(name), "--clear-groups", "--"),
                    Optional.of(account));
        }
        if (Program.isInstalled("runuser")) {
            return new PostgresAccount(List.of("runuser", "-u", name, "--"), Optional.of(account));
        }
        throw new PostgresException("PostgreSQL does not run as root, and neither setpriv nor runuser"
                + " (Debian package util-linux) is there to run it as " + name + ". Start Mangrove as that account.");
    }

    private static UserPrincipal giveToServiceAccount(Path data) throws IOException {
        UserPrincipal account;
        try {
            account = FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(SERVICE_ACCOUNT);
        } catch (UserPrincipalNotFoundException e) {
            throw new PostgresException(
                    "PostgreSQL does not run as root, this system forbids user namespaces, and there is no account '"
                            + SERVICE_ACCOUNT + "' to run it as. Make one (useradd --system " + SERVICE_ACCOUNT
                            + ") and start Mangrove again, or start it as an ordinary user.",
                    e);
        }
        if (Files.exists(data.resolve("database"))) {
            throw new PostgresException("PostgreSQL does not run as root, and this system forbids user namespaces."
                    + " Give the data folder to the service account and start again: chown -R " + SERVICE_ACCOUNT
                    + ": '" + data + "'");
        }
        Files.setOwner(data, account);
        return account;
    }

    private static String primaryGroup(String account) {
        Program id = Program.run(List.of("id", "-g", account), Duration.ofSeconds(10));
        if (id.exitCode() != 0) {
            throw new PostgresException("The group of the account " + account + " cannot be told: " + id.output());
        }
        return id.output();
    }

    private static boolean userNamespacesAllowed() {
        return Program.isInstalled("unshare")
                && Program.run(List.of("unshare", "-U", "true"), Duration.ofSeconds(10))
                                .exitCode()
                        == 0;
    }

    private static int uid(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }
}
