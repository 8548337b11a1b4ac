package dev.mcpauthfix.cli.report.page;

import dev.mcpauthfix.cli.page.Markup;
import dev.mcpauthfix.cli.report.Costs;
import dev.mcpauthfix.cli.report.Times;
import java.util.List;
import java.util.Locale;

/** What healing cost: requests of the agent's own, and what refused calls waited. Calls that are not refused are not slowed. */
final class CostSection {

    private CostSection() {}

    static void write(Costs costs, Markup page) {
        if (costs.refused() == 0) {
            return;
        }
        HtmlPage.section(page, "What it cost, all servers together", lead(costs));
        Times wait = costs.addedWait();
        TimesChart chart = new TimesChart(List.of(wait));
        ChartTable table = new ChartTable(page, "times", "How long refused calls waited", "Refused calls");
        chart.figures(table.plotHead());
        table.figures("Median", "p95", "Longest");
        table.row().text("Wait added to a call");
        Plot plot = table.plot(
                "Added wait",
                Words.count(wait.count(), "call") + ", median " + Words.millis(wait.medianMs()) + ", 95th percentile "
                        + Words.millis(wait.p95Ms()) + ".");
        chart.draw(plot, wait, "count");
        table.plotted(plot);
        table.figure(Words.millis(wait.medianMs()));
        table.figure(Words.millis(wait.p95Ms()));
        table.figure(Words.millis(wait.maxMs()));
        table.endRow();
        table.close();
        if (costs.faults() > 0) {
            page.open("p", "class", "note")
                    .element("span", Words.count(costs.faults(), "fault"), "class", "alarm")
                    .text(" of the agent's own; the calls went on without it.")
                    .close();
        }
        page.close();
    }

    private static String lead(Costs costs) {
        return "The agent sent " + Words.count(costs.requests(), "request") + " of its own for "
                + Words.count(costs.refused(), "refused call") + ": "
                + String.format(Locale.ROOT, "%.2f", costs.requestsPerRefused()) + " per call"
                + (costs.requestsPerHour() > 0
                        ? ", " + String.format(Locale.ROOT, "%.1f", costs.requestsPerHour()) + " per hour."
                        : ".");
    }
}
