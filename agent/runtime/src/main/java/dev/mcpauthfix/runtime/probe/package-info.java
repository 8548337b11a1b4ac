/**
 * Looks at an MCP server as a client meets it, and writes down what it saw: one request, the discovery ladder, and the addresses that
 * other clients would ask. It changes nothing anywhere, and what it writes down has no secret in it.
 */
@NullMarked
package dev.mcpauthfix.runtime.probe;

import org.jspecify.annotations.NullMarked;
