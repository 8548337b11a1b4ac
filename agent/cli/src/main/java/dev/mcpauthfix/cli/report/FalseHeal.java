package dev.mcpauthfix.cli.report;

import java.time.Instant;

/**
 * A server that gave out a token and refused the call with it all the same.
 *
 * @param server the MCP server's address
 * @param jvms in how many JVMs
 * @param count how often
 * @param latest when last
 * @param status the HTTP status that the application got then, 0 where the line does not say
 */
public record FalseHeal(String server, long jvms, long count, Instant latest, int status) {}
