package dev.mcpauthfix.cli.doctor.form;

import dev.mcpauthfix.cli.doctor.Diagnosis;
import dev.mcpauthfix.cli.doctor.FunnelStep;
import dev.mcpauthfix.cli.page.Markup;
import dev.mcpauthfix.runtime.probe.Exchange;
import java.util.List;

/** The steps from a request without a token to one with it, what came of each and what was expected. */
final class FunnelSection {

    private final List<Exchange> sent;
    private final Markup page;

    private FunnelSection(List<Exchange> sent, Markup page) {
        this.sent = sent;
        this.page = page;
    }

    static void write(Diagnosis diagnosis, Markup page) {
        if (diagnosis.funnel().isEmpty()) {
            return;
        }
        long passed = diagnosis.funnel().stream()
                .filter(step -> step.mark() == FunnelStep.Mark.PASSED)
                .count();
        DoctorPage.section(
                page,
                "Step by step",
                passed + " of " + diagnosis.funnel().size() + " steps went as the specifications have it.");
        page.open("ol", "class", "steps");
        FunnelSection section = new FunnelSection(Sent.of(diagnosis.survey()), page);
        diagnosis.funnel().forEach(section::step);
        page.close().close();
    }

    private void step(FunnelStep step) {
        page.line().open("li").open("h3").text(DoctorPage.capital(step.name())).text(" ");
        Marks.write(step.mark(), page);
        page.close().element("p", step.came());
        page.element("p", "Expected: " + step.expected(), "class", "note");
        if (!step.exchanges().isEmpty()) {
            page.open("ul", "class", "requests");
            step.exchanges().forEach(this::request);
            page.close();
        }
        page.close();
    }

    private void request(Exchange exchange) {
        int number = sent.indexOf(exchange) + 1;
        page.open("li");
        if (number > 0) {
            page.element("b", "#" + number).text(" ");
        }
        page.text(exchange.method() + " " + exchange.url() + " \u2192 ");
        page.element("b", exchange.outcome()).close();
    }
}
