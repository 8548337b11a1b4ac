package dev.mcpauthfix.cli.report;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When the lines were written.
 *
 * @param from the earliest time; null where there is no line
 * @param to the latest time; null where there is no line
 */
public record Period(@Nullable Instant from, @Nullable Instant to) {}
