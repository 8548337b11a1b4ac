package dev.mcpauthfix.cli.report.page;

import dev.mcpauthfix.cli.page.Markup;
import dev.mcpauthfix.cli.report.FalseHeal;
import dev.mcpauthfix.cli.report.Findings;
import java.util.List;

/** Tokens that did not help. */
final class FalseHealSection {

    private static final String HEADING = "False heals";

    private FalseHealSection() {}

    static void write(Findings findings, Markup page) {
        List<FalseHeal> heals = findings.falseHeals();
        if (heals.isEmpty()) {
            HtmlPage.section(
                    page, HEADING, "There were none: no server refused a call with the token that it asked for.");
            page.close();
            return;
        }
        long all = heals.stream().mapToLong(FalseHeal::count).sum();
        HtmlPage.section(
                page,
                HEADING,
                "A token was obtained and the call refused with it all the same: " + Words.count(all, "time") + ", at "
                        + Words.count(heals.size(), "server") + ".");
        page.open("table", "class", "rows");
        page.element("caption", "Servers that refused calls with the token too", "class", "unseen");
        page.open("thead").open("tr").element("th", "Server", "scope", "col", "class", "name words");
        for (String name : List.of("Times", "JVMs", "Last status")) {
            page.element("th", name, "scope", "col", "class", "figure");
        }
        page.element("th", "Latest (UTC)", "scope", "col", "class", "figure moment");
        page.close().close().open("tbody");
        heals.forEach(heal -> row(heal, page));
        page.close().close().close();
    }

    private static void row(FalseHeal heal, Markup page) {
        page.line().open("tr").open("th", "scope", "row", "class", "name words");
        ServerName.write(heal.server(), page);
        page.close();
        figure(page, "Times", Words.count(heal.count()), "figure");
        figure(page, "JVMs", Words.count(heal.jvms()), "figure");
        figure(page, "Last status", heal.status() == 0 ? "\u2013" : String.valueOf(heal.status()), "figure");
        figure(page, "Latest (UTC)", Moments.minute(heal.latest()), "figure moment");
        page.close();
    }

    private static void figure(Markup page, String name, String value, String style) {
        page.element("td", value, "class", style, "data-name", name);
    }
}
