package dev.mcpauthfix.cli.report.statistics;

/**
 * Intervals for success probabilities that hold at all times at once: with a probability of at least 1 - alpha the truth is in every
 * interval that is ever computed, so anybody may look daily, and stop when they like.
 *
 * <p>What is assumed: the units of an arm succeed independently, with one probability.
 */
public final class Proportions {

    private Proportions() {}

    /**
     * An interval for a success probability: Robbins's beta-binomial mixture (Robbins 1970; Howard, Ramdas, McAuliffe and Sekhon
     * 2021). Exactly valid for any stopping rule and any number of looks.
     *
     * @param successes between 0 and {@code trials}
     * @param trials at least 0; of 0, the interval is from 0 to 1
     * @param alpha the probability of ever missing the truth, between 0 and 1
     * @throws IllegalArgumentException where these do not hold
     */
    public static Interval sequence(long successes, long trials, double alpha) {
        return Means.sequence((double) successes, trials, alpha);
    }

    /**
     * An interval for the second arm's success probability less the first's.
     *
     * <p>The evidence against two probabilities together is the product of both arms' evidence, itself a martingale in whatever order
     * the units arrive; the interval holds all differences of pairs that are not refuted. So the common base rate is never estimated,
     * and the interval is exactly valid: a truth of no difference is ever excluded with a probability of at most alpha.
     *
     * <p>It is narrower than the difference of two intervals at alpha / 2, since both arms are hardly at their worst together; it is no
     * narrower where one arm is many times the other, or both stand near 0 or 1. The e-process of Turner, Ly and Gruenwald (2024) may
     * need fewer units, but depends on the order of the outcomes, which counts from many files have not.
     *
     * @param s1 successes of the first arm, between 0 and {@code n1}
     * @param n1 units of the first arm; where either arm has none, the interval is from -1 to 1
     * @param s2 successes of the second arm, between 0 and {@code n2}
     * @param n2 units of the second arm
     * @param alpha the probability of ever missing the truth, between 0 and 1
     * @throws IllegalArgumentException where these do not hold
     */
    public static Interval difference(long s1, long n1, long s2, long n2, double alpha) {
        return Means.difference((double) s1, n1, (double) s2, n2, alpha);
    }
}
