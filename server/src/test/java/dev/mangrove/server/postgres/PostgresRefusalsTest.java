package dev.mangrove.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What must not be started is refused with a sentence that helps.
class PostgresRefusalsTest {

    @TempDir
    Path temporary;

    @Test
    void refusesAFolderThatOthersCanRead() throws Exception {
        Path folder = Files.createDirectory(temporary.resolve("open"));
        Files.writeString(folder.resolve("something"), "x");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThatThrownBy(() -> DataFolder.open(folder))
                .hasMessageContaining("rwxr-xr-x")
                .hasMessageContaining("chmod 700 '" + folder + "'");
    }

    @Test
    void closesAnEmptyFolderToOthers() throws Exception {
        Path folder = Files.createDirectory(temporary.resolve("empty"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        DataFolder.open(folder).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
    }

    @Test
    void refusesADatabaseOfAnotherMajorVersionAndLeavesItAsItWas() throws Exception {
        Path folder = TestFolders.withPrograms(temporary.resolve("old"));
        Path database = Files.createDirectory(folder.resolve("database"));
        Files.writeString(database.resolve("PG_VERSION"), "15\n");
        try (DataFolder data = DataFolder.open(folder)) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(data))
                    .hasMessageContaining("was made by PostgreSQL 15")
                    .hasMessageContaining("Nothing was changed");
        }
        try (var files = Files.list(database)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void saysThatTheDiskIsFull() throws Exception {
        assumeTrue(TestFolders.isRoot(), "mounting a small disk takes root");
        Path disk = Files.createDirectory(temporary.resolve("disk"));
        Program mounted = Program.run(
                List.of("mount", "-t", "tmpfs", "-o", "size=8m", "none", disk.toString()), Duration.ofSeconds(5));
        assumeTrue(mounted.exitCode() == 0, "a small disk cannot be mounted here");
        try {
            Path folder = TestFolders.withPrograms(disk.resolve("data"));
            try (DataFolder data = DataFolder.open(folder)) {
                assertThatThrownBy(() -> EmbeddedPostgres.start(data))
                        .hasMessageContaining("MB left; 300 MB are needed");
                PostgresAccount account = PostgresAccount.forFolder(folder);
                AdministratorPassword.readOrDraw(folder);
                assertThatThrownBy(() -> Cluster.makeIfMissing(data, TestFolders.programs(), account))
                        .hasMessageContaining("is full: free some space and start again");
            }
        } finally {
            Program.run(List.of("umount", "-l", disk.toString()), Duration.ofSeconds(5));
        }
    }

    @Test
    void runsAsTheOwnerOfTheFolderWhenRootStartsIt() throws Exception {
        assumeTrue(TestFolders.isRoot(), "only root can be another one");
        UserPrincipal nobody =
                FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
        Path root = Files.createTempDirectory(Path.of("/tmp"), "mangrove-account");
        try {
            Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
            Path folder = root.resolve("data");
            DataFolder.open(folder).close();
            Path programs = TestFolders.programs().folder(); // copied, as it cannot enter another's folders
            Program.run(List.of("cp", "-a", programs.toString(), folder.toString()), Duration.ofSeconds(30));
            Files.setOwner(folder, nobody);
            try (DataFolder data = DataFolder.open(folder);
                    EmbeddedPostgres postgres = EmbeddedPostgres.start(data);
                    Connection connection = postgres.connectAsAdministrator("postgres")) {
                assertThat(connection.isValid(5)).isTrue();
                Path process = Path.of("/proc", Long.toString(postgres.processId()));
                assertThat(Files.getOwner(process)).isEqualTo(nobody);
                assertThat(Files.readString(process.resolve("status"))).containsPattern("CapEff:\\s+0+\\n");
            }
        } finally {
            Folders.delete(root);
        }
    }

    @Test
    void asksForAServiceAccountWhereRootMayNotMakeNamespaces() throws Exception {
        assumeTrue(TestFolders.isRoot(), "only root needs an account");
        assumeTrue(!hasServiceAccount(), "this machine has the service account");
        assertThatThrownBy(() -> PostgresAccount.forFolder(temporary, false))
                .hasMessageContaining("useradd --system mangrove");
    }

    @Test
    void shedsThePowersOfRoot() throws Exception {
        assumeTrue(TestFolders.isRoot(), "only root has them");
        List<String> command = PostgresAccount.forFolder(temporary).command(List.of("cat", "/proc/self/status"));
        assertThat(Program.run(command, Duration.ofSeconds(5)).output()).containsPattern("CapEff:\\s+0+\\n");
    }

    private static boolean hasServiceAccount() throws Exception {
        try {
            FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName("mangrove");
            return true;
        } catch (UserPrincipalNotFoundException e) {
            return false;
        }
    }
}
