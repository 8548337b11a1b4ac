package dev.mcpauthfix.cli.report;

import org.jspecify.annotations.Nullable;

/**
 * Strict against lenient at one server. A unit counts here with this server alone: connected within 60 seconds of its first exposure there, or not.
 *
 * @param server the MCP server's address
 * @param strictUnits exposed units in strict
 * @param strictConnected of these, connected
 * @param lenientUnits exposed units in lenient
 * @param lenientConnected of these, connected
 * @param difference lenient's rate minus strict's; null where an arm has fewer than two units
 */
public record ServerEffect(
        String server,
        long strictUnits,
        long strictConnected,
        long lenientUnits,
        long lenientConnected,
        @Nullable Estimate difference) {}
