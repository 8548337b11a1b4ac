package dev.mcpauthfix.cli.report;

/**
 * What lenient does beyond strict.
 *
 * @param difference lenient's connect success minus strict's, from -1 to 1
 * @param conclusive whether the interval leaves zero out and there are JVMs enough to say so
 */
public record Effect(Estimate difference, boolean conclusive) {}
