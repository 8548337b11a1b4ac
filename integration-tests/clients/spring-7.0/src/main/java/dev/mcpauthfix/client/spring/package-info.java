/** MCP by hand with Spring's HTTP clients, which know nothing of MCP. */
@NullMarked
package dev.mcpauthfix.client.spring;

import org.jspecify.annotations.NullMarked;
