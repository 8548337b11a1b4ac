package dev.mcpauthfix.cli.report;

import org.jspecify.annotations.Nullable;

/**
 * The units of an experiment that were first exposed to one variant.
 *
 * @param variant {@code strict} or {@code lenient}
 * @param units exposed units
 * @param jvms the JVMs that they are in
 * @param outcome how they fared; null where there is no unit, and where the sample ratio is wrong, since then any outcome would mislead
 */
public record Arm(
        String variant, long units, long jvms, @Nullable Outcome outcome) {}
