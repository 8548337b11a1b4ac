package dev.mcpauthfix.cli.doctor.form;

import dev.mcpauthfix.cli.page.Markup;
import dev.mcpauthfix.cli.report.Figures;
import dev.mcpauthfix.runtime.probe.Exchange;
import dev.mcpauthfix.runtime.probe.Exchange.Came;
import dev.mcpauthfix.runtime.probe.Survey;
import java.util.List;

/** Every request with what came of it, as a diagram and as a table. */
final class ExchangeSection {

    private ExchangeSection() {}

    static void write(Survey survey, Markup page) {
        List<Exchange> sent = Sent.of(survey);
        if (sent.isEmpty()) {
            return;
        }
        DoctorPage.section(page, "The exchange", lead(survey, sent));
        SequenceDiagram.write(survey, page);
        page.open("table", "class", "cells exchanges");
        page.element("caption", "Every request that was sent, in order, and what came of it", "class", "unseen");
        page.open("thead").open("tr");
        List.of("Request", "Answer", "Time").forEach(name -> page.element("th", name, "scope", "col"));
        page.close().close().open("tbody");
        for (int i = 0; i < sent.size(); i++) {
            row(i + 1, sent.get(i), page);
        }
        page.close().close().close();
    }

    private static String lead(Survey survey, List<Exchange> sent) {
        long answered =
                sent.stream().filter(exchange -> exchange.came() == Came.ANSWER).count();
        String left = Sent.left(survey);
        return Figures.of(sent.size(), "request") + " in " + Figures.millis(survey.millis()) + ", " + answered
                + " answered." + (left.isEmpty() ? "" : " " + left);
    }

    private static void row(int number, Exchange exchange, Markup page) {
        page.line().open("tr").open("th", "scope", "row");
        page.element("b", "#" + number).text(" " + exchange.method() + " " + exchange.url() + " ");
        page.element("small", PurposeWords.of(exchange.purpose())).close();
        page.open("td", "data-name", "Answer");
        if (exchange.came() == Came.ANSWER) {
            page.text(exchange.outcome());
        } else {
            page.element("span", Sent.outcome(exchange), "class", "alarm");
        }
        for (String line : exchange.header("www-authenticate")) {
            page.text(" ").element("small", "WWW-Authenticate: " + line);
        }
        if (!exchange.answeredBy().equals(exchange.url())) {
            page.text(" ").element("small", "answered by " + exchange.answeredBy());
        }
        page.close();
        page.element("td", Figures.millis(exchange.millis()), "data-name", "Time")
                .close();
    }
}
