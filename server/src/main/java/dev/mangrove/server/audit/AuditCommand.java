package dev.mangrove.server.audit;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The verb `audit` of the program: `audit export` writes the log to a folder, `audit verify` checks such a
/// folder.
///
/// Exit status: 0 sound or written, 1 tampered with, 2 used wrongly or not readable.
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "Exports the audit log, and checks an exported one.",
        synopsisSubcommandLabel = "COMMAND")
public final class AuditCommand implements Runnable {

    static final int SOUND = 0;
    static final int TAMPERED = 1;
    static final int WRONG_USE = 2;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /// Opens the log of the server that the program was told of.
    @FunctionalInterface
    public interface Opener {

        /// The log; the command closes it.
        ///
        /// @param data the server's data folder
        AuditLog open(Path data) throws IOException;
    }

    private AuditCommand() {}

    /// The command with its two verbs.
    ///
    /// @param opener used by `audit export` alone
    /// @param usual the data folder when none is named
    public static CommandLine commandLine(Opener opener, Path usual) {
        return new CommandLine(new AuditCommand()).addSubcommand(new Verify()).addSubcommand(new Export(opener, usual));
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "say what to do with the audit log: export or verify");
    }

    /// Checks an exported log.
    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = {
                "Checks an exported audit log: that no entry was altered, removed, inserted or moved.",
                "Give a checkpoint that was kept elsewhere, or a log that was rewritten or cut as a whole with the"
                        + " server's own key cannot be told."
            },
            exitCodeListHeading = "Exit status:%n",
            exitCodeList = {"0:the log is sound", "1:it was tampered with", "2:wrong use, or not readable"})
    static final class Verify implements Callable<Integer> {

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Parameters(index = "0", paramLabel = "FOLDER", description = "what 'audit export' wrote")
        private Path folder = Path.of("");

        @Option(
                names = "--key",
                required = true,
                paramLabel = "VKEY",
                description = "the log's public key: its line, or a file that holds it")
        private String key = "";

        @Option(
                names = "--earlier",
                paramLabel = "FILE",
                description = "a checkpoint of this log that was kept elsewhere; may be given more than once")
        private List<Path> earlier = new ArrayList<>();

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            try {
                List<String> notes = new ArrayList<>();
                for (Path file : earlier) {
                    notes.add(Files.readString(file));
                }
                VerifyReport report = AuditVerify.folder(folder, LogPublicKey.parse(keyText()), notes);
                VerifyText.print(report, out);
                return report.isSound() ? SOUND : TAMPERED;
            } catch (IOException | IllegalArgumentException e) {
                return wrong(spec, e);
            }
        }

        private String keyText() throws IOException {
            return key.contains("+") ? key : Files.readString(Path.of(key));
        }
    }

    /// Writes the log to a folder.
    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description = "Writes the audit log to an empty folder, in the layout of tlog-tiles.")
    static final class Export implements Callable<Integer> {

        private final Opener opener;

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Parameters(index = "0", paramLabel = "FOLDER", description = "an empty folder, or one that is not there yet")
        private Path folder = Path.of("");

        @Option(
                names = "--with-persons",
                description = "also who acted and what was written, not only commitments to it: for the agency itself")
        private boolean withPersons;

        @Option(
                names = "--data",
                paramLabel = "DIR",
                description = "The server's data folder. Default: ${DEFAULT-VALUE}")
        private Path data;

        Export(Opener opener, Path usual) {
            this.data = usual;
            this.opener = opener;
        }

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            try (AuditLog log = opener.open(data.toAbsolutePath())) {
                long entries = log.export(folder, withPersons);
                out.println(entries + " entries written to " + folder);
                out.println("check them with: mangrove audit verify " + folder + " --key '" + log.publicKey() + "'");
                return SOUND;
            } catch (IOException | IllegalArgumentException e) {
                return wrong(spec, e);
            }
        }
    }

    private static int wrong(CommandSpec spec, Exception e) {
        PrintWriter err = spec.commandLine().getErr();
        String what = e instanceof java.nio.file.NoSuchFileException ? "there is no file " : "";
        err.println("audit: " + what + Optional.ofNullable(e.getMessage()).orElse(e.toString()));
        return WRONG_USE;
    }
}
