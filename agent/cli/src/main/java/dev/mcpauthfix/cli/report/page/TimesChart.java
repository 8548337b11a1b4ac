package dev.mcpauthfix.cli.report.page;

import dev.mcpauthfix.cli.page.Markup;
import dev.mcpauthfix.cli.report.Bucket;
import dev.mcpauthfix.cli.report.Times;
import java.util.List;
import java.util.stream.IntStream;

/** Histograms one below the other on one scale of time, each bar twice as wide in time as the one before it. */
final class TimesChart {

    /** The highest bar of all rows, in percent of a row. */
    private static final double HIGHEST = 82;

    private final long low;
    private final int doublings;
    private final long most;

    /** A scale that all of these fit on. */
    TimesChart(List<Times> rows) {
        List<Bucket> buckets =
                rows.stream().flatMap(times -> times.buckets().stream()).toList();
        low = Math.max(1, buckets.stream().mapToLong(Bucket::fromMs).min().orElse(1));
        long high = buckets.stream().mapToLong(Bucket::toMs).max().orElse(2);
        doublings = Math.max(1, (int) Math.ceil(log2((double) high / low) - 0.01));
        most = Math.max(1, buckets.stream().mapToLong(Bucket::count).max().orElse(1));
    }

    /** The bars of one row. */
    void draw(Plot plot, Times times, String style) {
        for (Bucket bucket : times.buckets()) {
            double from = at(bucket.fromMs());
            double to = at(bucket.toMs());
            double gap = Math.min(0.4, (to - from) / 5);
            if (bucket.count() > 0) {
                plot.column(style, from + gap, to - gap, Math.max(2, HIGHEST * bucket.count() / most));
            }
        }
    }

    /** The scale, above the rows: at most five figures. */
    void figures(Markup page) {
        int step = Math.max(1, (int) Math.ceil(doublings / 4.0));
        Axis.figures(
                page,
                IntStream.rangeClosed(0, doublings)
                        .mapToObj(i -> i % step == 0 ? Words.millis(low << i) : "")
                        .toList());
    }

    private double at(long millis) {
        double doubled = millis <= low ? 0 : log2((double) millis / low);
        return 100 * Math.min(doublings, doubled) / doublings;
    }

    private static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }
}
