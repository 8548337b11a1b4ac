/** Spring's security for MCP clients, in a Spring Boot application without a web server. */
@NullMarked
package dev.mcpauthfix.client.mcpsecurity;

import org.jspecify.annotations.NullMarked;
