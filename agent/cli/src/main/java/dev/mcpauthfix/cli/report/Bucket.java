package dev.mcpauthfix.cli.report;

/**
 * One bar of a histogram.
 *
 * @param fromMs milliseconds, included
 * @param toMs milliseconds, excluded
 * @param count how many
 */
public record Bucket(long fromMs, long toMs, long count) {}
