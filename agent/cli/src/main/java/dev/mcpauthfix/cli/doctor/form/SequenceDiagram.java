package dev.mcpauthfix.cli.doctor.form;

import dev.mcpauthfix.cli.page.Markup;
import dev.mcpauthfix.cli.report.Figures;
import dev.mcpauthfix.runtime.probe.Exchange;
import dev.mcpauthfix.runtime.probe.Exchange.Came;
import dev.mcpauthfix.runtime.probe.Survey;
import java.util.List;

/**
 * The exchange as a sequence diagram: an arrow per request, a dashed one back per answer, a broken one where there is none. Across,
 * everything is in percent, and each text is there in two lengths, so that it fits a phone and a screen without being scaled.
 */
final class SequenceDiagram {

    private static final double CLIENT = 2;
    private static final double LAST = 98;
    /** Pixels. */
    private static final int HEAD = 30;

    private static final int ROW = 52;
    private static final int ARROW = 20;
    private static final int ANSWER = 42;
    private static final int ABOVE = 6;
    private static final int INDENT = 10;
    /** Characters that fit a phone's width, a screen's, and all names of servers together. */
    private static final int NARROW = 40;

    private static final int WIDE = 86;
    private static final int NAMES = 80;
    /** How much of the way to a server that gave no answer is drawn. */
    private static final double BROKEN = 0.6;

    private final Arrows arrows;
    private final Lifelines lifelines;
    private final List<Exchange> sent;
    private final Markup page;

    private SequenceDiagram(Survey survey, Markup page) {
        this.lifelines = Lifelines.of(survey);
        this.sent = Sent.of(survey);
        this.page = page;
        this.arrows = new Arrows(page);
    }

    /** Writes who takes part, and the diagram; the caller writes the same as a table. */
    static void write(Survey survey, Markup page) {
        new SequenceDiagram(survey, page).write();
    }

    private void write() {
        page.open("ul", "class", "parties");
        lifelines.all().forEach(this::party);
        page.close().line();
        int height = HEAD + ROW * sent.size();
        page.open(
                "svg", "class", "sequence", "role", "img", "focusable", "false", "height", String.valueOf(height + 4));
        page.element("title", "The exchange as a sequence diagram");
        page.element(
                "desc",
                Figures.of(sent.size(), "request") + " of the doctor and what came back, from top to bottom."
                        + " The table below says the same.");
        heads(height);
        for (int i = 0; i < sent.size(); i++) {
            row(i);
        }
        page.close().line();
    }

    private void party(Lifeline lifeline) {
        page.open("li").element("b", lifeline.letter()).text(" " + lifeline.role());
        if (!lifeline.origin().isEmpty()) {
            page.text(" ").element("span", lifeline.origin(), "class", "soft");
        }
        page.close();
    }

    private void heads(int height) {
        arrows.down(CLIENT, HEAD - ABOVE, height);
        arrows.text("head", 0, 0, 14, "start", "doctor");
        int most = Math.min(40, NAMES / lifelines.all().size());
        for (int i = 0; i < lifelines.all().size(); i++) {
            Lifeline lifeline = lifelines.all().get(i);
            boolean last = i == lifelines.all().size() - 1;
            double x = place(i);
            arrows.down(x, HEAD - ABOVE, height);
            String name = lifeline.origin().isEmpty() ? lifeline.role() : Address.host(lifeline.origin());
            String anchor = last ? "end" : "middle";
            arrows.text("head narrow", last ? 100 : x, 0, 14, anchor, lifeline.letter());
            arrows.text(
                    "head wide", last ? 100 : x, 0, 14, anchor, lifeline.letter() + " " + Shortened.middle(name, most));
        }
    }

    private double place(int lifeline) {
        return CLIENT + (LAST - CLIENT) * (lifeline + 1) / lifelines.all().size();
    }

    private void row(int i) {
        Exchange exchange = sent.get(i);
        boolean answered = exchange.came() == Came.ANSWER;
        int top = HEAD + ROW * i;
        double to = place(lifelines.of(exchange));
        String request = (i + 1) + " " + exchange.method() + " " + Address.path(exchange.url());
        String came = exchange.outcome() + ", " + Figures.millis(exchange.millis());
        page.line().open("g");
        page.element("title", (i + 1) + " " + exchange.method() + " " + exchange.url() + ": " + Sent.outcome(exchange));
        if (answered) {
            arrows.right("request", CLIENT, to, top + ARROW);
            arrows.left("answer", to, CLIENT, top + ANSWER);
        } else {
            arrows.broken(CLIENT, CLIENT + (to - CLIENT) * BROKEN, top + ARROW);
        }
        arrows.text("narrow", CLIENT, INDENT, top + ARROW - ABOVE, "start", Shortened.middle(request, NARROW));
        arrows.text("wide", CLIENT, INDENT, top + ARROW - ABOVE, "start", Shortened.middle(request, WIDE));
        arrows.text(answered ? "came" : "came missing", CLIENT, INDENT, top + ANSWER - ABOVE, "start", came);
        page.close();
    }
}
