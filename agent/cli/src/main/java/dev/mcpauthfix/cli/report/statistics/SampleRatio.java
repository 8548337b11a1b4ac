package dev.mcpauthfix.cli.report.statistics;

import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.apache.commons.numbers.gamma.RegularizedGamma;

/** Whether the arms got the units that their shares promise. Where not, something lost units, and no effect can be trusted. */
public final class SampleRatio {

    // The usual rule for the chi-squared approximation, by Cochran.
    private static final double ENOUGH = 5;

    private SampleRatio() {}

    /**
     * The probability of counts at least as far from the expected ones, if the shares were kept.
     *
     * <p>Pearson's chi-squared test, one degree of freedom fewer than arms. That is an approximation, and a wrong one where an arm
     * expects fewer than 5 units: 2 units of 20 at a share of 1 % would get 0.00005, and it is 0.03. There, two arms are judged by the
     * exact binomial test (twice the smaller tail, at most 1); more arms get 1, which is no verdict.
     *
     * @param seen units by arm, each at least 0
     * @param expected the expected units by arm, or their shares: each more than 0, scaled to the sum of {@code seen}
     * @return between 0 and 1; 1 where no unit was seen
     * @throws IllegalArgumentException where these do not hold, or there are fewer than two arms
     */
    public static double pValue(long[] seen, double[] expected) {
        double units = total(seen);
        double weight = total(expected, seen.length);
        if (units == 0) {
            return 1;
        }
        double least = Double.POSITIVE_INFINITY;
        double chiSquared = 0;
        for (int arm = 0; arm < seen.length; arm++) {
            double expects = units * (expected[arm] / weight);
            double off = (double) seen[arm] - expects;
            chiSquared += off * off / expects;
            least = Math.min(least, expects);
        }
        if (least >= ENOUGH) {
            return RegularizedGamma.Q.value((seen.length - 1) / 2.0, chiSquared / 2);
        }
        return seen.length == 2 ? binomial((double) seen[0], (double) seen[1], expected[0] / weight) : 1;
    }

    /** The tails of the binomial distribution are incomplete beta functions. */
    private static double binomial(double successes, double failures, double probability) {
        double atMost = failures == 0 ? 1 : RegularizedBeta.complement(probability, successes + 1, failures);
        double atLeast = successes == 0 ? 1 : RegularizedBeta.value(probability, successes, failures + 1);
        return Math.min(1, 2 * Math.min(atMost, atLeast));
    }

    private static double total(long[] seen) {
        double total = 0;
        for (long units : seen) {
            if (units < 0) {
                throw new IllegalArgumentException(units + " units were seen");
            }
            total += (double) units;
        }
        return total;
    }

    private static double total(double[] expected, int arms) {
        if (arms < 2 || expected.length != arms) {
            throw new IllegalArgumentException(arms + " arms were seen, " + expected.length + " were expected");
        }
        double total = 0;
        for (double units : expected) {
            if (!(units > 0 && units < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(units + " units were expected");
            }
            total += units;
        }
        return total;
    }
}
