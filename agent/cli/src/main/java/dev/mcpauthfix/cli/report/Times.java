package dev.mcpauthfix.cli.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Many times, in milliseconds. Quantiles come out of buckets and may be off by 5 %.
 *
 * @param count how many
 * @param medianMs the median; null where there are none
 * @param p95Ms the 95th percentile; null where there are none
 * @param maxMs the longest; null where there are none
 * @param buckets a histogram whose bars double in width, without empty bars at its ends
 */
public record Times(
        long count,
        @Nullable Long medianMs,
        @Nullable Long p95Ms,
        @Nullable Long maxMs,
        List<Bucket> buckets) {

    public Times {
        buckets = List.copyOf(buckets);
    }
}
