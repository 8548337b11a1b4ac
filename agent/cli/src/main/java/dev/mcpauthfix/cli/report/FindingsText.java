package dev.mcpauthfix.cli.report;

import dev.mcpauthfix.cli.text.TextLines;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Findings for a terminal. */
public final class FindingsText {

    /** More would scroll away; --json has them all. */
    private static final int SERVERS_SHOWN = 50;

    private static final int TEXTS_SHOWN = 10;
    private static final int NAMES_SHOWN = 3;
    private static final int ADDRESS = 40;

    private final TextLines lines = new TextLines();
    private final Findings findings;

    private FindingsText(Findings findings) {
        this.findings = findings;
    }

    /** Lines of at most 100 columns, but for addresses that are longer. */
    public static String of(Findings findings) {
        FindingsText text = new FindingsText(findings);
        text.input();
        for (ExperimentFindings experiment : findings.experiments()) {
            ExperimentText.append(text.lines, experiment);
        }
        text.servers();
        text.rungs();
        text.costs();
        text.failures();
        text.falseHeals();
        text.ownersTexts();
        text.lines.heading("WHAT THIS CANNOT SAY");
        findings.limits().forEach(limit -> text.lines.item(2, "- " + limit));
        return text.lines.toString();
    }

    private void input() {
        Input input = findings.input();
        lines.heading("WHAT WAS READ");
        lines.sentence(
                2,
                Figures.of(input.files().size(), "file") + ", " + Figures.bytes(input.bytes()) + ", "
                        + Figures.of(input.lines(), "line"));
        lines.sentence(
                2,
                "left out: " + Figures.of(input.foreign()) + " foreign, " + Figures.of(input.torn()) + " torn, "
                        + Figures.of(input.empty()) + " empty, " + Figures.of(input.tooLong())
                        + " too long; lost by the agents: " + Figures.of(input.dropped()));
        input.unreadable().forEach(sentence -> lines.item(2, "not read: " + sentence));
        if (findings.period().from() != null) {
            lines.sentence(
                    2,
                    "from " + findings.period().from() + " to "
                            + findings.period().to());
        }
        Fleet fleet = findings.fleet();
        lines.sentence(
                2,
                Figures.of(fleet.jvms(), "JVM")
                        + named("; agent", fleet.agents())
                        + named("; settings", fleet.settings()));
    }

    private static String named(String what, List<Count> counts) {
        if (counts.isEmpty()) {
            return "";
        }
        String names = counts.stream()
                .limit(NAMES_SHOWN)
                .map(count -> count.name() + " (" + Figures.of(count.count(), "line") + ")")
                .collect(Collectors.joining(", "));
        return what + " " + names
                + (counts.size() > NAMES_SHOWN ? " and " + (counts.size() - NAMES_SHOWN) + " more" : "");
    }

    private void servers() {
        lines.heading("SERVERS");
        findings.servers().stream().limit(SERVERS_SHOWN).forEach(this::server);
        more(findings.servers().size(), SERVERS_SHOWN, "server");
        if (findings.servers().isEmpty()) {
            lines.sentence(2, "None refused a call.");
        }
    }

    private void server(ServerFindings server) {
        lines.sentence(2, server.address());
        lines.sentence(
                6,
                server.advice().kind().toString().toUpperCase(Locale.ROOT) + ": "
                        + server.advice().why());
        List<String> parts = new ArrayList<>();
        parts.add("refused " + Figures.of(server.refused()));
        addIfAny(parts, "healed", server.healed());
        addIfAny(parts, "given back", server.givenBack());
        addIfAny(parts, "observed", server.observed());
        addIfAny(parts, "repaired", server.repaired());
        addIfAny(parts, "refused with a token too", server.falseHeals());
        addIfAny(parts, "requests of the agent", server.requests());
        parts.add(Figures.of(server.jvms(), "JVM"));
        lines.sentence(6, String.join(", ", parts));
        if (server.addedWait().count() > 0) {
            lines.sentence(
                    6,
                    wait(server.addedWait()) + "; hint: "
                            + (server.hintIsLatest() ? "yes" : server.hintSeen() ? "not any more" : "no"));
        }
        ObservationFindings observation = server.observation();
        if (observation != null) {
            lines.sentence(
                    6,
                    "observed: " + observation.verdict()
                            + (observation.missing() == null ? "" : ", missing " + observation.missing())
                            + (observation.reason() == null ? "" : ", " + observation.reason()));
        }
    }

    private static void addIfAny(List<String> parts, String what, long count) {
        if (count > 0) {
            parts.add(what + " " + Figures.of(count));
        }
    }

    static String wait(Times times) {
        return "added wait: median " + Figures.millis(times.medianMs()) + ", 95th percentile "
                + Figures.millis(times.p95Ms()) + ", longest " + Figures.millis(times.maxMs());
    }

    private void rungs() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("server", "step", "healed", "found", "strict has it"));
        for (ServerFindings server : findings.servers()) {
            for (RungCount rung : server.rungs()) {
                rows.add(List.of(
                        TextLines.cut(server.address(), ADDRESS),
                        TextLines.cut(rung.rung(), 24),
                        Figures.of(rung.healed()),
                        Figures.of(rung.found()),
                        rung.strict() ? "yes" : "no"));
            }
        }
        if (rows.size() > 1) {
            lines.heading("WHICH STEP OF THE LADDER HEALED WHICH SERVER");
            lines.table(2, rows.subList(0, Math.min(rows.size(), 1 + SERVERS_SHOWN)));
            more(rows.size() - 1, SERVERS_SHOWN, "row");
            long strict = findings.servers().stream()
                    .mapToLong(ServerFindings::strictEnough)
                    .sum();
            long healed = findings.servers().stream()
                    .mapToLong(ServerFindings::healed)
                    .sum();
            lines.sentence(
                    2,
                    "Of " + Figures.of(healed, "healed call") + ", strict alone would have healed " + Figures.of(strict)
                            + ".");
        }
    }

    private void costs() {
        Costs costs = findings.costs();
        lines.heading("COSTS");
        lines.sentence(
                2,
                Figures.of(costs.requests(), "request") + " of the agent for "
                        + Figures.of(costs.refused(), "refused call") + ": "
                        + Figures.decimal(costs.requestsPerRefused()) + " each, "
                        + Figures.decimal(costs.requestsPerHour()) + " an hour");
        if (costs.addedWait().count() > 0) {
            lines.sentence(2, wait(costs.addedWait()));
        }
        lines.sentence(2, "faults of the agent's own: " + Figures.of(costs.faults()));
    }

    private void failures() {
        if (findings.failures().isEmpty()) {
            return;
        }
        lines.heading("FAILURES");
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("", "times", "servers"));
        for (FailureCount failure : findings.failures()) {
            rows.add(List.of(
                    TextLines.cut(failure.failure() + ": " + failure.words(), 76),
                    Figures.of(failure.count()),
                    Figures.of(failure.servers())));
        }
        lines.table(2, rows);
    }

    private void falseHeals() {
        if (findings.falseHeals().isEmpty()) {
            return;
        }
        lines.heading("FALSE HEALS: A TOKEN WAS OBTAINED, AND THE SERVER STILL SAID NO");
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("server", "calls", "JVMs", "status", "last"));
        for (FalseHeal one : findings.falseHeals()) {
            rows.add(List.of(
                    TextLines.cut(one.server(), ADDRESS),
                    Figures.of(one.count()),
                    Figures.of(one.jvms()),
                    one.status() == 0 ? "-" : String.valueOf(one.status()),
                    one.latest().toString()));
        }
        lines.table(2, rows.subList(0, Math.min(rows.size(), 1 + SERVERS_SHOWN)));
        more(rows.size() - 1, SERVERS_SHOWN, "server");
    }

    private void ownersTexts() {
        List<String> texts = findings.servers().stream()
                .map(server -> server.advice().ownersText())
                .filter(text -> text != null)
                .toList();
        if (texts.isEmpty()) {
            return;
        }
        lines.heading("TO SEND TO THE OWNERS");
        for (String text : texts.subList(0, Math.min(texts.size(), TEXTS_SHOWN))) {
            lines.sentence(2, "-".repeat(76));
            lines.block(2, text);
        }
        lines.sentence(2, "-".repeat(76));
        more(texts.size(), TEXTS_SHOWN, "text");
    }

    private void more(int all, int shown, String thing) {
        if (all > shown) {
            lines.sentence(2, "and " + Figures.of(all - shown, thing) + " more: --json has all of them");
        }
    }
}
