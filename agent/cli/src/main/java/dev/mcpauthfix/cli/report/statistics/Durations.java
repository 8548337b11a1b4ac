package dev.mcpauthfix.cli.report.statistics;

import java.util.Arrays;
import java.util.OptionalLong;

/**
 * Times in milliseconds, counted in buckets of a fixed grid: constant memory whatever comes, and two of them add up to the one that
 * would have been.
 *
 * <p>A quantile is off by at most 1 %, and half a millisecond of rounding: each bucket is 2 % wide, in the manner of DDSketch
 * (Masson, Rim and Lee 2019). Times above a year count as a year. A unit that has been watched to the end and was never healed counts
 * as longer than any time. Not for several threads.
 */
public final class Durations {

    private static final long YEAR = 366L * 24 * 60 * 60 * 1000;
    private static final double WIDTH = 1.02;
    private static final double LOG_WIDTH = Math.log(WIDTH);
    static final int BUCKETS = bucket(YEAR) + 1;

    private long[] counts = new long[0];
    private long never;
    private long total;
    private long least = Long.MAX_VALUE;
    private long greatest;

    /** Counts a time; a negative one, from a clock that was set back, as 0. */
    public void add(long millis) {
        long time = Math.min(YEAR, Math.max(0, millis));
        int bucket = bucket(time);
        if (bucket >= counts.length) {
            counts = Arrays.copyOf(counts, Math.min(BUCKETS, Math.max(bucket + 1, 2 * counts.length)));
        }
        counts[bucket]++;
        total++;
        least = Math.min(least, time);
        greatest = Math.max(greatest, time);
    }

    /** Counts a unit that was never healed: longer than any time. */
    public void addNever() {
        never++;
        total++;
    }

    /** Adds all that {@code other} has counted. */
    public void merge(Durations other) {
        if (other.counts.length > counts.length) {
            counts = Arrays.copyOf(counts, other.counts.length);
        }
        for (int bucket = 0; bucket < other.counts.length; bucket++) {
            counts[bucket] += other.counts[bucket];
        }
        never += other.never;
        total += other.total;
        least = Math.min(least, other.least);
        greatest = Math.max(greatest, other.greatest);
    }

    /** All that were counted, the never healed among them. */
    public long count() {
        return total;
    }

    /** Those of {@link #count} that were never healed. */
    public long never() {
        return never;
    }

    /** The least time within which the share {@code q}, from 0 to 1, of all was healed; empty where so many were not, or there are none. */
    public OptionalLong quantileMillis(double q) {
        if (!(q >= 0 && q <= 1)) {
            throw new IllegalArgumentException("there is no quantile " + q);
        }
        long rank = Math.max(1, (long) Math.ceil(q * (double) total));
        long seen = 0;
        for (int bucket = 0; bucket < counts.length; bucket++) {
            seen += counts[bucket];
            if (seen >= rank) {
                return OptionalLong.of(Math.min(greatest, Math.max(least, Math.round(middle(bucket)))));
            }
        }
        return OptionalLong.empty();
    }

    /** The median; empty where half or more were never healed, or there are none. */
    public OptionalLong medianMillis() {
        return quantileMillis(0.5);
    }

    long inBucket(int bucket) {
        return bucket < counts.length ? counts[bucket] : 0;
    }

    /** Bucket 0 holds the time 0, bucket 1 the time 1, bucket i the times above 1.02^(i - 2) up to 1.02^(i - 1). */
    private static int bucket(long millis) {
        return millis == 0 ? 0 : 1 + (int) Math.ceil(Math.log((double) millis) / LOG_WIDTH);
    }

    /** No time of the bucket is longer, and every one is longer than the edge of the bucket before. The last has no end. */
    static double upperEdge(int bucket) {
        if (bucket >= BUCKETS - 1) {
            return Double.POSITIVE_INFINITY;
        }
        return bucket <= 0 ? 0 : Math.exp((bucket - 1) * LOG_WIDTH);
    }

    /** As far from either edge, in proportion. */
    private static double middle(int bucket) {
        return bucket == 0 ? 0 : 2 * Math.exp((bucket - 1) * LOG_WIDTH) / (1 + WIDTH);
    }
}
