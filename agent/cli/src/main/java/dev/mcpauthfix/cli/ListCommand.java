package dev.mcpauthfix.cli;

import dev.mcpauthfix.cli.jvm.AgentOrder;
import dev.mcpauthfix.cli.jvm.AttachException;
import dev.mcpauthfix.cli.jvm.SeenLibraries;
import dev.mcpauthfix.cli.jvm.TargetJvm;
import dev.mcpauthfix.engine.json.JsonObject;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the JVMs of this user; signals none and loads nothing into any. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the JVMs of this user: process identifier, main class, MCP libraries, HTTP libraries, agent.",
            "Signals none of them and loads nothing: libraries are told by the names of jars, and the agent of a JVM that nobody has"
                    + " attached to yet by its command line and environment."
        },
        footer = {
            "",
            "Example:  java -jar mcp-auth-fix.jar list",
            "",
            "--json, an object a line: pid, main, mcp and http (arrays), agent_version and agent_mode (or null), agent_from_start",
            "Exit codes: 0 listed, 2 a mistake in the command line."
        })
final class ListCommand implements Callable<Integer> {

    @Option(names = "--json", description = "one JSON object a line")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<TargetJvm> jvms = TargetJvm.all();
        for (TargetJvm jvm : jvms) {
            Map<String, @Nullable Object> members = members(jvm);
            out.println(json ? JsonObject.of(members).toJson() : line(members));
        }
        if (jvms.isEmpty() && !json) {
            out.println("No other JVM of this user runs here.");
        }
        return 0;
    }

    private static Map<String, @Nullable Object> members(TargetJvm jvm) {
        SeenLibraries seen = jvm.libraries();
        JsonObject agent = agent(jvm);
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("pid", jvm.pid());
        members.put("main", jvm.main());
        members.put("mcp", List.copyOf(seen.mcp()));
        members.put("http", List.copyOf(seen.http()));
        members.put("agent_version", agent == null ? null : agent.string("version"));
        members.put("agent_mode", agent == null ? null : agent.string("mode"));
        members.put("agent_from_start", jvm.startedWithAgent());
        return members;
    }

    private static @Nullable JsonObject agent(TargetJvm jvm) {
        try {
            String status = jvm.listens() ? AgentOrder.status(jvm) : null;
            return status == null ? null : JsonObject.parse(status).orElse(null);
        } catch (AttachException silent) {
            return null;
        }
    }

    private static String line(Map<String, @Nullable Object> members) {
        List<String> parts = new ArrayList<>();
        parts.add(members.get("pid") + "  "
                + (String.valueOf(members.get("main")).isEmpty() ? "?" : members.get("main")));
        addIfAny(parts, "MCP: ", members.get("mcp"));
        addIfAny(parts, "HTTP: ", members.get("http"));
        if (members.get("agent_version") != null) {
            parts.add("agent " + members.get("agent_version") + ", mode=" + members.get("agent_mode"));
        } else if (Boolean.TRUE.equals(members.get("agent_from_start"))) {
            parts.add("started with the agent");
        }
        return String.join("  |  ", parts);
    }

    private static void addIfAny(List<String> parts, String label, @Nullable Object names) {
        if (names instanceof List<?> list && !list.isEmpty()) {
            parts.add(
                    label + String.join(", ", list.stream().map(String::valueOf).toList()));
        }
    }
}
