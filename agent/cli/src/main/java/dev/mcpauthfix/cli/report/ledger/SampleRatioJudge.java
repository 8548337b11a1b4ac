package dev.mcpauthfix.cli.report.ledger;

import dev.mcpauthfix.cli.report.SampleRatioCheck;
import dev.mcpauthfix.cli.report.SampleRatioCheck.ArmRatio;
import dev.mcpauthfix.cli.report.ledger.Units.Unit;
import dev.mcpauthfix.cli.report.statistics.SampleRatio;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares the sizes of the arms with those that the shares ask for. */
final class SampleRatioJudge {

    private static final double MISMATCH = 0.001;
    private static final double WHOLE = 10_000;

    private SampleRatioJudge() {}

    static SampleRatioCheck check(List<String> variants, List<Unit> units) {
        long[] seen = {0, 0};
        double[] expected = {0, 0};
        // A unit whose share nobody wrote down can be neither expected nor unexpected.
        for (Unit unit : units) {
            if (unit.share() >= 0) {
                seen[unit.variant()]++;
                double lenient = Math.min(WHOLE, unit.share()) / WHOLE;
                expected[Encounter.LENIENT] += lenient;
                expected[Encounter.STRICT] += 1 - lenient;
            }
        }
        @Nullable Double p = probability(seen, expected);
        return new SampleRatioCheck(
                List.of(
                        new ArmRatio(variants.get(0), seen[0], expected[0]),
                        new ArmRatio(variants.get(1), seen[1], expected[1])),
                p,
                p != null && p < MISMATCH);
    }

    private static @Nullable Double probability(long[] seen, double[] expected) {
        if (seen[0] + seen[1] == 0) {
            return null;
        }
        for (int arm = 0; arm < seen.length; arm++) {
            if (expected[arm] <= 0) {
                return seen[arm] == 0 ? null : 0.0;
            }
        }
        return SampleRatio.pValue(seen, expected);
    }
}
