/**
 * What is wrong with an MCP server's authorization, who fails on it, and what mends it: judged from a survey alone, so that all of it
 * can be told without a network.
 */
@NullMarked
package dev.mcpauthfix.cli.doctor;

import org.jspecify.annotations.NullMarked;
