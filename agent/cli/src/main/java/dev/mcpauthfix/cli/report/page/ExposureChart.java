package dev.mcpauthfix.cli.report.page;

import dev.mcpauthfix.cli.page.Markup;
import dev.mcpauthfix.cli.report.Arm;
import dev.mcpauthfix.cli.report.ExperimentFindings;
import dev.mcpauthfix.cli.report.SampleRatioCheck;
import dev.mcpauthfix.cli.report.SampleRatioCheck.ArmRatio;
import java.util.Locale;

/** Exposed units by arm, and how many there should be. */
final class ExposureChart {

    private ExposureChart() {}

    static void write(ExperimentFindings experiment, Markup page) {
        SampleRatioCheck check = experiment.sampleRatio();
        page.element("h3", "Exposure and sample ratio");
        double most = check.arms().stream()
                .mapToDouble(arm -> Math.max((double) arm.seen(), arm.expected()))
                .max()
                .orElse(1);
        Axis axis = Axis.fromZero(most, value -> Words.count(Math.round(value)));
        ChartTable table = new ChartTable(page, "two", "Exposed units by arm, and how many the shares ask for", "Arm");
        table.plotHead().open("div", "class", "key");
        page.element("span", "Exposed units");
        page.open("span")
                .element("i", "", "class", "expected")
                .text("as the shares ask for")
                .close()
                .close();
        axis.figures(page);
        table.figures("Seen", "Expected", "JVMs");
        check.arms().forEach(arm -> row(arm, experiment, axis, table));
        table.close();
        verdict(check, page);
        if (experiment.crossed() > 0) {
            page.element(
                    "p",
                    Words.count(experiment.crossed(), "unit")
                            + " appeared in the other arm later, since the share changed;"
                            + " counted is what happened in the first 60 seconds.",
                    "class",
                    "note");
        }
    }

    private static void row(ArmRatio arm, ExperimentFindings experiment, Axis axis, ChartTable table) {
        String expected = String.format(Locale.ROOT, "%,.1f", arm.expected());
        table.row().text(arm.variant());
        Plot plot = table.plot(
                arm.variant(), Words.count(arm.seen(), "exposed unit") + "; the shares ask for " + expected + ".");
        axis.grid(plot);
        plot.bar(SuccessChart.style(arm.variant()), axis.at(0), axis.at((double) arm.seen()), 12);
        plot.tick("expected", axis.at(arm.expected()), 0, 22);
        table.plotted(plot);
        table.figure(Words.count(arm.seen()));
        table.figure(expected);
        table.figure(Words.count(experiment.arms().stream()
                .filter(other -> other.variant().equals(arm.variant()))
                .mapToLong(Arm::jvms)
                .sum()));
        table.endRow();
    }

    private static void verdict(SampleRatioCheck check, Markup page) {
        Double p = check.p();
        if (p == null) {
            page.element("p", "The sample ratio cannot be checked.", "class", "note");
        } else if (check.mismatch()) {
            page.open("p", "class", "note");
            page.element("span", "Sample ratio mismatch: ", "class", "alarm");
            page.text(Words.probability(p) + ", below 0.001.").close();
        } else {
            page.element(
                    "p",
                    "The sample ratio is as it should be: " + Words.probability(p) + ", not below 0.001.",
                    "class",
                    "note");
        }
    }
}
