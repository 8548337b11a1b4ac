package dev.mcpauthfix.sample;

import io.modelcontextprotocol.spec.McpClientTransport;

/** Stands where newer SDKs have the streamable HTTP transport: MCP Java SDK 0.10 speaks only HTTP+SSE. */
final class StreamableTransport {

    private StreamableTransport() {}

    static McpClientTransport to(Options options) {
        throw new UnsupportedOperationException(
                "MCP Java SDK 0.10 speaks only HTTP+SSE: add --sse for " + options.url());
    }
}
