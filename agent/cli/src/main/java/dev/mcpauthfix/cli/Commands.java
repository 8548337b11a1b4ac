package dev.mcpauthfix.cli;

import dev.mcpauthfix.runtime.Product;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code java -jar mcp-auth-fix.jar}: what a person types. Exit codes: 0 done, 1 not done, 2 a mistake in the command line. */
@Command(
        name = "java -jar mcp-auth-fix.jar",
        mixinStandardHelpOptions = true,
        versionProvider = Commands.Version.class,
        header = "Makes MCP clients on the JVM connect to servers whose 401 carries no resource_metadata hint.",
        description = {
            "",
            "As an agent:  java -javaagent:mcp-auth-fix.jar[=key=value,...] -jar your-app.jar",
            "As a doctor:  java -jar mcp-auth-fix.jar doctor <mcp-url>, which says what is wrong with a server",
            "As a hotfix:  java -jar mcp-auth-fix.jar attach <pid>, and detach <pid> to take it back",
            "",
            "Settings: agent argument, -Dmcp.auth.fix.<key>, MCP_AUTH_FIX_<KEY>, or a file named by config=."
        },
        subcommands = {
            LoginCommand.class,
            LogoutCommand.class,
            TokensCommand.class,
            SettingsCommand.class,
            ReportCommand.class,
            DoctorCommand.class,
            ListCommand.class,
            AttachCommand.class,
            StatusCommand.class,
            SetCommand.class,
            DisableCommand.class,
            EnableCommand.class,
            DetachCommand.class,
            CompletionCommand.class
        })
public final class Commands implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run()
    private CommandSpec spec;

    /** Runs a command and ends the JVM with its exit code. */
    public static void main(String[] args) {
        System.exit(run(
                args,
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8)));
    }

    static int run(String[] args, PrintWriter out, PrintWriter err) {
        CommandLine commands = new CommandLine(new Commands()).setOut(out).setErr(err);
        return commands.setParameterExceptionHandler(new DoctorMistakes(commands.getParameterExceptionHandler()))
                .execute(args);
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** The version, for {@code --version}. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"mcp-auth-fix " + Product.VERSION};
        }
    }
}
