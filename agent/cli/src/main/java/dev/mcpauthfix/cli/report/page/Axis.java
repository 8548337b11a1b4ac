package dev.mcpauthfix.cli.report.page;

import dev.mcpauthfix.cli.page.Markup;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/** A linear scale with round ticks, from the plot's left edge to its right; a dot on an edge reaches beyond it by its half. */
record Axis(double low, double high, double step, DoubleFunction<String> label) {

    static Axis shares() {
        return new Axis(0, 1, 0.25, Words::round);
    }

    /** From zero to at least this, in two to five round steps. */
    static Axis fromZero(double most, DoubleFunction<String> label) {
        double rough = Math.max(most, 1e-9) / 4;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double step = power;
        for (double factor : new double[] {1, 2, 2.5, 5, 10}) {
            step = factor * power;
            if (step >= rough) {
                break;
            }
        }
        return new Axis(0, step * Math.max(1, Math.ceil(most / step - 1e-9)), step, label);
    }

    /** Where a value lies, in percent of the plot's width; what is beyond an end lies at the end. */
    double at(double value) {
        return 100 * (Math.max(low, Math.min(high, value)) - low) / (high - low);
    }

    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        for (int i = 0; low + i * step <= high + step / 1000; i++) {
            ticks.add(low + i * step);
        }
        return ticks;
    }

    /** The hair lines behind a row. */
    void grid(Plot plot) {
        ticks().forEach(tick -> plot.down("grid", at(tick)));
    }

    /** The figures above the rows, spread evenly. */
    void figures(Markup page) {
        figures(page, ticks().stream().map(label::apply).toList());
    }

    /** Figures at equal distances, the first and the last at the edges; an empty one leaves its place free. */
    static void figures(Markup page, List<String> figures) {
        // HTML and not SVG: on paper, Chromium repeats a table's head on each sheet, but without the text of its SVG.
        page.open("div", "class", "axis");
        for (String figure : figures) {
            page.open("span").element("b", figure).close();
        }
        page.close();
    }
}
