package dev.mcpauthfix.client.solon;

import dev.mcpauthfix.client.Program;
import dev.mcpauthfix.client.Server;
import org.noear.solon.ai.mcp.client.McpClientProvider;

/** Lists the tools of a server with Solon AI. */
public final class SolonClient {

    private SolonClient() {}

    /** See {@link Program}. */
    public static void main(String[] args) {
        Program.run(args, SolonClient::countTools);
    }

    private static int countTools(Server server) {
        try (McpClientProvider client = McpClientProvider.builder()
                .channel(server.sse() ? "sse" : "streamable")
                .url(server.url().toString())
                .timeout(server.timeout())
                .build()) {
            return client.getTools().size();
        }
    }
}
