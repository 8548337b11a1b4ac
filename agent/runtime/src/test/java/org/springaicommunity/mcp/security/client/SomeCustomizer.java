package org.springaicommunity.mcp.security.client;

/** A class where Spring's MCP security client has its own. */
public final class SomeCustomizer {}
