package dev.mcpauthfix.cli.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the arms have as many units as their shares ask for; where they have not, something other than chance decided who is counted.
 *
 * @param arms for each arm, in the experiment's order
 * @param p the probability of a ratio at least this far off; null where it cannot be computed, with no unit or with one arm that has the whole share
 * @param mismatch whether p is below 0.001: no outcome and no effect is shown
 */
public record SampleRatioCheck(
        List<ArmRatio> arms, @Nullable Double p, boolean mismatch) {

    public SampleRatioCheck {
        arms = List.copyOf(arms);
    }

    /**
     * One arm.
     *
     * @param variant which
     * @param seen exposed units
     * @param expected how many the shares at first exposure ask for
     */
    public record ArmRatio(String variant, long seen, double expected) {}
}
