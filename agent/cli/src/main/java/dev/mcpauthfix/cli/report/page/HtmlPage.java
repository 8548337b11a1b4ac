package dev.mcpauthfix.cli.report.page;

import dev.mcpauthfix.cli.page.Markup;
import dev.mcpauthfix.cli.page.PageHead;
import dev.mcpauthfix.cli.report.ExperimentFindings;
import dev.mcpauthfix.cli.report.Findings;
import java.io.IOException;

/**
 * The report as one HTML page that stands alone: it loads nothing, runs nothing, and its policy forbids both. It is light or dark as
 * its reader's system is, and can be printed.
 */
public final class HtmlPage {

    private HtmlPage() {}

    /** Writes the whole page, in UTF-8 if it becomes bytes. The findings' texts are taken for hostile. */
    public static void write(Findings findings, Appendable out) throws IOException {
        Markup page = new Markup();
        page.open("html", "lang", "en").line();
        PageHead.write("mcp-auth-fix report", Style.SHEET, page);
        page.open("body").line().open("main");
        header(findings, page);
        sections(findings, page);
        page.close().line();
        page.element("footer", "Made by mcp-auth-fix report. This page loads nothing and runs nothing.");
        page.close().close().line();
        out.append("<!DOCTYPE html>\n").append(page.toString());
    }

    private static void header(Findings findings, Markup page) {
        page.open("header");
        page.element("p", "mcp-auth-fix report" + Moments.of(findings.period()), "class", "kind");
        page.element("h1", Headline.of(findings)).close().line();
    }

    private static void sections(Findings findings, Markup page) {
        InputSection.write(findings, page);
        if (findings.input().counted() <= 0) {
            LimitsSection.write(findings, page);
            return;
        }
        for (ExperimentFindings experiment : findings.experiments()) {
            ExperimentSection.write(experiment, findings.experiments().size() > 1, page);
        }
        RungSection.write(findings, page);
        ObservationSection.write(findings, page);
        CostSection.write(findings.costs(), page);
        FailureSection.write(findings, page);
        FalseHealSection.write(findings, page);
        AdviceSection.write(findings, page);
        LimitsSection.write(findings, page);
    }

    /** Begins a section; the caller closes it. */
    static void section(Markup page, String heading, String lead) {
        page.line().open("section").element("h2", heading);
        page.element("p", lead, "class", "lead").line();
    }
}
