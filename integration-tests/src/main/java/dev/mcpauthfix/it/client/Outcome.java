package dev.mcpauthfix.it.client;

/**
 * What one run of a client came to.
 *
 * @param client as {@link RealClient#toString()} has it
 * @param jdk the feature version
 * @param shape the server's
 * @param said the program's outcome, with nothing in it that differs from run to run
 * @param dances how many logins there were
 */
public record Outcome(String client, int jdk, String shape, boolean agent, String said, int dances) {}
