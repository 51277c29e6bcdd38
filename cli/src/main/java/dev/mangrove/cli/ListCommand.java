package dev.mangrove.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Spec;

/// Makes and checks known lists.
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Makes and checks known lists.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ListBuildCommand.class, ListShowCommand.class, ListVerifyCommand.class})
final class ListCommand implements Runnable {

    @Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "say what to do with the list: build, show or verify");
    }
}
