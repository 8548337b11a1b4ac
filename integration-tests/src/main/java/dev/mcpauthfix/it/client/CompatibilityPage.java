package dev.mcpauthfix.it.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Renders {@code docs/compatibility.md}'s table of clients from what the tests saw. */
public final class CompatibilityPage {

    /** What stands before the table. */
    static final String BEGIN = "<!-- clients: written by scripts/compatibility -->";

    /** What stands after it. */
    static final String END = "<!-- end of clients -->";

    private static final String HEAD = """
            | client | version | transport | HTTP library | JDK | before | after | logins |
            |---|---|---|---|---|---|---|---|
            """;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private CompatibilityPage() {}

    /** {@code java CompatibilityPage <outcomes.json> <compatibility.md>} writes the table into the page. */
    public static void main(String[] args) throws IOException {
        Path page = Path.of(args[1]);
        List<Outcome> outcomes = List.of(JSON.readValue(Files.readString(Path.of(args[0])), Outcome[].class));
        Files.writeString(page, rewrite(Files.readString(page), outcomes));
    }

    /** The page with a new table; everything outside the markers stays, and so do the rows of clients that were not run. */
    static String rewrite(String page, List<Outcome> outcomes) {
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("the page lacks " + BEGIN + " or " + END);
        }
        return page.substring(0, begin) + BEGIN + "\n\n" + table(outcomes, page.substring(begin, end)) + "\n"
                + page.substring(end);
    }

    private static String table(List<Outcome> outcomes, String before) {
        StringBuilder table = new StringBuilder(HEAD);
        for (RealClient client : RealClients.all()) {
            List<Outcome> ours = outcomes.stream()
                    .filter(outcome -> outcome.client().equals(client.toString()))
                    .toList();
            table.append(ours.isEmpty() ? rowOf(client, before) : start(client) + results(ours))
                    .append('\n');
        }
        return table.toString();
    }

    private static String rowOf(RealClient client, String before) {
        return before.lines()
                .filter(row -> row.startsWith(start(client)))
                .findFirst()
                .orElseGet(() -> start(client) + results(List.of()));
    }

    /** The part of a row that the table of clients alone decides. */
    static String start(RealClient client) {
        return "| %s | %s | %s | %s |".formatted(client.name(), client.version(), client.transport(), client.stack());
    }

    private static String results(List<Outcome> outcomes) {
        List<Outcome> before =
                outcomes.stream().filter(outcome -> !outcome.agent()).toList();
        List<Outcome> after = outcomes.stream().filter(Outcome::agent).toList();
        return " %s | %s | %s | %s |"
                .formatted(
                        different(outcomes, outcome -> String.valueOf(outcome.jdk())),
                        different(before, outcome -> code(firstLine(outcome.said()))),
                        different(after, outcome -> code(firstLine(outcome.said()))),
                        different(after, outcome -> String.valueOf(outcome.dances())));
    }

    private static String different(List<Outcome> outcomes, Function<Outcome, String> what) {
        return outcomes.isEmpty()
                ? "not run"
                : outcomes.stream().map(what).distinct().sorted().collect(Collectors.joining(", "));
    }

    /** What a person reads first: the outermost exception. */
    private static String firstLine(String said) {
        return said.lines().findFirst().orElse("").replaceFirst(" caused by .*", "");
    }

    private static String code(String text) {
        return "`" + text.replace("|", "\\|") + "`";
    }
}
