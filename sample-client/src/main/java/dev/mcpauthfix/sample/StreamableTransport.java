package dev.mcpauthfix.sample;

import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpClientTransport;

/** The streamable HTTP transport; a class of its own because the oldest SDK under test has none. */
final class StreamableTransport {

    private StreamableTransport() {}

    static McpClientTransport to(Options options) {
        return HttpClientStreamableHttpTransport.builder(options.base())
                .endpoint(options.endpoint())
                .build();
    }
}
