/** Solon AI's MCP client. */
@NullMarked
package dev.mcpauthfix.client.solon;

import org.jspecify.annotations.NullMarked;
