package dev.mcpauthfix.cli.report;

/**
 * How often something was seen.
 *
 * @param name what
 * @param count how often, at least 1
 */
public record Count(String name, long count) {}
