/** The MCP Java SDK over Spring WebFlux. */
@NullMarked
package dev.mcpauthfix.client.webflux;

import org.jspecify.annotations.NullMarked;
