package dev.mcpauthfix.cli.report.statistics;

import java.util.Arrays;

/**
 * Intervals for medians of times that hold at all times at once, as those of {@link Proportions} do.
 *
 * <p>Half of all times are at most the true median. So a median is refuted by the evidence against one half in the count of times up
 * to it, and no shape of the times is assumed (Howard and Ramdas 2022). Within a bucket of {@link Durations} the count that speaks
 * least against it is taken: ties and the width of a bucket make the interval wider, never wrong.
 *
 * <p>A unit that was never healed counts as longer than any time, so the bounds may be infinite. Only units that were watched equally
 * long, or whose time is known, may be given: one that was first refused a minute ago is no unit that was never healed.
 */
public final class Medians {

    /** The bucket of the units that were never healed, after all buckets of times. */
    private static final int NEVER = Durations.BUCKETS;

    private Medians() {}

    /**
     * An interval in milliseconds for the median; from 0 to infinity of no times.
     *
     * @param alpha the probability of ever missing the truth, between 0 and 1
     */
    public static Interval sequence(Durations times, double alpha) {
        double threshold = Evidence.threshold(alpha);
        double[] evidence = evidence(times);
        return new Interval(
                lowerEdge(firstBelow(threshold, evidence)), Durations.upperEdge(lastBelow(threshold, evidence)));
    }

    /**
     * An interval in milliseconds for the second arm's median less the first's: all differences of pairs that are not refuted together.
     * Infinite on a side where the median may be that of units that were never healed.
     *
     * @param alpha the probability of ever missing the truth, between 0 and 1
     */
    public static Interval difference(Durations first, Durations second, double alpha) {
        double threshold = Evidence.threshold(alpha);
        double[] evidence1 = evidence(first);
        double[] evidence2 = evidence(second);
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        double least2 = Arrays.stream(evidence2).min().orElseThrow();
        for (int i = 0; i <= NEVER; i++) {
            if (evidence1[i] + least2 < threshold) {
                int earliest = firstBelow(threshold - evidence1[i], evidence2);
                int latest = lastBelow(threshold - evidence1[i], evidence2);
                low = Math.min(low, -lead(i, earliest));
                high = Math.max(high, lead(latest, i));
            }
        }
        return new Interval(low, high);
    }

    /** The most by which a time in {@code later} is longer than one in {@code earlier}; infinite, not unknown, where both have no end. */
    private static double lead(int later, int earlier) {
        double longest = Durations.upperEdge(later);
        return longest == Double.POSITIVE_INFINITY ? longest : longest - lowerEdge(earlier);
    }

    /** By bucket, the least log evidence against a median in it. */
    private static double[] evidence(Durations times) {
        double[] evidence = new double[NEVER + 1];
        long before = 0;
        for (int bucket = 0; bucket <= NEVER; bucket++) {
            long upTo = bucket == NEVER ? times.count() : before + times.inBucket(bucket);
            boolean empty = bucket > 1 && times.inBucket(bucket - 1) == 0 && upTo == before;
            evidence[bucket] = empty ? evidence[bucket - 1] : leastEvidence(before, upTo, times.count());
            before = upTo;
        }
        return evidence;
    }

    /** Against one half, by any count from {@code atLeast} to {@code atMost}. */
    private static double leastEvidence(long atLeast, long atMost, long count) {
        double successes = Math.min((double) atMost, Math.max((double) atLeast, (double) count / 2));
        return new Outcomes(successes, (double) count - successes).logEvidenceAgainst(0.5, 0.5);
    }

    /** There is one: the evidence against the observed median is at most 0, and less than any limit that is asked for. */
    private static int firstBelow(double limit, double[] evidence) {
        int bucket = 0;
        while (evidence[bucket] >= limit) {
            bucket++;
        }
        return bucket;
    }

    private static int lastBelow(double limit, double[] evidence) {
        int bucket = evidence.length - 1;
        while (evidence[bucket] >= limit) {
            bucket--;
        }
        return bucket;
    }

    private static double lowerEdge(int bucket) {
        return Durations.upperEdge(bucket - 1);
    }
}
