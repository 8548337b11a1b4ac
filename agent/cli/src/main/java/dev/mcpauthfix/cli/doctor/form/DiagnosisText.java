package dev.mcpauthfix.cli.doctor.form;

import dev.mcpauthfix.cli.doctor.Diagnosis;
import dev.mcpauthfix.cli.doctor.FunnelStep;
import dev.mcpauthfix.cli.doctor.FunnelStep.Mark;
import dev.mcpauthfix.cli.doctor.ServerStack;
import dev.mcpauthfix.cli.doctor.Snippet;
import dev.mcpauthfix.cli.doctor.client.ClientReading;
import dev.mcpauthfix.cli.doctor.client.Prediction;
import dev.mcpauthfix.cli.text.Terminal;
import dev.mcpauthfix.cli.text.Terminal.Colour;
import dev.mcpauthfix.cli.text.TextLines;
import dev.mcpauthfix.runtime.probe.Exchange;
import java.util.List;
import java.util.stream.Collectors;

/** A diagnosis for a terminal: the verdict, the steps, the clients, the fix. */
public final class DiagnosisText {

    private final Diagnosis diagnosis;
    private final Terminal terminal;
    private final TextLines lines = new TextLines();

    private DiagnosisText(Diagnosis diagnosis, Terminal terminal) {
        this.diagnosis = diagnosis;
        this.terminal = terminal;
    }

    /** The whole text, several lines. */
    public static String of(Diagnosis diagnosis, Terminal terminal) {
        DiagnosisText text = new DiagnosisText(diagnosis, terminal);
        text.verdict();
        text.funnel();
        text.clients();
        text.stack();
        text.snippets();
        return text.lines.toString();
    }

    private void verdict() {
        Colour colour = switch (diagnosis.verdict()) {
            case STRICT_CONNECTS -> Colour.GOOD;
            case LENIENT_CONNECTS, NEEDS_CREDENTIALS, NOT_OAUTH -> Colour.FAIR;
            case BROKEN, UNREACHABLE -> Colour.BAD;
        };
        lines.sentence(0, terminal.in(colour, diagnosis.sentence()));
        diagnosis.next().forEach(next -> lines.item(2, "- " + next));
    }

    private void funnel() {
        lines.heading(terminal.in(
                Colour.STRONG, "Step by step, from " + diagnosis.survey().place()));
        int number = 1;
        for (FunnelStep step : diagnosis.funnel()) {
            lines.item(2, sign(step.mark()) + " " + number + " " + step.name() + ": " + step.came());
            step.exchanges().forEach(exchange -> lines.block(6, terminal.in(Colour.FAINT, request(exchange))));
            if (step.mark() == Mark.LACKING || step.mark() == Mark.FAILED) {
                lines.item(6, "expected: " + step.expected());
            }
            number++;
        }
    }

    private static String request(Exchange exchange) {
        String what = exchange.method() + " " + TextLines.cut(exchange.url(), 66);
        String time = exchange.came() == Exchange.Came.NOT_ASKED ? "" : " (" + exchange.millis() + " ms)";
        String there = exchange.answeredBy().equals(exchange.url())
                ? ""
                : ", from " + TextLines.cut(exchange.answeredBy(), 50);
        return what + " -> " + exchange.outcome() + there + time;
    }

    private String sign(Mark mark) {
        return switch (mark) {
            case PASSED -> terminal.in(Colour.GOOD, "✓");
            case LACKING -> terminal.in(Colour.FAIR, "!");
            case FAILED -> terminal.in(Colour.BAD, "✗");
            case SKIPPED -> terminal.in(Colour.FAINT, "·");
        };
    }

    private void clients() {
        if (diagnosis.clients().isEmpty()) {
            return;
        }
        lines.heading(terminal.in(Colour.STRONG, "Who connects"));
        for (Prediction prediction : diagnosis.clients()) {
            String how = switch (prediction.outcome()) {
                case CONNECTS -> "connects";
                case NEEDS_CREDENTIALS -> "needs credentials at " + prediction.step() + ": " + prediction.because();
                case FAILS -> "fails at " + prediction.step() + ": " + prediction.because();
                case UNKNOWN -> "cannot be told at " + prediction.step() + ": " + prediction.because();
            };
            lines.item(2, sign(prediction.outcome()) + " " + who(prediction.client()) + ": " + how);
        }
    }

    private static String who(ClientReading client) {
        return client.name().contains(client.versions()) ? client.name() : client.name() + " " + client.versions();
    }

    private String sign(Prediction.Outcome outcome) {
        return switch (outcome) {
            case CONNECTS -> terminal.in(Colour.GOOD, "✓");
            case NEEDS_CREDENTIALS -> terminal.in(Colour.FAIR, "!");
            case FAILS -> terminal.in(Colour.BAD, "✗");
            case UNKNOWN -> terminal.in(Colour.FAINT, "?");
        };
    }

    private void stack() {
        ServerStack stack = diagnosis.stack();
        if (stack != null) {
            lines.heading(terminal.in(Colour.STRONG, "The server seems to be made with " + stack.name()));
            lines.item(2, "by " + stack.sign());
            lines.item(2, "fix: " + stack.fix());
        }
    }

    /** One: for the recognised software, or else for any. */
    private void snippets() {
        List<Snippet> snippets = diagnosis.snippets();
        if (snippets.isEmpty()) {
            return;
        }
        Snippet first = snippets.get(0);
        lines.heading(terminal.in(Colour.STRONG, "For the server's owner, " + first.title()));
        lines.block(6, first.text());
        String others = snippets.stream().skip(1).map(Snippet::title).collect(Collectors.joining(", "));
        lines.sentence(
                2,
                "--issue writes all of this as Markdown for the owner."
                        + (others.isEmpty() ? "" : " --html and --json have it for " + others + " too."));
    }
}
