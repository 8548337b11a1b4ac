package dev.mcpauthfix.cli.doctor.form;

import dev.mcpauthfix.cli.doctor.FunnelStep;
import dev.mcpauthfix.cli.doctor.Verdict;
import dev.mcpauthfix.cli.doctor.client.Prediction;
import dev.mcpauthfix.cli.page.Markup;

/** How something went, by a sign, a word and a colour, so that each of the three suffices. */
final class Marks {

    private static final String GOOD = "good";
    private static final String HALF = "half";
    private static final String BAD = "bad";
    private static final String NONE = "none";

    private Marks() {}

    static void write(Verdict verdict, Markup page) {
        String style = switch (verdict) {
            case STRICT_CONNECTS -> GOOD;
            case LENIENT_CONNECTS -> HALF;
            case NEEDS_CREDENTIALS, NOT_OAUTH -> NONE;
            case BROKEN, UNREACHABLE -> BAD;
        };
        write(style, verdict.toString(), page);
    }

    static void write(FunnelStep.Mark mark, Markup page) {
        String style = switch (mark) {
            case PASSED -> GOOD;
            case LACKING -> HALF;
            case FAILED -> BAD;
            case SKIPPED -> NONE;
        };
        write(style, mark.toString(), page);
    }

    static void write(Prediction.Outcome outcome, Markup page) {
        String style = switch (outcome) {
            case CONNECTS -> GOOD;
            case NEEDS_CREDENTIALS -> HALF;
            case FAILS -> BAD;
            case UNKNOWN -> NONE;
        };
        write(style, outcome == Prediction.Outcome.UNKNOWN ? "?" : sign(style), outcome.words(), page);
    }

    private static void write(String style, String word, Markup page) {
        write(style, sign(style), word, page);
    }

    private static void write(String style, String sign, String word, Markup page) {
        page.open("span", "class", "mark " + style);
        page.element("b", sign).text(" " + word).close();
    }

    private static String sign(String style) {
        return switch (style) {
            case GOOD -> "\u2713";
            case HALF -> "!";
            case BAD -> "\u2715";
            default -> "\u2013";
        };
    }
}
