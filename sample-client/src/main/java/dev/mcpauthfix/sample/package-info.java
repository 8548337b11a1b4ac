/**
 * An ordinary MCP client with no OAuth code, loaded by the application's own class loader. Only its transports differ between
 * versions of the MCP Java SDK; everything else compiles unchanged from 0.10 to 2.1.
 */
@NullMarked
package dev.mcpauthfix.sample;

import org.jspecify.annotations.NullMarked;
