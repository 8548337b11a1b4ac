package dev.mcpauthfix.cli.report.page;

import dev.mcpauthfix.cli.page.Markup;
import dev.mcpauthfix.cli.report.FailureCount;
import dev.mcpauthfix.cli.report.Findings;
import java.util.List;

/** Why no token was obtained, by class. */
final class FailureSection {

    /** How far the longest bar goes, in percent: its figure stands behind it. */
    private static final double LONGEST = 86;

    private FailureSection() {}

    static void write(Findings findings, Markup page) {
        List<FailureCount> failures = findings.failures();
        if (failures.isEmpty()) {
            HtmlPage.section(page, "Failures by class", "There were none.");
            page.close();
            return;
        }
        long all = failures.stream().mapToLong(FailureCount::count).sum();
        FailureCount first = failures.get(0);
        HtmlPage.section(
                page,
                "Failures by class",
                "Of " + Words.count(all, "failure") + ", " + Words.percent((double) first.count() / all) + " are "
                        + first.failure() + ": " + first.words() + ".");
        ChartTable table =
                new ChartTable(page, "two", "How often no token was obtained, by the class of the failure", "Class");
        table.plotHead().text("How often");
        table.figures("Servers");
        failures.forEach(failure -> row(failure, first.count(), table));
        table.close();
        page.close();
    }

    private static void row(FailureCount failure, long most, ChartTable table) {
        table.row().text(failure.failure()).text(" ").element("small", failure.words(), "class", "below");
        Plot plot = table.plot(
                failure.failure(),
                Words.count(failure.count(), "time") + " at " + Words.count(failure.servers(), "server") + ".");
        double end = LONGEST * failure.count() / Math.max(1, most);
        plot.bar("count", 0, end, 14);
        plot.text("", end, 7, 4, "start", Words.count(failure.count()));
        table.plotted(plot);
        table.figure(Words.count(failure.servers()));
        table.endRow();
    }
}
