package dev.mangrove.server.start;

import dev.mangrove.server.audit.AuditCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The verbs of `mangrove` that belong to the server.
@Command(
        name = "mangrove",
        subcommands = {ServeCommand.class, BackupCommand.class, RestoreCommand.class},
        mixinStandardHelpOptions = true)
public final class ServerProgram {

    private ServerProgram() {}

    public static void main(String[] arguments) {
        CommandLine program = new CommandLine(new ServerProgram());
        program.addSubcommand("audit", AuditCommand.commandLine(RunningLog::open, DataOption.DEFAULT));
        program.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        program.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        program.setExecutionExceptionHandler((failure, command, result) -> {
            command.getErr().println("mangrove: " + failure.getMessage());
            return 3;
        });
        System.exit(program.execute(arguments));
    }
}
