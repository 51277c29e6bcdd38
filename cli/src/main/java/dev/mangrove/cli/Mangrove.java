package dev.mangrove.cli;

import java.io.PrintStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Spec;

/// The `mangrove` command.
@Command(
        name = "mangrove",
        description = "Finds known pictures in captures, completely and without showing one.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            DemoCommand.class,
            ScanCommand.class,
            RematchCommand.class,
            HashCommand.class,
            MatchCommand.class,
            ListCommand.class,
            ReportCommand.class,
            StatusCommand.class,
            ExportCommand.class,
            HelpCommand.class
        },
        footerHeading = "%nOf the unit's server%n",
        footer = {
            "  serve    starts the server and its web console",
            "  backup   copies its data; restore makes a data folder from the copy",
            "  audit    exports the audit log, and verifies an exported one",
            "",
            "Exit status",
            "  0    done; an item that could not be examined is a finding, not a failure",
            "  2    wrong use",
            "  3    could not finish; the message says why and what to do",
            "  130  interrupted; the same command goes on"
        })
public final class Mangrove implements Runnable {

    @Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    private Mangrove() {}

    /// Runs one command and ends the process with its exit status.
    public static void main(String[] arguments) {
        System.exit(run(arguments, System.out, System.err));
    }

    /// Runs one command.
    ///
    /// @return the exit status, see [ExitStatus]
    static int run(String[] arguments, PrintStream out, PrintStream err) {
        CommandLine.IFactory factory = new CommandFactory(new Streams(out, err, RawArguments.of(arguments)));
        CommandLine command = new CommandLine(new Mangrove(), factory);
        command.setExpandAtFiles(false);
        command.setCaseInsensitiveEnumValuesAllowed(true);
        command.setOut(Streams.writer(out));
        command.setErr(Streams.writer(err));
        command.setParameterExceptionHandler(new WrongUse(command));
        command.setExecutionExceptionHandler((failure, failed, result) -> Failures.report(failure, err));
        int status = command.execute(arguments);
        out.flush();
        if (out.checkError() && status == ExitStatus.DONE) {
            err.println("mangrove: standard output could not be written to its end (is the disk full, or the reader"
                    + " of the pipe gone?)");
            return ExitStatus.COULD_NOT_FINISH;
        }
        return status;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "a command is missing; mangrove --help lists them");
    }
}
