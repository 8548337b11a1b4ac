package dev.mcpauthfix.cli.doctor.form;

import dev.mcpauthfix.cli.doctor.Diagnosis;
import dev.mcpauthfix.cli.page.Markup;
import dev.mcpauthfix.cli.page.PageHead;
import java.io.IOException;
import java.util.Locale;

/**
 * A diagnosis as one HTML page that stands alone: it loads nothing, runs nothing, and its policy forbids both. It is light or dark as
 * its reader's system is, and can be printed.
 */
public final class DoctorPage {

    private DoctorPage() {}

    /**
     * Writes the whole page, in UTF-8 if it becomes bytes. The diagnosis' texts are taken for hostile.
     *
     * @throws IOException what the target throws
     */
    public static void write(Diagnosis diagnosis, Appendable out) throws IOException {
        Markup page = new Markup();
        page.open("html", "lang", "en").line();
        PageHead.write("mcp-auth-fix doctor: " + diagnosis.verdict(), DoctorStyle.SHEET, page);
        page.open("body").line().open("main");
        header(diagnosis, page);
        next(diagnosis, page);
        FunnelSection.write(diagnosis, page);
        ExchangeSection.write(diagnosis.survey(), page);
        ClientSection.write(diagnosis, page);
        FixSection.write(diagnosis, page);
        SurveySection.write(diagnosis.survey(), page);
        page.close().line();
        page.element("footer", "Made by mcp-auth-fix doctor. This page loads nothing and runs nothing.");
        page.close().close().line();
        out.append("<!DOCTYPE html>\n").append(page.toString());
    }

    private static void header(Diagnosis diagnosis, Markup page) {
        page.open("header");
        page.open("p", "class", "verdict");
        Marks.write(diagnosis.verdict(), page);
        page.text(" ").element("span", "exit code " + diagnosis.verdict().exitCode(), "class", "soft");
        page.close().element("h1", diagnosis.sentence());
        page.element("p", diagnosis.survey().url(), "class", "kind").close().line();
    }

    private static void next(Diagnosis diagnosis, Markup page) {
        if (diagnosis.next().isEmpty()) {
            return;
        }
        page.line().open("section").element("h2", "What to do").open("ol", "class", "plain");
        diagnosis.next().forEach(line -> page.element("li", capital(line)));
        page.close().close();
    }

    /** Begins a section; the caller closes it. */
    static void section(Markup page, String heading, String lead) {
        page.line().open("section").element("h2", heading);
        page.element("p", lead, "class", "lead").line();
    }

    static String capital(String words) {
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
