package dev.mcpauthfix.cli.report;

import org.jspecify.annotations.Nullable;

/**
 * From a unit's first exposure to its first healed call.
 *
 * @param times of the units that were healed
 * @param censored units that were not, as far as the files go: their time is longer than what was seen of them, not known
 * @param medianMs the median of all units, those not healed counted as longer than any other; null where fewer than half were healed
 * @param p95Ms the 95th percentile of all units, likewise; null where fewer than 95 % were healed
 */
public record TimeToConnect(
        Times times,
        long censored,
        @Nullable Long medianMs,
        @Nullable Long p95Ms) {}
