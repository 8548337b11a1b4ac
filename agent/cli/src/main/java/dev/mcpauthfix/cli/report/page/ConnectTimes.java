package dev.mcpauthfix.cli.report.page;

import dev.mcpauthfix.cli.page.Markup;
import dev.mcpauthfix.cli.report.Arm;
import dev.mcpauthfix.cli.report.ExperimentFindings;
import dev.mcpauthfix.cli.report.Outcome;
import dev.mcpauthfix.cli.report.TimeToConnect;
import java.util.Objects;

/** From the first exposure to the first healed call, by arm. */
final class ConnectTimes {

    private ConnectTimes() {}

    static void write(ExperimentFindings experiment, Markup page) {
        page.element("h3", "Time to connect");
        TimesChart chart = new TimesChart(experiment.arms().stream()
                .map(Arm::outcome)
                .filter(Objects::nonNull)
                .map(outcome -> outcome.timeToConnect().times())
                .toList());
        ChartTable table =
                new ChartTable(page, "times", "Time from the first exposure to the first healed call, by arm", "Arm");
        chart.figures(table.plotHead());
        table.figures("Median", "p95", "Not connected");
        for (Arm arm : experiment.arms()) {
            Outcome outcome = arm.outcome();
            if (outcome != null) {
                row(arm, outcome.timeToConnect(), chart, table);
            }
        }
        table.close();
        page.element(
                "p",
                "Median and p95 are of all units: one that never connected counts as slower than any other. \u2013 means"
                        + " that so many never connected that there is no such time.",
                "class",
                "note");
    }

    private static void row(Arm arm, TimeToConnect time, TimesChart chart, ChartTable table) {
        long units = time.times().count() + time.censored();
        table.row().text(arm.variant());
        Plot plot = table.plot(
                arm.variant(),
                "Median " + Words.millis(time.medianMs()) + ", 95th percentile " + Words.millis(time.p95Ms()) + ", "
                        + Words.count(time.censored()) + " of " + Words.count(units, "unit") + " not connected.");
        chart.draw(plot, time.times(), SuccessChart.style(arm.variant()));
        table.plotted(plot);
        table.figure(Words.millis(time.medianMs()));
        table.figure(Words.millis(time.p95Ms()));
        table.figure(
                units == 0 ? "\u2013" : Words.percent((double) time.censored() / units),
                Words.count(time.censored()) + " of " + Words.count(units));
        table.endRow();
    }
}
