package dev.mcpauthfix.adapter.websocket;

import dev.mcpauthfix.engine.McpTraffic;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the application's builder held when the handshake began.
 *
 * @param uri with the scheme {@code ws} or {@code wss}, where the JDK will not refuse it
 * @param timeout for the whole handshake, null for none
 */
record Opening(
        HttpClient client,
        URI uri,
        WebSocket.Listener listener,
        List<Header> headers,
        List<String> subprotocols,
        @Nullable Duration timeout) {

    /** What MCP's own SDKs offer where they speak over a WebSocket. */
    private static final String SUBPROTOCOL = "mcp";

    /** langchain4j's handshake says nothing at all; who listens tells. */
    private static final String LANGCHAIN4J = "dev.langchain4j.mcp.";

    /** A header of the handshake. */
    record Header(String name, String value) {}

    /** What makes the handshake MCP traffic; null where it has credentials of the application's own. */
    McpTraffic.@Nullable Shape shape() {
        if (header("authorization") != null) {
            return null;
        }
        return subprotocols.contains(SUBPROTOCOL)
                        || listener.getClass().getName().startsWith(LANGCHAIN4J)
                ? McpTraffic.Shape.WEB_SOCKET
                : McpTraffic.Shape.UNMARKED_WEB_SOCKET;
    }

    /** The first value of a header, null where absent. */
    @Nullable
    String header(String lowerCaseName) {
        for (Header header : headers) {
            if (header.name().equalsIgnoreCase(lowerCaseName)) {
                return header.value();
            }
        }
        return null;
    }

    /** Where the handshake's request goes (RFC 6455, section 3); null for what is no WebSocket's URI. */
    @Nullable
    URI requestUri() {
        String scheme = uri.getScheme();
        boolean plain = "ws".equalsIgnoreCase(scheme);
        if (!(plain || "wss".equalsIgnoreCase(scheme)) || uri.getHost() == null) {
            return null;
        }
        try {
            return new URI((plain ? "http" : "https") + uri.toString().substring(scheme.length()));
        } catch (URISyntaxException malformed) {
            return null;
        }
    }

    /** A builder like the application's was. */
    WebSocket.Builder builder() {
        WebSocket.Builder builder = client.newWebSocketBuilder();
        headers.forEach(header -> builder.header(header.name(), header.value()));
        if (!subprotocols.isEmpty()) {
            builder.subprotocols(
                    subprotocols.get(0),
                    subprotocols.subList(1, subprotocols.size()).toArray(new String[0]));
        }
        return builder;
    }
}
