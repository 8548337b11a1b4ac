/** Real MCP clients, unmodified, before and after the agent: which there are, what they say, and the page that tells it. */
@NullMarked
package dev.mcpauthfix.it.client;

import org.jspecify.annotations.NullMarked;
