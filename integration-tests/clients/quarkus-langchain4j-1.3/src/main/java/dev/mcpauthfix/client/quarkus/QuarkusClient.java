package dev.mcpauthfix.client.quarkus;

import dev.langchain4j.mcp.client.DefaultMcpClient;
import dev.langchain4j.mcp.client.McpClient;
import dev.mcpauthfix.client.Program;
import dev.mcpauthfix.client.Server;
import io.quarkiverse.langchain4j.mcp.runtime.http.QuarkusStreamableHttpMcpTransport;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.spi.CDI;

/** Lists the tools of a server with the transport that Quarkus gives to langchain4j. */
public final class QuarkusClient {

    private QuarkusClient() {}

    /** See {@link Program}. */
    public static void main(String[] args) {
        Program.run(args, QuarkusClient::countTools);
    }

    private static int countTools(Server server) throws Exception {
        CDI.setCDIProvider(NoBeans::new);
        QuarkusStreamableHttpMcpTransport transport = new QuarkusStreamableHttpMcpTransport.Builder()
                .url(server.url().toString())
                .mcpClientName("notes")
                .timeout(server.timeout())
                .httpClient(Vertx.vertx().createHttpClient())
                .build();
        try (McpClient client = new DefaultMcpClient.Builder()
                .transport(transport)
                .initializationTimeout(server.timeout())
                .build()) {
            return client.listTools().size();
        }
    }
}
