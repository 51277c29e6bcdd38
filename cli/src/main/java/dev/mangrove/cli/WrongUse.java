package dev.mangrove.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Answers a wrong command line with what is wrong and where help stands, not with a page of options.
final class WrongUse implements IParameterExceptionHandler {

    private final CommandLine root;

    WrongUse(CommandLine root) {
        this.root = root;
    }

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = root.getErr();
        err.println("mangrove: " + failure.getMessage());
        UnmatchedArgumentException.printSuggestions(failure, err);
        err.println("Usage: " + command.getHelp().synopsis(0).strip());
        err.println("Help:  " + command.getCommandSpec().qualifiedName() + " --help");
        err.flush();
        return ExitStatus.WRONG_USE;
    }
}
