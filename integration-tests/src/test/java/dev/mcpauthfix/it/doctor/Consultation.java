package dev.mcpauthfix.it.doctor;

import dev.mcpauthfix.cli.Commands;
import dev.mcpauthfix.engine.json.JsonObject;
import dev.mcpauthfix.it.hotfix.Cli;
import dev.mcpauthfix.it.jvm.JvmResult;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * What the command {@code doctor} said.
 *
 * @param exitCode its exit code
 * @param out its standard output
 * @param err its standard error
 */
record Consultation(int exitCode, String out, String err) {

    /** The command in this JVM: all of it but the jar. */
    static Consultation with(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> all = new ArrayList<>(List.of("doctor"));
        all.addAll(List.of(words));
        int exitCode = new CommandLine(new Commands())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all.toArray(String[]::new));
        return new Consultation(exitCode, out.toString(), err.toString());
    }

    /** The command as a person runs it. */
    static Consultation withJar(String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of("doctor"));
        all.addAll(List.of(words));
        JvmResult result = Cli.run(all.toArray(String[]::new));
        return new Consultation(result.exitCode(), result.stdout(), result.stderr());
    }

    /** The one JSON object that {@code --json} prints. */
    JsonObject json() {
        return JsonObject.parse(out).orElseThrow(() -> new AssertionError("no JSON object: " + this));
    }

    /** The clients' outcomes in the table's order, a letter for each: {@code c} connects, {@code n} needs credentials, {@code -} fails, {@code ?} cannot be told. */
    String clients() {
        return clientObjects().stream()
                .map(client -> switch (String.valueOf(client.get("outcome"))) {
                    case "connects" -> "c";
                    case "needs-credentials" -> "n";
                    case "fails" -> "-";
                    case "unknown" -> "?";
                    default -> throw new AssertionError("no such outcome: " + client);
                })
                .collect(Collectors.joining());
    }

    /** Their short names in the same order. */
    List<String> clientNames() {
        return clientObjects().stream()
                .map(client -> String.valueOf(client.get("id")))
                .toList();
    }

    /** Where the software of the server was recognised, its name; empty otherwise. */
    String stack() {
        return json().object("stack").map(stack -> stack.string("name")).orElse("");
    }

    @SuppressWarnings("unchecked") // JSON has no other keys
    private List<Map<String, @Nullable Object>> clientObjects() {
        return json().members().get("clients") instanceof List<?> list
                ? list.stream()
                        .map(client -> (Map<String, @Nullable Object>) client)
                        .toList()
                : List.of();
    }
}
