package dev.mcpauthfix.client.langchain4j;

import dev.langchain4j.mcp.client.DefaultMcpClient;
import dev.langchain4j.mcp.client.McpClient;
import dev.langchain4j.mcp.client.transport.McpTransport;
import dev.langchain4j.mcp.client.transport.http.HttpMcpTransport;
import dev.langchain4j.mcp.client.transport.http.StreamableHttpMcpTransport;
import dev.mcpauthfix.client.Program;
import dev.mcpauthfix.client.Server;

/** Lists the tools of a server with langchain4j. */
@SuppressWarnings("deprecation") // The legacy transport is wanted: it is the one on OkHttp.
public final class Langchain4jClient {

    private Langchain4jClient() {}

    /** See {@link Program}. */
    public static void main(String[] args) {
        Program.run(args, Langchain4jClient::countTools);
    }

    private static int countTools(Server server) throws Exception {
        try (McpClient client = new DefaultMcpClient.Builder()
                .transport(transport(server))
                .initializationTimeout(server.timeout())
                .build()) {
            return client.listTools().size();
        }
    }

    private static McpTransport transport(Server server) {
        String url = server.url().toString();
        return server.sse()
                ? new HttpMcpTransport.Builder().sseUrl(url).build()
                : new StreamableHttpMcpTransport.Builder().url(url).build();
    }
}
