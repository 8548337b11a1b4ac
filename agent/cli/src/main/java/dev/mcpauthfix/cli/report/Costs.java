package dev.mcpauthfix.cli.report;

/**
 * What the agent cost, all servers together.
 *
 * @param refused calls that were refused
 * @param requests requests that the agent itself sent for them
 * @param requestsPerRefused the one by the other; 0 where none was refused
 * @param requestsPerHour the requests by the hours of the period; 0 where the period is shorter than a minute
 * @param addedWait how long the refused calls waited for a decision
 * @param faults faults of the agent's own
 */
public record Costs(
        long refused, long requests, double requestsPerRefused, double requestsPerHour, Times addedWait, long faults) {}
