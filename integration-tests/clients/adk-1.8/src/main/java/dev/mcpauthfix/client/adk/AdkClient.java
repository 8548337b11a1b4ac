package dev.mcpauthfix.client.adk;

import com.google.adk.tools.mcp.McpToolset;
import com.google.adk.tools.mcp.StreamableHttpServerParameters;
import dev.mcpauthfix.client.Program;
import dev.mcpauthfix.client.Server;

/** Lists the tools of a server with Google's ADK. */
public final class AdkClient {

    private AdkClient() {}

    /** See {@link Program}. */
    public static void main(String[] args) {
        Program.run(args, AdkClient::countTools);
    }

    private static int countTools(Server server) {
        StreamableHttpServerParameters parameters = StreamableHttpServerParameters.builder()
                .url(server.url().toString())
                .timeout(server.timeout())
                .build();
        try (McpToolset tools = new McpToolset(parameters)) {
            return tools.getTools(null).toList().blockingGet().size();
        }
    }
}
