package dev.mangrove.server.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mangrove.server.keys.FieldKeys;
import dev.mangrove.server.keys.KeyFileException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/// `mangrove serve --check`: what would be unsafe or could not work is refused before anything starts.
class ServeCommandTest {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void tellsThatSoundOptionsAreSoundAndStartsNothing() {
        assertThat(check()).isZero();
        assertThat(out.toString())
                .contains(
                        "sound", "http://localhost:8080", folder.resolve("data").toString());
        assertThat(folder.resolve("data")).doesNotExist();
        assertThat(folder.resolve("keys.json")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "--port 0, --port is 0",
        "--port 65536, --port is 65536",
        "--port 65535, --health-port is 65536",
        "--port 8080 --health-port 8080, are both 8080",
        "--public-url https://192.0.2.1, passkeys need a name",
        "--public-url https://[::1], passkeys need a name",
        "--public-url http://127.0.0.1:8080, passkeys need a name",
        "--public-url http://unit.example, begins with http://",
        "--public-url https://unit.example/mangrove, has a path",
        "--public-url unit.example, write it as https://",
        "--public-url ftp://unit.example, write it as https://",
        "--public-url https://, --public-url",
        "--public-url https://unit.example?a=b, --public-url",
        "--public-url https://anna@unit.example, --public-url",
        "--listen 0.0.0.0, without TLS",
        "--listen :: --public-url https://unit.example, without TLS",
        "--listen no-such-host.invalid, is no address of this machine",
        "--tls-certificate CERTIFICATE, belong together",
        "--tls-key CERTIFICATE, belong together",
        "--tls-certificate missing.pem --tls-key CERTIFICATE --public-url https://unit.example, missing.pem does not exist",
        "--tls-certificate CERTIFICATE --tls-key CERTIFICATE --public-url http://localhost, must begin with https://",
        "--database-password-file CERTIFICATE, no use without --database-url",
        "--database-url postgresql://u@h/d, needs --database-password-file",
        "--database-url postgresql://u:secret@h/d --database-password-file CERTIFICATE, every process list",
        "--database-url jdbc:postgresql://h/d --database-password-file CERTIFICATE, must read postgresql://",
        "--database-url postgresql://u@h --database-password-file CERTIFICATE, must read postgresql://",
        "--database-url postgresql://u@h/d --database-password-file missing.txt, missing.txt does not exist"
    })
    void refusesWhatIsUnsafeOrCannotWork(String options, String told) throws IOException {
        Path certificate = Files.writeString(folder.resolve("certificate.pem"), "");
        assertThat(check(options.replace("CERTIFICATE", certificate.toString()).split(" ")))
                .isEqualTo(2);
        assertThat(err.toString()).startsWith("mangrove: ").contains(told).doesNotContain("secret", "\tat ");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void refusesAKeyFileInsideOfTheDataFolder() throws IOException {
        Path data = folder.resolve("data");
        assertThat(check("--key-file", data.resolve("deep/keys.json").toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("lies in the data folder");
        assertThat(check("--key-file", data.resolve("../data/keys.json").toString()))
                .isEqualTo(2);

        Files.createDirectory(data);
        Path link = Files.createSymbolicLink(folder.resolve("elsewhere"), data);
        assertThat(check("--key-file", link.resolve("keys.json").toString())).isEqualTo(2);
    }

    @Test
    void refusesAKeyFileThatOthersMayRead() throws IOException {
        Path file = folder.resolve("keys/keys.json");
        FieldKeys.readOrMake(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(check("--key-file", file.toString())).isZero();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> FieldKeys.readOrMake(file))
                .isInstanceOf(KeyFileException.class)
                .hasMessageContaining("chmod 600");
        assertThat(check("--key-file", file.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("chmod 600");
    }

    @Test
    void readsAFileOfOptionsAndLetsTheCommandLineWin() throws IOException {
        Path file = Files.writeString(
                folder.resolve("mangrove.conf"),
                "# ours\nport = 8443\nhealth-port=9000\npublic-url = https://unit.example\n");
        assertThat(check("--config", file.toString())).isZero();
        assertThat(out.toString()).contains("https://unit.example");
        assertThat(check("--config", file.toString(), "--public-url", "https://other.example"))
                .isZero();
        assertThat(out.toString()).contains("https://other.example");
        assertThat(check("--config", file.toString(), "--health-port", "8443")).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "prot = 8443, prot",
        "config = other.conf, config",
        "check = true, check",
        "port = many, 'port is ''many'''",
        "port = \\u12, could not be read"
    })
    void refusesAFileOfOptionsThatItDoesNotUnderstand(String line, String told) throws IOException {
        Path file = Files.writeString(folder.resolve("mangrove.conf"), line + "\n");
        assertThat(check("--config", file.toString())).isEqualTo(2);
        assertThat(err.toString()).contains(told);
    }

    @Test
    void refusesAFileOfOptionsThatIsNotThere() {
        assertThat(check("--config", folder.resolve("none.conf").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("could not be read");
    }

    private int check(String... options) {
        List<String> all = new ArrayList<>(
                List.of("--check", "--data", folder.resolve("data").toString()));
        all.addAll(List.of(options));
        if (!all.contains("--key-file")) {
            all.addAll(List.of("--key-file", folder.resolve("keys.json").toString()));
        }
        return new CommandLine(new ServeCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }
}
