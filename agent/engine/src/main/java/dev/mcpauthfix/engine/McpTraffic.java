package dev.mcpauthfix.engine;

import java.net.URI;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Recognises MCP traffic by its headers: only that is ever touched, and never a request that carries the application's own
 * {@code Authorization}.
 *
 * <p>This runs for every request of the application, so it looks at few headers and allocates nothing.
 */
public final class McpTraffic {

    /** What made a request MCP traffic. */
    public enum Shape {
        /** A POST that accepts both JSON and an event stream: the streamable HTTP transport. */
        STREAMABLE_POST,
        /** A GET that accepts an event stream: a streamable listening stream or the older SSE transport. */
        EVENT_STREAM_GET,
        /** Any request with an {@code MCP-*} or {@code Mcp-*} header. */
        MARKED,
        /** A JSON POST without a mark: the older SSE transport's messages look like this, and so does much else. */
        UNMARKED_JSON_POST,
        /** The handshake of a WebSocket that says it will carry MCP. */
        WEB_SOCKET,
        /** The handshake of a WebSocket that says nothing: MCP only at an address that is known to speak it. */
        UNMARKED_WEB_SOCKET,
        /** No MCP, but what an application with an OAuth of its own does for its sake: a GET of protected resource metadata. */
        RESOURCE_METADATA;

        /** Whether such a request is ours only where its address is known to speak MCP. */
        public boolean isUnmarked() {
            return this == UNMARKED_JSON_POST || this == UNMARKED_WEB_SOCKET;
        }
    }

    /** What the path of all such addresses begins with. */
    public static final String RESOURCE_METADATA = "/.well-known/oauth-protected-resource";

    private McpTraffic() {}

    /**
     * Finds a header in a library's own message.
     *
     * @param <M> the library's request or its headers
     */
    public interface HeaderOf<M> {

        /** The first value of a header by its lower-case name, null where absent. */
        @Nullable
        String first(M message, String name);
    }

    /** Finds a header by a function of the adapter's. */
    public static final HeaderOf<Function<String, @Nullable String>> BY_FUNCTION = ByFunction.INSTANCE;

    /** A constant, like all of its kind: a look-up object for each request would be an allocation. */
    private enum ByFunction implements HeaderOf<Function<String, @Nullable String>> {
        INSTANCE;

        @Override
        public @Nullable String first(Function<String, @Nullable String> message, String name) {
            return message.apply(name);
        }
    }

    /**
     * Answers the shape of a request, or null for traffic that is none of ours.
     *
     * @param method the HTTP method, upper case
     * @param header the first value of a header by its lower-case name, null where absent
     */
    public static @Nullable Shape recognise(String method, Function<String, @Nullable String> header) {
        return recognise(method, header, BY_FUNCTION);
    }

    /** Answers the shape of a request, or null for traffic that is none of ours, without an object for the look-up. */
    public static <M> @Nullable Shape recognise(String method, M message, HeaderOf<M> header) {
        Shape shape = shape(method, message, header);
        return shape == null || header.first(message, "authorization") != null ? null : shape;
    }

    /** The same for a request that may carry the application's own credentials, and is none of ours then. */
    public static <M> @Nullable Shape shape(String method, M message, HeaderOf<M> header) {
        String accept = header.first(message, "accept");
        boolean eventStream = accept != null && containsIgnoreCase(accept, "text/event-stream");
        Shape shape = null;
        if (eventStream && method.equals("GET")) {
            shape = Shape.EVENT_STREAM_GET;
        } else if (method.equals("POST") && isJson(header.first(message, "content-type"))) {
            shape = accept != null && eventStream && containsIgnoreCase(accept, "application/json")
                    ? Shape.STREAMABLE_POST
                    : Shape.UNMARKED_JSON_POST;
        }
        if ((shape == null || shape == Shape.UNMARKED_JSON_POST) && marked(message, header)) {
            shape = Shape.MARKED;
        }
        return shape;
    }

    /**
     * Whether a path is an address of protected resource metadata (RFC 9728, section 3.1). Asked of GETs of all kinds, it allocates
     * nothing.
     *
     * @param path the raw path, null for none
     */
    public static boolean isResourceMetadata(@Nullable String path) {
        return path != null
                && path.startsWith(RESOURCE_METADATA)
                && (path.length() == RESOURCE_METADATA.length() || path.charAt(RESOURCE_METADATA.length()) == '/');
    }

    /** The resource whose metadata is to be at an address with such a path: the same URI without what was inserted, and without its query. */
    public static URI resourceOf(URI address) {
        return URI.create(address.getScheme() + "://" + address.getRawAuthority()
                + address.getRawPath().substring(RESOURCE_METADATA.length()));
    }

    private static <M> boolean marked(M message, HeaderOf<M> header) {
        return header.first(message, "mcp-protocol-version") != null
                || header.first(message, "mcp-session-id") != null
                || header.first(message, "mcp-method") != null;
    }

    private static boolean isJson(@Nullable String contentType) {
        return contentType != null && contentType.regionMatches(true, 0, "application/json", 0, 16);
    }

    private static boolean containsIgnoreCase(String text, String lowerCasePart) {
        int last = text.length() - lowerCasePart.length();
        for (int i = 0; i <= last; i++) {
            if (text.regionMatches(true, i, lowerCasePart, 0, lowerCasePart.length())) {
                return true;
            }
        }
        return false;
    }
}
