package dev.mcpauthfix.client.strict;

import dev.mcpauthfix.client.Server;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.customizer.McpHttpClientAuthorizationErrorHandler;

/** An MCP session over the SDK's own transport, with the two things that the SDK lets an application add to it. */
final class Connection {

    private Connection() {}

    static int countTools(Server server, OwnOAuth oauth) {
        HttpClientStreamableHttpTransport transport = HttpClientStreamableHttpTransport.builder(server.base())
                .endpoint(server.endpoint())
                .httpRequestCustomizer(oauth)
                .authorizationErrorHandler(McpHttpClientAuthorizationErrorHandler.fromSync(oauth))
                .build();
        try (McpSyncClient client = McpClient.sync(transport)
                .initializationTimeout(server.timeout())
                .requestTimeout(server.timeout())
                .build()) {
            client.initialize();
            return client.listTools().tools().size();
        }
    }
}
