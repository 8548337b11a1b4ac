package dev.mcpauthfix.cli.report;

/**
 * One class of failures.
 *
 * @param failure its name in the audit log, {@code needs-person} for example
 * @param words what it means
 * @param count how often
 * @param servers at how many servers
 */
public record FailureCount(String failure, String words, long count, long servers) {}
