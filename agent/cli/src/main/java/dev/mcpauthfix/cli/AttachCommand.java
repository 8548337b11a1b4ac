package dev.mcpauthfix.cli;

import dev.mcpauthfix.cli.jvm.AgentOrder;
import dev.mcpauthfix.cli.jvm.AttachException;
import dev.mcpauthfix.cli.jvm.SeenLibraries;
import dev.mcpauthfix.cli.jvm.TargetJvm;
import dev.mcpauthfix.engine.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
            "A JVM of Java 21 or newer prints a warning of its own about that to its standard error, unless"
                    + " -XX:+EnableDynamicAgentLoading is on its command line."
        },
        footer = {
            "",
            "Examples:  java -jar mcp-auth-fix.jar attach --dry-run 4711",
            "           java -jar mcp-auth-fix.jar attach 4711 mode=observe log=/var/log/mcp-auth-fix.log",
            "",
            TargetOption.JSON_FORM + ", warns (an array);",
            "        with --dry-run also http, mcp (arrays) and forbids (a sentence or null)",
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
        TargetJvm jvm;
        try {
            jvm = target.jvm();
        } catch (AttachException none) {
            return target.unreachable(
                    spec,
                    none,
                    Map.of("http", List.of(), "mcp", List.of(), "forbids", none.words(), "warns", List.of()));
        }
        SeenLibraries seen = jvm.libraries();
        List<String> http = new ArrayList<>(List.of("java.net.http", "HttpURLConnection"));
        http.addAll(seen.http());
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("http", http);
        members.put("mcp", List.copyOf(seen.mcp()));
        members.put("forbids", null);
        try {
            jvm.checkAttach(target.jar());
            // Read only where no signal is needed: a dry run touches nothing.
            String status = jvm.listens() ? AgentOrder.status(jvm) : null;
            members.put("warns", warnings(jvm, status));
            target.print(
                    spec,
                    "done",
                    "nothing forbids an attach. Would patch, as soon as it is used: " + String.join(", ", http)
                            + ". MCP libraries seen: "
                            + (seen.mcp().isEmpty() ? "none" : String.join(", ", seen.mcp())),
                    status,
                    members);
            return 0;
        } catch (AttachException forbidden) {
            members.put("forbids", forbidden.words());
            members.put("warns", warnings(jvm, null));
            return target.unreachable(spec, forbidden, members);
        }
    }

    private static List<String> warnings(TargetJvm jvm, @Nullable String status) {
        List<String> warnings = new ArrayList<>();
        JsonObject agent = status == null ? null : JsonObject.parse(status).orElse(null);
        if (agent != null) {
            warnings.add("an agent is in this JVM already: version " + agent.string("version") + ", "
                    + (agent.string("mode") == null ? "whose settings are wrong" : "mode=" + agent.string("mode")));
        } else if (jvm.startedWithAgent()) {
            warnings.add("this JVM was started with an agent of ours, of which it shows nothing yet");
        }
        if (jvm.warnsOfAgents()) {
            warnings.add("the JVM would print " + TargetOption.WARNING);
        }
        return warnings;
    }
}
