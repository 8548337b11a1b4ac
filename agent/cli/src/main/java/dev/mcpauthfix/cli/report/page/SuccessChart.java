package dev.mcpauthfix.cli.report.page;

import dev.mcpauthfix.cli.page.Markup;
import dev.mcpauthfix.cli.report.Arm;
import dev.mcpauthfix.cli.report.Effect;
import dev.mcpauthfix.cli.report.Estimate;
import dev.mcpauthfix.cli.report.ExperimentFindings;
import dev.mcpauthfix.cli.report.Outcome;
import org.jspecify.annotations.Nullable;

/** Connect success by arm with its intervals, and the difference. */
final class SuccessChart {

    private SuccessChart() {}

    static void write(ExperimentFindings experiment, Markup page) {
        page.element("h3", "Connect success");
        Effect effect = experiment.effect();
        page.element("p", sentence(experiment, effect), "class", "lead");
        Axis axis = Axis.shares();
        ChartTable table =
                new ChartTable(page, "two", "Share of units that connected within 60 seconds, by arm", "Arm");
        axis.figures(table.plotHead());
        table.figures("Connected", "Share", "Interval");
        for (Arm arm : experiment.arms()) {
            Outcome outcome = arm.outcome();
            if (outcome != null) {
                row(arm, outcome, axis, table);
            }
        }
        table.close();
        if (effect != null) {
            difference(effect, page);
        }
        page.element(
                "p",
                "Connected: a call was healed within 60 seconds of the unit's first exposure. Intervals hold at every look"
                        + " at once with a confidence of 95\u00A0%, so looking daily does no harm.",
                "class",
                "note");
    }

    private static String sentence(ExperimentFindings experiment, @Nullable Effect effect) {
        String descriptive = experiment.descriptive();
        String why = experiment.whyNoEffect();
        if (effect == null) {
            return why == null ? "There is no effect to show." : why;
        }
        String difference =
                "Lenient minus strict: " + Words.points(effect.difference().value()) + " points, between "
                        + Words.points(effect.difference().low()) + " and "
                        + Words.points(effect.difference().high()) + ".";
        if (descriptive != null) {
            return difference + " " + descriptive;
        }
        return difference + (effect.conclusive() ? " That is conclusive." : " That is not conclusive.");
    }

    private static void row(Arm arm, Outcome outcome, Axis axis, ChartTable table) {
        Estimate rate = outcome.rate();
        table.row().text(arm.variant());
        Plot plot =
                table.plot(arm.variant(), Words.percent(rate.value()) + " connected, interval " + interval(rate) + ".");
        axis.grid(plot);
        whisker(plot, style(arm.variant()), axis, rate, 0);
        mark(plot, style(arm.variant()), axis.at(rate.value()), 0);
        table.plotted(plot);
        table.figure(Words.amount(outcome.connected()) + " of " + Words.count(arm.units()));
        table.figure(Words.percent(rate.value()));
        table.figure(interval(rate));
        table.endRow();
    }

    private static void difference(Effect effect, Markup page) {
        Estimate estimate = effect.difference();
        Axis axis = new Axis(-1, 1, 0.5, Words::roundPoints);
        ChartTable table = new ChartTable(page, "two pair", "Lenient's connect success minus strict's", "");
        axis.figures(table.plotHead());
        table.figures("Points", "Interval");
        table.row().text("lenient \u2212 strict");
        String interval = Words.points(estimate.low()) + " to " + Words.points(estimate.high());
        Plot plot = table.plot("Difference", Words.points(estimate.value()) + " points, interval " + interval + ".");
        axis.grid(plot);
        plot.down("zero", axis.at(0));
        whisker(plot, "difference", axis, estimate, 0);
        plot.dot(effect.conclusive() ? "difference" : "unsure", axis.at(estimate.value()), 0, 5);
        table.plotted(plot);
        table.figure(Words.points(estimate.value()));
        table.figure(interval);
        table.endRow();
        table.close();
    }

    static String interval(Estimate estimate) {
        return Words.percent(estimate.low()).replaceAll("\\h%", "") + " to " + Words.percent(estimate.high());
    }

    /** The whisker of an interval with its ends. */
    static void whisker(Plot plot, String style, Axis axis, Estimate estimate, double below) {
        plot.across(style, axis.at(estimate.low()), axis.at(estimate.high()), below);
        plot.box(style.equals("difference") ? "lenient" : style, axis.at(estimate.low()), 1.5, below, 8);
        plot.box(style.equals("difference") ? "lenient" : style, axis.at(estimate.high()), 1.5, below, 8);
    }

    /** Strict is a square, lenient a disc. */
    static void mark(Plot plot, String style, double x, double below) {
        if (style.equals("strict")) {
            plot.box(style, x, 9, below, 9);
        } else {
            plot.dot(style, x, below, 5);
        }
    }

    static String style(String variant) {
        return variant.equals("strict") ? "strict" : "lenient";
    }
}
