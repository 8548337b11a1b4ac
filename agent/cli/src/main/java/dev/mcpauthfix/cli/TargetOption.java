package dev.mcpauthfix.cli;

import dev.mcpauthfix.cli.jvm.AgentOrder;
import dev.mcpauthfix.cli.jvm.AttachException;
import dev.mcpauthfix.cli.jvm.TargetJvm;
import dev.mcpauthfix.engine.json.JsonObject;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The one JVM that a command is about, and how its answer is shown. */
final class TargetOption {

    /** What the exit codes of these commands say. */
    static final String EXIT_CODES =
            "Exit codes: 0 done, 1 the agent refused or failed, 2 a mistake in the command line, 3 the JVM cannot"
                    + " be reached.";

    /** What {@code --json} prints. */
    static final String JSON_FORM =
            "--json: pid, outcome (done, refused, failed, unreachable), says, status (an object or null)";

    /** What a newer JVM says when an agent comes. */
    static final String WARNING = "a warning of its own to its standard error, that an agent has come while it runs;"
            + " -XX:+EnableDynamicAgentLoading on its command line silences it";

    private static final String ATTACH = "attach";

    private static final int DONE = 0;
    private static final int NOT_DONE = 1;
    private static final int UNREACHABLE = 3;

    @Parameters(
            index = "0",
            paramLabel = "<pid>",
            description = "the process identifier of the JVM; the command list shows them")
    private long pid;

    @Option(
            names = "--jar",
            paramLabel = "<path>",
            description =
                    "this jar as the JVM itself sees it, where it has a file system of its own, as in a container")
    private @Nullable String jar;

    @Option(names = "--json", description = "one JSON object instead of sentences")
    private boolean json;

    /** The JVM. */
    TargetJvm jvm() throws AttachException {
        return TargetJvm.of(pid);
    }

    /** The path that the JVM is told. */
    String jar() {
        return jar == null
                ? Path.of(System.getProperty("java.class.path", ""))
                        .toAbsolutePath()
                        .toString()
                : jar;
    }

    boolean json() {
        return json;
    }

    /** Sends an order and prints the answer; answers the exit code. */
    int order(CommandSpec spec, String verb, List<String> settings) {
        try {
            AgentOrder.Answer answer = AgentOrder.send(jvm(), jar(), verb, settings);
            String outcome = answer.outcome().name().toLowerCase(Locale.ROOT);
            if (verb.equals(ATTACH)) {
                // Whoever watches the application's output would take the warning for a mishap.
                List<String> warns = answer.warned() ? List.of("the JVM has printed " + WARNING) : List.of();
                print(spec, outcome, answer.sentence(), answer.status(), Map.of("warns", warns));
            } else {
                print(spec, outcome, answer.sentence(), answer.status());
            }
            return answer.outcome() == AgentOrder.Outcome.DONE ? DONE : NOT_DONE;
        } catch (AttachException unreachable) {
            return unreachable(spec, unreachable, verb.equals(ATTACH) ? Map.of("warns", List.of()) : Map.of());
        }
    }

    /** Prints an answer. */
    void print(CommandSpec spec, String outcome, String sentence, @Nullable String status) {
        print(spec, outcome, sentence, status, Map.of());
    }

    /** Prints an answer, and more members than every answer has; those named {@code warns} are told to people too. */
    void print(
            CommandSpec spec,
            String outcome,
            String sentence,
            @Nullable String status,
            Map<String, ? extends @Nullable Object> more) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            members.put("pid", pid);
            members.put("outcome", outcome);
            members.put("says", sentence);
            members.put(
                    "status",
                    status == null
                            ? null
                            : JsonObject.parse(status).map(JsonObject::members).orElse(null));
            members.putAll(more);
            out.println(JsonObject.of(members).toJson());
            return;
        }
        boolean done = outcome.equals("done");
        PrintWriter to = done ? out : spec.commandLine().getErr();
        to.println(pid + ": " + (done ? "" : outcome + ": ") + sentence);
        if (more.get("warns") instanceof List<?> warns) {
            warns.forEach(warning -> to.println(pid + ": note: " + warning));
        }
    }

    /** Says why the JVM cannot be reached; answers the exit code. */
    int unreachable(CommandSpec spec, AttachException why) {
        return unreachable(spec, why, Map.of());
    }

    /** The same with more members. */
    int unreachable(CommandSpec spec, AttachException why, Map<String, ? extends @Nullable Object> more) {
        if (json) {
            print(spec, "unreachable", why.words(), null, more);
        } else {
            spec.commandLine().getErr().println(why.words());
        }
        return UNREACHABLE;
    }
}
