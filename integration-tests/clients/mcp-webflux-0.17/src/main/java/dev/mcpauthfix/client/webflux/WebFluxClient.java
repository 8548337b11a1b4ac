package dev.mcpauthfix.client.webflux;

import dev.mcpauthfix.client.Program;
import dev.mcpauthfix.client.Server;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.WebClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.WebFluxSseClientTransport;
import io.modelcontextprotocol.spec.McpClientTransport;
import org.springframework.web.reactive.function.client.WebClient;

/** Lists the tools of a server through Spring's WebClient. */
public final class WebFluxClient {

    private WebFluxClient() {}

    /** See {@link Program}. */
    public static void main(String[] args) {
        Program.run(args, WebFluxClient::countTools);
    }

    private static int countTools(Server server) {
        try (McpSyncClient client = McpClient.sync(transport(server))
                .initializationTimeout(server.timeout())
                .build()) {
            client.initialize();
            return client.listTools().tools().size();
        }
    }

    private static McpClientTransport transport(Server server) {
        WebClient.Builder http = WebClient.builder().baseUrl(server.base());
        return server.sse()
                ? WebFluxSseClientTransport.builder(http)
                        .sseEndpoint(server.endpoint())
                        .build()
                : WebClientStreamableHttpTransport.builder(http)
                        .endpoint(server.endpoint())
                        .build();
    }
}
