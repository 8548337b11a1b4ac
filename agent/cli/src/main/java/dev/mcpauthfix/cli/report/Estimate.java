package dev.mcpauthfix.cli.report;

/**
 * A figure with its interval, which holds at every look at once with a confidence of 95 %: it may be looked at daily.
 *
 * @param value the figure
 * @param low the lower end, at most {@code value}
 * @param high the upper end, at least {@code value}
 */
public record Estimate(double value, double low, double high) {

    /** Whether the interval leaves zero out. */
    public boolean excludesZero() {
        return low > 0 || high < 0;
    }
}
