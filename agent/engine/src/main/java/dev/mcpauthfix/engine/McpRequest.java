package dev.mcpauthfix.engine;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What the engine knows of one MCP request: never its body, never the library's own object.
 *
 * @param method the HTTP method, upper case
 * @param uri the absolute request URI as the application gave it, query included
 * @param shape how the request was recognised as MCP traffic
 * @param protocolVersion the {@code MCP-Protocol-Version} header, null where the request had none
 * @param sent the authorization of ours that the request carried, null where it carried none
 * @param attempt how often this very request was sent before: 0 for the application's own send
 * @param refusedWith the HTTP status that the send before this one was refused with, 0 for the application's own send
 * @param network how the application's client reaches the network
 */
public record McpRequest(
        String method,
        URI uri,
        McpTraffic.Shape shape,
        @Nullable String protocolVersion,
        @Nullable Authorization sent,
        int attempt,
        int refusedWith,
        NetworkPath network) {

    /** The application's own send. */
    public McpRequest(
            String method,
            URI uri,
            McpTraffic.Shape shape,
            @Nullable String protocolVersion,
            @Nullable Authorization sent,
            int attempt,
            NetworkPath network) {
        this(method, uri, shape, protocolVersion, sent, attempt, 0, network);
    }

    /** The application's own send, with an authorization attached up front. */
    public McpRequest sentAtFirstWith(Authorization authorization) {
        return new McpRequest(method, uri, shape, protocolVersion, authorization, attempt, refusedWith, network);
    }

    /** The same request at another URI, where a redirect leads. */
    public McpRequest at(URI target) {
        return new McpRequest(method, target, shape, protocolVersion, sent, attempt, refusedWith, network);
    }

    /** The same request, sent once more with this authorization after a 401. */
    public McpRequest sentWith(Authorization authorization) {
        return sentWith(authorization, 401);
    }

    /** The same request, sent once more with this authorization after an answer with this status. */
    public McpRequest sentWith(Authorization authorization, int status) {
        return new McpRequest(method, uri, shape, protocolVersion, authorization, attempt + 1, status, network);
    }
}
