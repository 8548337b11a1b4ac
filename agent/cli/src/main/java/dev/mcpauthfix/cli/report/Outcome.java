package dev.mcpauthfix.cli.report;

/**
 * How the units of an arm fared.
 *
 * @param connected the sum over units of the share of servers that they connected to within 60 seconds of the first exposure; a whole number where a
 *     unit has one server
 * @param rate {@code connected} by units, with its interval
 * @param timeToConnect to the first healed call
 * @param requestsPerUnit how many requests the agent itself sent, by units
 * @param addedWait how long the refused calls waited for a decision
 */
public record Outcome(
        double connected, Estimate rate, TimeToConnect timeToConnect, double requestsPerUnit, Times addedWait) {}
