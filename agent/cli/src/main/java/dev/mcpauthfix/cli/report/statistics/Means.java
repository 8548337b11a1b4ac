package dev.mcpauthfix.cli.report.statistics;

/**
 * The intervals of {@link Proportions} for outcomes anywhere in [0, 1], such as the fraction of a JVM's servers that connected.
 *
 * <p>An outcome x counts as x successes and 1 - x failures. A likelihood ratio of a coin is convex in x, hence on average no greater
 * than it is for a coin with the same mean: the evidence is a supermartingale, and the interval as valid as it is for proportions
 * (bounded outcomes are sub-Bernoulli; Howard, Ramdas, McAuliffe and Sekhon 2021). For outcomes that are all 0 or 1 it is the very
 * same interval. A sum and a count an arm are all that is kept, and their order does not matter; the price is that outcomes
 * which vary less than a coin does get no narrower interval for it.
 */
public final class Means {

    // Fractions such as 1/3 are rounded; a sum of many may come out above their count.
    private static final double ROUNDING = 1e-9;

    private Means() {}

    /**
     * An interval for the mean of outcomes in [0, 1].
     *
     * @param sum of the outcomes, between 0 and {@code count} but for rounding
     * @param count of the outcomes; of 0, the interval is from 0 to 1
     * @param alpha the probability of ever missing the truth, between 0 and 1
     * @throws IllegalArgumentException where these do not hold
     */
    public static Interval sequence(double sum, long count, double alpha) {
        Outcomes outcomes = outcomes(sum, count);
        return Evidence.mean(outcomes, alpha);
    }

    /**
     * An interval for the second arm's mean less the first's.
     *
     * @param sum1 of the first arm's outcomes, between 0 and {@code n1} but for rounding
     * @param n1 units of the first arm; where either arm has none, the interval is from -1 to 1
     * @param sum2 of the second arm's outcomes, between 0 and {@code n2} but for rounding
     * @param n2 units of the second arm
     * @param alpha the probability of ever missing the truth, between 0 and 1
     * @throws IllegalArgumentException where these do not hold
     */
    public static Interval difference(double sum1, long n1, double sum2, long n2, double alpha) {
        Outcomes first = outcomes(sum1, n1);
        Outcomes second = outcomes(sum2, n2);
        Interval interval = Evidence.difference(first, second, alpha);
        return n1 == 0 || n2 == 0 ? new Interval(-1, 1) : interval;
    }

    private static Outcomes outcomes(double sum, long count) {
        if (!(count >= 0 && sum >= 0 && sum <= (double) count * (1 + ROUNDING))) {
            throw new IllegalArgumentException(sum + " is no sum of " + count + " outcomes between 0 and 1");
        }
        double successes = Math.min(sum, (double) count);
        return new Outcomes(successes, (double) count - successes);
    }
}
