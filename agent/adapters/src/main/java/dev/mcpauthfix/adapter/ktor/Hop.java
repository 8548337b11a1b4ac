package dev.mcpauthfix.adapter.ktor;

import dev.mcpauthfix.engine.Authorization;
import dev.mcpauthfix.engine.McpRequest;
import dev.mcpauthfix.engine.Origins;
import io.ktor.client.request.HttpRequestBuilder;
import io.ktor.client.request.HttpSendPipeline;
import io.ktor.util.AttributeKey;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * One send of the application's call: to where the application sent it, or to where a redirect led it.
 *
 * @param request the request as it was before the pipeline, never sent itself
 * @param mcp the request as the engine knows it at this hop's own URI
 * @param first where the application sent the call
 */
record Hop(HttpSendPipeline pipeline, HttpRequestBuilder request, Object body, McpRequest mcp, URI first) {

    /** A redirect's or a retry's request is a copy of the one before, attributes included. */
    private static final AttributeKey<URI> FIRST = new AttributeKey<>("McpAuthFixFirstHop");

    static Hop of(HttpSendPipeline pipeline, HttpRequestBuilder request, Object body, McpRequest mcp) {
        URI first = first(request, mcp.uri());
        request.getAttributes().put(FIRST, first);
        return new Hop(pipeline, copy(request), body, mcp, first);
    }

    /** Where the request goes, null where that is not the web or cannot be told. */
    static @Nullable URI uri(HttpRequestBuilder request) {
        String protocol = request.getUrl().getProtocol().getName();
        if (!protocol.equals("http") && !protocol.equals("https")) {
            return null;
        }
        try {
            URI uri = URI.create(request.getUrl().buildString());
            return uri.getHost() == null ? null : uri;
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    /** Whether a redirect has led the call to another origin, where nothing of ours may go. */
    static boolean isElsewhere(HttpRequestBuilder request, URI uri) {
        return !Origins.same(first(request, uri), uri);
    }

    private static URI first(HttpRequestBuilder request, URI otherwise) {
        URI known = request.getAttributes().getOrNull(FIRST);
        return known == null ? otherwise : known;
    }

    boolean isRedirected() {
        return !first.equals(mcp.uri());
    }

    /** A copy that carries this for one send: what the plugins above have never knows of it. */
    HttpRequestBuilder with(Authorization authorization) {
        HttpRequestBuilder copy = copy(request);
        authorization.headers(mcp.method(), mcp.uri()).forEach(copy.getHeaders()::set);
        return copy;
    }

    private static HttpRequestBuilder copy(HttpRequestBuilder request) {
        return new HttpRequestBuilder().takeFromWithExecutionContext(request);
    }
}
