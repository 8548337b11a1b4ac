package org.springaicommunity.mcp.security.client;

import io.modelcontextprotocol.client.transport.customizer.McpHttpClientAuthorizationErrorHandler;

/** A handler where Spring's MCP security client has its own. */
public final class SomeErrorHandler implements McpHttpClientAuthorizationErrorHandler {}
