package dev.mcpauthfix.cli.report;

/**
 * A rung of the discovery ladder, at one server.
 *
 * @param rung its name, as in the audit log
 * @param healed calls that were healed with what it found
 * @param found how often an observation or a discovery found something by it
 * @param strict whether a strict client has it too: {@code hint} and {@code configured}
 */
public record RungCount(String rung, long healed, long found, boolean strict) {}
