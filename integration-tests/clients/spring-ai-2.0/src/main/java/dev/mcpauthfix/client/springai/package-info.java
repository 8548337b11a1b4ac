/** Spring AI's starters for MCP clients, in a Spring Boot application. */
@NullMarked
package dev.mcpauthfix.client.springai;

import org.jspecify.annotations.NullMarked;
