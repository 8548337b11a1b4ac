package dev.mcpauthfix.sample;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientSseClientTransport;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One connection to one MCP server, told to the person at the terminal line by line. */
@SuppressWarnings("deprecation") // The SSE transport is wanted, and these constructors exist in every SDK from 0.10 on.
final class Session {

    private static final int CALLS_PER_TOOL = 2;

    private final Options options;
    private final PrintStream out;

    Session(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /** Answers whether everything that was asked for worked. */
    boolean run() {
        McpSyncClient client = McpClient.sync(transport())
                .initializationTimeout(options.timeout())
                .requestTimeout(options.timeout())
                .build();
        boolean done = talk(client);
        if (done) {
            client.closeGracefully();
        } else {
            // There is no session to take leave from; the oldest SDK would wait ten seconds for one.
            client.close();
        }
        return done;
    }

    private McpClientTransport transport() {
        return options.sse()
                ? HttpClientSseClientTransport.builder(options.base())
                        .sseEndpoint(options.endpoint())
                        .build()
                : StreamableTransport.to(options);
    }

    private boolean talk(McpSyncClient client) {
        String doing = "connect";
        try {
            connect(client);
            doing = "list the tools";
            List<McpSchema.Tool> tools = client.listTools().tools();
            for (McpSchema.Tool tool : tools) {
                out.println("  tool   " + tool.name() + describe(tool));
            }
            for (McpSchema.Tool tool : options.callTools() ? tools : List.<McpSchema.Tool>of()) {
                doing = "call " + tool.name();
                call(client, tool);
            }
            return true;
        } catch (RuntimeException failure) {
            out.println("✗ Failed to " + doing + ": " + Failure.chain(failure));
            return false;
        }
    }

    private void connect(McpSyncClient client) {
        McpSchema.InitializeResult server = client.initialize();
        McpSchema.Implementation info = server.serverInfo();
        out.println("✓ Connected to " + info.name() + " " + info.version() + " (MCP " + server.protocolVersion() + ")");
    }

    private void call(McpSyncClient client, McpSchema.Tool tool) {
        Map<String, Object> arguments = SchemaArguments.of(tool.inputSchema());
        for (int i = 0; i < CALLS_PER_TOOL; i++) {
            McpSchema.CallToolResult result = client.callTool(new McpSchema.CallToolRequest(tool.name(), arguments));
            String mark = Boolean.TRUE.equals(result.isError()) ? "error  " : "answer ";
            out.println("  " + mark + tool.name() + arguments + " → " + text(result));
        }
    }

    private static String describe(McpSchema.Tool tool) {
        return tool.description() == null || tool.description().isEmpty() ? "" : ": " + tool.description();
    }

    private static String text(McpSchema.CallToolResult result) {
        return result.content().stream()
                .map(content ->
                        content instanceof McpSchema.TextContent text ? text.text() : "(" + content.type() + ")")
                .collect(Collectors.joining(" "));
    }
}
