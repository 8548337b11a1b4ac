/** The MCP transport of Quarkus LangChain4j, outside Quarkus. */
@NullMarked
package dev.mcpauthfix.client.quarkus;

import org.jspecify.annotations.NullMarked;
