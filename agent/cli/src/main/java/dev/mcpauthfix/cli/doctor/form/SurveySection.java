package dev.mcpauthfix.cli.doctor.form;

import dev.mcpauthfix.cli.page.Markup;
import dev.mcpauthfix.cli.report.Figures;
import dev.mcpauthfix.runtime.Product;
import dev.mcpauthfix.runtime.probe.Survey;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Under which conditions it was seen: elsewhere, or at another time, it may look different. */
final class SurveySection {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private SurveySection() {}

    static void write(Survey survey, Markup page) {
        page.line().open("section").element("h2", "How this was seen").open("dl", "class", "facts");
        fact("From", survey.place(), page);
        fact("At", time(survey.at()), page);
        fact("By", "mcp-auth-fix " + Product.VERSION, page);
        fact("In", Figures.millis(survey.millis()), page);
        fact("With", Figures.of(Sent.of(survey).size(), "request"), page);
        page.close();
        page.element(
                "p",
                "One MCP request without a token, then GET requests; nothing was registered or changed, unless the table of the"
                        + " exchange says so. Values of queries and whatever looked like a secret are shown as ***.",
                "class",
                "note");
        page.close();
    }

    /** In UTC. */
    static String time(Instant at) {
        return TIME.format(at) + " UTC";
    }

    private static void fact(String name, String value, Markup page) {
        page.open("div").element("dt", name).element("dd", value).close();
    }
}
