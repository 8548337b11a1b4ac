package dev.mcpauthfix.cli.report.ledger;

import dev.mcpauthfix.cli.report.Arm;
import dev.mcpauthfix.cli.report.Effect;
import dev.mcpauthfix.cli.report.Figures;
import dev.mcpauthfix.cli.report.Outcome;
import dev.mcpauthfix.cli.report.SampleRatioCheck;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An experiment in a sentence. */
final class Verdict {

    private Verdict() {}

    static String of(
            SampleRatioCheck ratio,
            Arm strict,
            Arm lenient,
            @Nullable Effect effect,
            @Nullable String descriptive,
            long stops) {
        String verdict = effect == null
                ? whyNoEffect(ratio, strict, lenient)
                : ofEffect(effect, rates(strict, lenient), descriptive != null);
        return stops == 0 ? verdict : verdict + " Guardrails stopped it " + Figures.of(stops, "time") + ".";
    }

    static String whyNoEffect(SampleRatioCheck ratio, Arm strict, Arm lenient) {
        if (ratio.mismatch()) {
            return "The arms are not as large as the shares ask for" + probability(ratio.p())
                    + ": something decides who is counted, and no outcome is shown.";
        }
        if (strict.units() + lenient.units() == 0) {
            return "No unit has been exposed yet.";
        }
        return "There are too few units to compare: " + strict.units() + " in strict, " + lenient.units()
                + " in lenient.";
    }

    static String tooFewJvms(Arm strict, Arm lenient) {
        return "With " + Figures.of(strict.jvms(), "JVM") + " in strict and " + lenient.jvms()
                + " in lenient these figures describe and prove nothing: it takes 5 in each.";
    }

    private static String ofEffect(Effect effect, String rates, boolean descriptive) {
        String interval =
                "a difference of " + Figures.points(effect.difference().value()) + " points ("
                        + Figures.points(effect.difference().low()) + " to "
                        + Figures.points(effect.difference().high()) + ")";
        if (descriptive) {
            return rates + ", " + interval + ", which describes these few JVMs and proves nothing.";
        }
        if (!effect.conclusive()) {
            return "No difference is proven yet: " + rates + ", " + interval + ".";
        }
        return (effect.difference().value() > 0 ? "Lenient connects more: " : "Lenient connects less: ") + rates + ", "
                + interval + ".";
    }

    private static String rates(Arm strict, Arm lenient) {
        return "lenient " + rate(lenient.outcome()) + ", strict " + rate(strict.outcome());
    }

    private static String rate(@Nullable Outcome outcome) {
        return outcome == null ? "-" : Figures.percent(outcome.rate().value());
    }

    private static String probability(@Nullable Double p) {
        return p == null ? "" : p < 0.000_001 ? " (p < 0.000001)" : String.format(Locale.ROOT, " (p = %.6f)", p);
    }
}
