package dev.mcpauthfix.cli.report.statistics;

import org.apache.commons.numbers.gamma.LogBeta;

/**
 * The outcomes of one arm, and how strongly they speak against a mean.
 *
 * <p>The evidence against the mean p is the likelihood of the outcomes averaged over a Beta(1/2, 1/2) prior, divided by their
 * likelihood under p. While p is the truth it is a martingale that starts at 1, so by Ville's inequality it ever reaches 1/alpha
 * with a probability of at most alpha, however often anybody looks (Robbins 1970). For outcomes in [0, 1] that are not all 0 or 1
 * it is a supermartingale, as the ratio is convex in the outcome: the same bound holds.
 *
 * <p>The prior is Jeffreys's: among the Beta priors its evidence is never far behind the best, and it is ahead of the uniform one
 * where nearly all units fail or nearly all connect, which is what a strict and a lenient arm do.
 */
final class Outcomes {

    private static final double PRIOR = 0.5;
    private static final double LOG_BETA_OF_PRIOR = LogBeta.value(PRIOR, PRIOR);

    private final double successes;
    private final double failures;
    private final double logAverage;

    /** {@code successes} may be a fraction; both are at least 0. */
    Outcomes(double successes, double failures) {
        this(successes, failures, LogBeta.value(successes + PRIOR, failures + PRIOR) - LOG_BETA_OF_PRIOR);
    }

    private Outcomes(double successes, double failures, double logAverage) {
        this.successes = successes;
        this.failures = failures;
        this.logAverage = logAverage;
    }

    /** The same outcomes with success and failure exchanged. */
    Outcomes exchanged() {
        return new Outcomes(/* successes= */ failures, /* failures= */ successes, logAverage);
    }

    /**
     * The logarithm of the evidence against the mean {@code p}; at most 0 at the observed mean.
     *
     * @param q the complement of {@code p}, which near 1 holds too few digits of it
     */
    double logEvidenceAgainst(double p, double q) {
        return logAverage - times(successes, p) - times(failures, q);
    }

    /** The mean above the observed one at which the log evidence rises with {@code slope}, more than 0; 1 where it rises nowhere. */
    Mean meanAtSlope(double slope) {
        double b = successes + failures - slope;
        double root = Math.sqrt(b * b + 4 * slope * successes);
        double q = Math.min(1, 2 * failures / (successes + failures + slope + root));
        // Of the forms of a quadratic's root, the one that subtracts nothing close to it: exactly 1 where nothing
        // failed.
        double p = q < 0.5 ? 1 - q : b > 0 ? 2 * successes / (b + root) : (root - b) / (2 * slope);
        return new Mean(p, q);
    }

    private static double times(double count, double probability) {
        return count == 0 ? 0 : count * Math.log(probability);
    }

    /** A mean and its complement. */
    record Mean(double p, double q) {}
}
