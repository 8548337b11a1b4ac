package dev.mcpauthfix.it.server;

import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.HttpServletSseServerTransportProvider;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import jakarta.servlet.http.HttpServlet;
import java.util.Set;

/**
 * The MCP Java SDK's server as a servlet.
 *
 * @param servlet the SDK's own servlet
 * @param paths every path that is MCP
 */
record McpEndpoint(HttpServlet servlet, McpSyncServer server, Set<String> paths) implements AutoCloseable {

    static McpEndpoint streamable(String mcpPath) {
        HttpServletStreamableServerTransportProvider transport = HttpServletStreamableServerTransportProvider.builder()
                .mcpEndpoint(mcpPath)
                .build();
        McpSyncServer server = McpServer.sync(transport)
                .serverInfo("notes", "1.0")
                .tools(TestTools.all())
                .build();
        return new McpEndpoint(transport, server, Set.of(mcpPath));
    }

    /** The older transport: the event stream at the MCP path, messages at a sibling of it, as most servers have it. */
    @SuppressWarnings("deprecation")
    static McpEndpoint sse(String mcpPath) {
        String trimmed = mcpPath.endsWith("/") ? mcpPath.substring(0, mcpPath.length() - 1) : mcpPath;
        String messagePath = trimmed.substring(0, trimmed.lastIndexOf('/') + 1) + "messages";
        HttpServletSseServerTransportProvider transport = HttpServletSseServerTransportProvider.builder()
                .sseEndpoint(mcpPath)
                .messageEndpoint(messagePath)
                .build();
        McpSyncServer server = McpServer.sync(transport)
                .serverInfo("notes", "1.0")
                .tools(TestTools.all())
                .build();
        return new McpEndpoint(transport, server, Set.of(mcpPath, messagePath));
    }

    @Override
    public void close() {
        server.closeGracefully();
    }
}
