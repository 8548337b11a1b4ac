package dev.mcpauthfix.client;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** MCP over streamable HTTP spoken by hand, as applications do whose HTTP client knows nothing of MCP. */
public final class Conversation {

    private static final String SESSION = "Mcp-Session-Id";
    private static final String VERSION = "2025-06-18";
    private static final String INITIALIZE = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{"
            + "\"protocolVersion\":\"" + VERSION + "\",\"capabilities\":{},"
            + "\"clientInfo\":{\"name\":\"by-hand\",\"version\":\"1\"}}}";
    private static final String INITIALIZED = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}";
    private static final String LIST_TOOLS = "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\"}";

    private Conversation() {}

    /** Posts a message with these headers; what the HTTP client throws at a 401 goes through. */
    @FunctionalInterface
    public interface Http {

        Answer post(Map<String, String> headers, String message) throws Exception;
    }

    /**
     * The answer to a message.
     *
     * @param session the value of {@code Mcp-Session-Id}, null where absent
     * @param body null for none
     */
    public record Answer(@Nullable String session, @Nullable String body) {}

    /** Initializes a session and answers how many tools the server has. */
    public static int countTools(Http http) throws Exception {
        Map<String, String> headers = new TreeMap<>(
                Map.of("Content-Type", "application/json", "Accept", "application/json, text/event-stream"));
        String session = http.post(headers, INITIALIZE).session();
        if (session != null) {
            headers.put(SESSION, session);
        }
        headers.put("MCP-Protocol-Version", VERSION);
        http.post(headers, INITIALIZED);
        String tools = http.post(headers, LIST_TOOLS).body();
        return tools == null ? 0 : tools.split("\"inputSchema\"", -1).length - 1;
    }
}
