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
 * @param servlet the SDK's own servlet, or ours for a WebSocket, which the SDK lacks
 * @param paths every path that is MCP
 */
record McpEndpoint(HttpServlet servlet, McpSyncServer server, Set<String> paths) implements AutoCloseable {

    static McpEndpoint of(Transport transport, String mcpPath) {
        return switch (transport) {
            case STREAMABLE -> streamable(mcpPath);
            case SSE -> sse(mcpPath);
            case WEB_SOCKET -> webSocket(mcpPath);
        };
    }

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
    private static McpEndpoint sse(String mcpPath) {
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

    private static McpEndpoint webSocket(String mcpPath) {
        WebSocketTransport transport = new WebSocketTransport();
        McpSyncServer server = McpServer.sync(transport)
                .serverInfo("notes", "1.0")
                .tools(TestTools.all())
                .build();
        return new McpEndpoint(new WebSocketServlet(transport), server, Set.of(mcpPath));
    }

    @Override
    public void close() {
        server.closeGracefully();
    }
}
