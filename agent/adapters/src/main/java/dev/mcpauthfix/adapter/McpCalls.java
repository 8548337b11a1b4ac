package dev.mcpauthfix.adapter;

import dev.mcpauthfix.engine.Authorization;
import dev.mcpauthfix.engine.AuthorizationEngine;
import dev.mcpauthfix.engine.McpRequest;
import dev.mcpauthfix.engine.McpTraffic;
import dev.mcpauthfix.engine.NetworkPath;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where a call that {@link McpTraffic#recognise} has found to be MCP traffic begins. */
public final class McpCalls {

    private McpCalls() {}

    /**
     * Answers the shape of a request that something may have to be done about, null for all else: most of an application's traffic
     * ends here, so this allocates nothing.
     *
     * @param method the HTTP method, upper case
     * @param hostName where the request goes, null where that is not known
     * @param header the first value of a request header by its lower-case name, null where absent
     */
    public static McpTraffic.@Nullable Shape recognise(
            Host host, String method, @Nullable String hostName, Function<String, @Nullable String> header) {
        return recognise(host, method, hostName, header, McpTraffic.BY_FUNCTION);
    }

    /** The same with a constant that finds headers in the library's own message: the JVM allocates a look-up for all that it is not sure of. */
    public static <M> McpTraffic.@Nullable Shape recognise(
            Host host, String method, @Nullable String hostName, M message, McpTraffic.HeaderOf<M> header) {
        McpTraffic.Shape shape = McpTraffic.shape(method, message, header);
        if (shape == null || header.first(message, "authorization") == null) {
            return worthALook(host, shape, hostName);
        }
        if (!shape.isUnmarked()) {
            host.sawOwnCredentials(hostName);
        }
        return null;
    }

    /**
     * The same where the path is known too: an application's own GET of protected resource metadata is recognised where it may be helped.
     *
     * @param path the raw path, null where it is not known
     */
    public static <M> McpTraffic.@Nullable Shape recognise(
            Host host,
            String method,
            @Nullable String hostName,
            @Nullable String path,
            M message,
            McpTraffic.HeaderOf<M> header) {
        // Some clients mark this too as MCP.
        if (method.equals("GET") && McpTraffic.isResourceMetadata(path) && host.mayRepair()) {
            return header.first(message, "authorization") == null ? McpTraffic.Shape.RESOURCE_METADATA : null;
        }
        return recognise(host, method, hostName, message, header);
    }

    /**
     * Whether an answer to such a GET is no document, as far as its head tells. A redirect is the application's to follow.
     *
     * @param contentType the media type, null for none
     */
    public static boolean lacksDocument(int status, @Nullable String contentType) {
        boolean json =
                contentType != null && contentType.toLowerCase(Locale.ROOT).contains("json");
        return status >= 400 || (status / 100 == 2 && !json);
    }

    private static McpTraffic.@Nullable Shape worthALook(
            Host host, McpTraffic.@Nullable Shape shape, @Nullable String hostName) {
        if (shape != McpTraffic.Shape.UNMARKED_JSON_POST) {
            return shape;
        }
        // Any JSON POST looks like this: without a resource that takes such messages it is none of ours.
        AuthorizationEngine engine = host.engineIfStarted();
        return engine != null && (hostName == null || engine.takesMessages(hostName)) ? shape : null;
    }

    /**
     * Answers the request as the engine knows it, with the token that it is to be {@linkplain McpRequest#sent() sent with at first} if
     * there is one; null where the call must be left alone.
     *
     * @param uri the absolute URI, query included
     * @param header the first value of a request header by its lower-case name, null where absent
     */
    public static @Nullable McpRequest begin(
            Host host,
            McpTraffic.Shape shape,
            String method,
            URI uri,
            Function<String, @Nullable String> header,
            NetworkPath network) {
        if (host.leavesAlone(uri, header)) {
            return null;
        }
        McpRequest mcp = new McpRequest(method, uri, shape, header.apply("mcp-protocol-version"), null, 0, network);
        AuthorizationEngine engine = shape == McpTraffic.Shape.RESOURCE_METADATA ? null : host.engineIfStarted();
        Optional<Authorization> authorization = engine == null ? Optional.empty() : engine.authorize(mcp);
        if (authorization.isPresent()) {
            return mcp.sentAtFirstWith(authorization.get());
        }
        return shape.isUnmarked() ? null : mcp;
    }

    /**
     * Answers a request as the engine knows it that was sent without a token, once its response is there; null where it must be left
     * alone. Its parameters are those of {@link #begin}.
     */
    public static @Nullable McpRequest sentWithoutToken(
            Host host,
            McpTraffic.Shape shape,
            String method,
            URI uri,
            Function<String, @Nullable String> header,
            NetworkPath network) {
        return shape.isUnmarked() || host.leavesAlone(uri, header)
                ? null
                : new McpRequest(method, uri, shape, header.apply("mcp-protocol-version"), null, 0, network);
    }
}
