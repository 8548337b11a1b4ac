package dev.mcpauthfix.client.langchain4j;

import dev.langchain4j.mcp.client.DefaultMcpClient;
import dev.langchain4j.mcp.client.McpClient;
import dev.langchain4j.mcp.client.transport.websocket.WebSocketMcpTransport;
import dev.mcpauthfix.client.Program;
import dev.mcpauthfix.client.Server;

/** Lists the tools of a server with langchain4j over a WebSocket, which it has since 1.9. */
public final class WebSocketClient {

    private WebSocketClient() {}

    /** See {@link Program}. */
    public static void main(String[] args) {
        Program.run(args, WebSocketClient::countTools);
    }

    private static int countTools(Server server) throws Exception {
        try (McpClient client = new DefaultMcpClient.Builder()
                .transport(WebSocketMcpTransport.builder()
                        .url(server.url().toString())
                        .build())
                .initializationTimeout(server.timeout())
                .build()) {
            return client.listTools().size();
        }
    }
}
