package dev.mcpauthfix.cli.report;

import dev.mcpauthfix.cli.text.TextLines;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An experiment for a terminal. */
final class ExperimentText {

    private static final int SERVERS_SHOWN = 30;
    private static final int STOPS_SHOWN = 5;
    private static final int ADDRESS = 44;
    private static final int NAME = 44;

    private ExperimentText() {}

    static void append(TextLines lines, ExperimentFindings experiment) {
        lines.heading("EXPERIMENT " + TextLines.cut(experiment.name(), NAME) + ": strict against lenient by "
                + experiment.unit());
        lines.sentence(2, experiment.verdict());
        if (experiment.descriptive() != null && experiment.effect() != null) {
            lines.sentence(2, experiment.descriptive());
        }
        lines.sentence(
                2,
                "lenient's share: " + shares(experiment.shares()) + "; units that crossed: "
                        + Figures.of(experiment.crossed()));
        lines.sentence(2, "sample ratio: " + ratio(experiment.sampleRatio()));
        lines.table(2, arms(experiment));
        servers(lines, experiment);
        stops(lines, experiment);
    }

    private static String shares(List<Integer> shares) {
        return shares.isEmpty()
                ? "not written down"
                : shares.stream()
                        .map(share -> Figures.percent(share / 10_000.0))
                        .collect(Collectors.joining(", "));
    }

    private static String ratio(SampleRatioCheck ratio) {
        String seen = ratio.arms().stream()
                .map(arm -> Figures.of(arm.seen()) + " " + arm.variant() + " where " + Figures.decimal(arm.expected())
                        + " are expected")
                .collect(Collectors.joining(", "));
        Double p = ratio.p();
        return seen
                + (p == null ? "" : ", p " + (p < 0.000_001 ? "" : "= ") + Figures.probability(p))
                + (ratio.mismatch() ? ": MISMATCH" : "");
    }

    private static List<List<String>> arms(ExperimentFindings experiment) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("", experiment, Arm::variant));
        rows.add(row("exposed units", experiment, arm -> Figures.of(arm.units())));
        rows.add(row("JVMs", experiment, arm -> Figures.of(arm.jvms())));
        if (experiment.arms().stream().allMatch(arm -> arm.outcome() == null)) {
            return rows;
        }
        rows.add(row("connected within 60 s", experiment, of(outcome -> Figures.decimal(outcome.connected()))));
        rows.add(row(
                "  of the units",
                experiment,
                of(outcome -> Figures.percent(outcome.rate().value()))));
        rows.add(row("  interval", experiment, of(outcome -> interval(outcome.rate()))));
        rows.add(row(
                "time to connect, median",
                experiment,
                of(outcome -> Figures.millis(outcome.timeToConnect().medianMs()))));
        rows.add(row(
                "  95th percentile",
                experiment,
                of(outcome -> Figures.millis(outcome.timeToConnect().p95Ms()))));
        rows.add(row(
                "  never, as far as seen",
                experiment,
                of(outcome -> Figures.of(outcome.timeToConnect().censored()))));
        rows.add(row("requests by unit", experiment, of(outcome -> Figures.decimal(outcome.requestsPerUnit()))));
        rows.add(row(
                "added wait, median",
                experiment,
                of(outcome -> Figures.millis(outcome.addedWait().medianMs()))));
        rows.add(row(
                "  95th percentile",
                experiment,
                of(outcome -> Figures.millis(outcome.addedWait().p95Ms()))));
        return rows;
    }

    private static List<String> row(String name, ExperimentFindings experiment, Function<Arm, String> cell) {
        List<String> row = new ArrayList<>(List.of(name));
        experiment.arms().forEach(arm -> row.add(cell.apply(arm)));
        return row;
    }

    private static Function<Arm, String> of(Function<Outcome, String> figure) {
        return arm -> arm.outcome() == null ? "-" : figure.apply(arm.outcome());
    }

    private static String interval(Estimate estimate) {
        return Figures.points(estimate.low()) + " to " + Figures.points(estimate.high()) + " %";
    }

    private static void servers(TextLines lines, ExperimentFindings experiment) {
        if (experiment.servers().isEmpty()) {
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("server", "strict", "lenient", "points more (interval)"));
        experiment.servers().stream()
                .limit(SERVERS_SHOWN)
                .forEach(server -> rows.add(List.of(
                        TextLines.cut(server.server(), ADDRESS),
                        Figures.of(server.strictConnected()) + " of " + Figures.of(server.strictUnits()),
                        Figures.of(server.lenientConnected()) + " of " + Figures.of(server.lenientUnits()),
                        difference(server.difference()))));
        lines.sentence(0, "");
        lines.table(2, rows);
        int more = experiment.servers().size() - SERVERS_SHOWN;
        if (more > 0) {
            lines.sentence(2, "and " + Figures.of(more, "server") + " more: --json has all of them");
        }
    }

    private static String difference(@Nullable Estimate difference) {
        return difference == null
                ? "-"
                : Figures.points(difference.value()) + " (" + Figures.points(difference.low()) + " to "
                        + Figures.points(difference.high()) + ")";
    }

    private static void stops(TextLines lines, ExperimentFindings experiment) {
        experiment.stops().stream()
                .limit(STOPS_SHOWN)
                .forEach(stop -> lines.item(
                        2,
                        "stopped " + stop.time() + " in " + stop.jvm()
                                + (stop.reason().isEmpty() ? "" : ": " + stop.reason())));
        if (experiment.stopCount() > STOPS_SHOWN) {
            lines.sentence(2, "and " + Figures.of(experiment.stopCount() - STOPS_SHOWN, "stop") + " more");
        }
    }
}
