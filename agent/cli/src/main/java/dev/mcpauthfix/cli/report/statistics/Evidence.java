package dev.mcpauthfix.cli.report.statistics;

import dev.mcpauthfix.cli.report.statistics.Outcomes.Mean;
import java.util.function.DoubleUnaryOperator;

/** Turns evidence into intervals: all means, or differences of means, against which there is not enough of it. */
final class Evidence {

    // Beyond it a mean is 0 or 1 in double precision, and the square of a slope is still finite.
    private static final double STEEPEST = 1e140;
    private static final double PRECISION = 1e-10;

    private Evidence() {}

    /** The means not refuted at {@code alpha}. */
    static Interval mean(Outcomes outcomes, double alpha) {
        double threshold = threshold(alpha);
        return new Interval(1 - highest(outcomes.exchanged(), threshold), highest(outcomes, threshold));
    }

    /** The differences {@code second - first} that belong to any pair of means not refuted together at {@code alpha}. */
    static Interval difference(Outcomes first, Outcomes second, double alpha) {
        double threshold = threshold(alpha);
        return new Interval(-greatestLead(first, second, threshold), greatestLead(second, first, threshold));
    }

    static double threshold(double alpha) {
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("alpha " + alpha + " is not between 0 and 1");
        }
        return -Math.log(alpha);
    }

    private static double highest(Outcomes outcomes, double threshold) {
        double slope = slope(
                at -> {
                    Mean mean = outcomes.meanAtSlope(at);
                    return outcomes.logEvidenceAgainst(mean.p(), mean.q());
                },
                threshold);
        return outcomes.meanAtSlope(slope).p();
    }

    /**
     * The log evidence is convex in both means, so its set below the threshold is convex too, and the leader is furthest ahead where
     * moving either mean by a little costs the same: one slope finds both, and no search over the unknown base rate is needed.
     */
    private static double greatestLead(Outcomes leader, Outcomes follower, double threshold) {
        Outcomes failing = follower.exchanged();
        double slope = slope(
                at -> {
                    Mean high = leader.meanAtSlope(at);
                    Mean low = failing.meanAtSlope(at);
                    return leader.logEvidenceAgainst(high.p(), high.q()) + failing.logEvidenceAgainst(low.p(), low.q());
                },
                threshold);
        double lead = leader.meanAtSlope(slope).p() - failing.meanAtSlope(slope).q();
        return Math.min(1, Math.max(-1, lead));
    }

    /** The least slope whose evidence reaches the threshold, rounded up: an interval may be a hair too wide, never too narrow. */
    private static double slope(DoubleUnaryOperator logEvidence, double threshold) {
        // Two means move by at most 1 each, from evidence of at most 1: a quarter of the threshold is too little.
        double low = threshold / 4;
        double high = 2 * low;
        while (high < STEEPEST && logEvidence.applyAsDouble(high) < threshold) {
            low = high;
            high *= 2;
        }
        while (high < STEEPEST && high - low > PRECISION * high) {
            double middle = low + (high - low) / 2;
            if (logEvidence.applyAsDouble(middle) < threshold) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }
}
