package dev.mcpauthfix.cli.report.statistics;

/**
 * A closed interval.
 *
 * @param low at most {@code high}; negative infinity where nothing bounds it below
 * @param high positive infinity where nothing bounds it above
 */
public record Interval(double low, double high) {

    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException(low + " to " + high + " is no interval");
        }
    }

    /** Whether {@code value} lies in it, ends included: an interval of a difference without 0 is an effect. */
    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}
