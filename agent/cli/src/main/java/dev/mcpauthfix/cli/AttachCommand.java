package dev.mcpauthfix.cli;

import dev.mcpauthfix.cli.jvm.AttachException;
import dev.mcpauthfix.cli.jvm.SeenLibraries;
import dev.mcpauthfix.cli.jvm.TargetJvm;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts the agent into a running JVM. */
@Command(
        name = "attach",
        mixinStandardHelpOptions = true,
        description = {
            "Puts the agent into a running JVM of this user; a newer jar takes the place of an older one.",
            "A JVM of Java 21 or newer prints a warning of its own about that to its standard error, unless it runs with"
                    + " -XX:+EnableDynamicAgentLoading."
        },
        footer = {
            "",
            "Examples:  java -jar mcp-auth-fix.jar attach --dry-run 4711",
            "           java -jar mcp-auth-fix.jar attach 4711 mode=observe log=/var/log/mcp-auth-fix.log",
            "",
            TargetOption.EXIT_CODES
        })
final class AttachCommand implements Callable<Integer> {

    @Mixin
    private TargetOption target = new TargetOption();

    @Parameters(
            index = "1..*",
            paramLabel = "key=value",
            description = "settings, as in an agent argument; the command settings lists them")
    private List<String> settings = new ArrayList<>();

    @Option(names = "--dry-run", description = "says what would be patched and what forbids it, and touches nothing")
    private boolean dryRun;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        return dryRun ? dryRun() : target.order(spec, "attach", settings);
    }

    private int dryRun() {
        try {
            TargetJvm jvm = target.jvm();
            jvm.checkAttach(target.jar());
            SeenLibraries seen = jvm.libraries();
            List<String> http = new ArrayList<>(List.of("java.net.http", "HttpURLConnection"));
            http.addAll(seen.http());
            target.print(
                    spec,
                    "done",
                    "nothing forbids an attach. Would patch, as soon as it is used: " + String.join(", ", http)
                            + ". MCP libraries seen: "
                            + (seen.mcp().isEmpty() ? "none" : String.join(", ", seen.mcp())),
                    null);
            return 0;
        } catch (AttachException forbidden) {
            return target.unreachable(spec, forbidden);
        }
    }
}
