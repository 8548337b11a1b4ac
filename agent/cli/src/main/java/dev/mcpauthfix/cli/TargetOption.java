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
            print(spec, answer.outcome().name().toLowerCase(Locale.ROOT), answer.sentence(), answer.status());
            return answer.outcome() == AgentOrder.Outcome.DONE ? DONE : NOT_DONE;
        } catch (AttachException unreachable) {
            return unreachable(spec, unreachable);
        }
    }

    /** Prints an answer. */
    void print(CommandSpec spec, String outcome, String sentence, @Nullable String status) {
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
            out.println(JsonObject.of(members).toJson());
        } else if (outcome.equals("done")) {
            out.println(pid + ": " + sentence);
        } else {
            spec.commandLine().getErr().println(pid + ": " + outcome + ": " + sentence);
        }
    }

    /** Says why the JVM cannot be reached; answers the exit code. */
    int unreachable(CommandSpec spec, AttachException why) {
        if (json) {
            print(spec, "unreachable", why.words(), null);
        } else {
            spec.commandLine().getErr().println(why.words());
        }
        return UNREACHABLE;
    }
}
