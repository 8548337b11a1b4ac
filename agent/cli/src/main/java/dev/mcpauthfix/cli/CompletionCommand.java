package dev.mcpauthfix.cli;

import java.io.PrintWriter;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints a completion script. Picocli's own command would name shell functions after {@code java -jar ...}, blanks included. */
@Command(
        name = "generate-completion",
        mixinStandardHelpOptions = true,
        description = {
            "Prints a completion script for bash and zsh.",
            "A shell completes by the name of a command, so give this one the name mcp-auth-fix."
        },
        footer = {
            "",
            "Example, in ~/.bashrc:",
            "  alias mcp-auth-fix='java -jar /path/to/mcp-auth-fix.jar'",
            "  source <(java -jar /path/to/mcp-auth-fix.jar generate-completion)"
        })
final class CompletionCommand implements Runnable {

    /** The name that is completed. */
    private static final String NAME = "mcp-auth-fix";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run()
    private CommandSpec spec;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        out.print(AutoComplete.bash(NAME, new CommandLine(new Commands())));
        out.flush();
    }
}
