/** langchain4j's MCP client. */
@NullMarked
package dev.mcpauthfix.client.langchain4j;

import org.jspecify.annotations.NullMarked;
