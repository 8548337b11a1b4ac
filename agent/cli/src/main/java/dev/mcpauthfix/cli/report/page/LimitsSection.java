package dev.mcpauthfix.cli.report.page;

import dev.mcpauthfix.cli.page.Markup;
import dev.mcpauthfix.cli.report.Findings;

/** What these figures cannot say. */
final class LimitsSection {

    private LimitsSection() {}

    static void write(Findings findings, Markup page) {
        if (findings.limits().isEmpty()) {
            return;
        }
        page.line().open("section").element("h2", "What this cannot tell you");
        page.open("ul", "class", "plain");
        findings.limits().forEach(limit -> page.element("li", limit));
        page.close().close();
    }
}
