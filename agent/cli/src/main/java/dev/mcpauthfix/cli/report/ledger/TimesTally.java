package dev.mcpauthfix.cli.report.ledger;

import dev.mcpauthfix.cli.report.Bucket;
import dev.mcpauthfix.cli.report.Times;
import dev.mcpauthfix.cli.report.statistics.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Counts times: quantiles from fine buckets, and bars that double in width for a chart. */
final class TimesTally {

    private final Durations durations = new Durations();

    /** Bar 0 is below 1 ms, bar i from 2^(i - 1) ms up to 2^i. */
    private final long[] bars = new long[Long.SIZE];

    private long longest;

    void add(long millis) {
        durations.add(millis);
        bars[Long.SIZE - Long.numberOfLeadingZeros(millis)]++;
        longest = Math.max(longest, millis);
    }

    Times times() {
        boolean none = durations.count() == 0;
        return new Times(
                durations.count(),
                millis(durations.medianMillis()),
                millis(durations.quantileMillis(0.95)),
                none ? null : longest,
                buckets());
    }

    static @Nullable Long millis(OptionalLong quantile) {
        return quantile.isPresent() ? quantile.getAsLong() : null;
    }

    private List<Bucket> buckets() {
        int first = 0;
        int end = bars.length;
        while (first < end && bars[first] == 0) {
            first++;
        }
        while (end > first && bars[end - 1] == 0) {
            end--;
        }
        List<Bucket> buckets = new ArrayList<>();
        for (int bar = first; bar < end; bar++) {
            buckets.add(new Bucket(bar == 0 ? 0 : 1L << (bar - 1), 1L << bar, bars[bar]));
        }
        return buckets;
    }
}
