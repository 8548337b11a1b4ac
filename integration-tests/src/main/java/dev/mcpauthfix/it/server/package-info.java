/** An MCP server to test against, in every shape that a client meets: one shape per rung of the discovery ladder, and those that are not OAuth. */
@NullMarked
package dev.mcpauthfix.it.server;

import org.jspecify.annotations.NullMarked;
