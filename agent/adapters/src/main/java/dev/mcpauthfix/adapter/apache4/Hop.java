package dev.mcpauthfix.adapter.apache4;

import dev.mcpauthfix.adapter.Host;
import dev.mcpauthfix.adapter.McpCalls;
import dev.mcpauthfix.engine.Authorization;
import dev.mcpauthfix.engine.McpRequest;
import dev.mcpauthfix.engine.McpTraffic;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.http.HttpHost;
import org.apache.http.client.methods.HttpRequestWrapper;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.client.protocol.HttpClientContext;
import org.apache.http.client.utils.URIUtils;
import org.apache.http.conn.routing.HttpRoute;
import org.apache.http.impl.execchain.ClientExecChain;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way to one place: the application's own, or where a redirect of its origin leads.
 *
 * @param mcp the request at this place
 * @param call the URI that the application called, wherever a redirect has led since
 */
record Hop(Host host, McpRequest mcp, URI call) {

    /**
     * Recognises MCP traffic; null for what is to be left alone, such as a hop to another origin (attack S8).
     *
     * @param application the request as the application made it, null where the library does not say
     */
    static @Nullable Hop of(
            Host host,
            ClientExecChain chain,
            HttpRoute route,
            HttpRequestWrapper request,
            HttpClientContext context,
            @Nullable Object application) {
        HeaderLookup headers = new HeaderLookup(request);
        String method = request.getRequestLine().getMethod();
        URI target = request.getURI();
        McpTraffic.Shape shape = McpCalls.recognise(
                host,
                method,
                route.getTargetHost().getHostName(),
                target == null ? null : target.getRawPath(),
                headers,
                McpTraffic.BY_FUNCTION);
        if (shape == null) {
            return null;
        }
        URI uri = uri(request.getOriginal(), request, route);
        URI call = application == null ? firstOnly(uri, context) : uri(application, request, route);
        if (uri == null || call == null) {
            return null;
        }
        McpRequest mcp = McpCalls.begin(host, shape, method, uri, headers, ClientNetwork.of(route, chain));
        return mcp == null ? null : new Hop(host, mcp, call);
    }

    /** The absolute URI, null where the request goes to another origin than the one it names. */
    private static @Nullable URI uri(Object named, HttpRequestWrapper request, HttpRoute route) {
        HttpHost target = route.getTargetHost();
        URI uri = named instanceof HttpUriRequest absolute ? absolute.getURI() : null;
        if (uri == null || !uri.isAbsolute()) {
            return named == request.getOriginal()
                    ? URI.create(target.toURI())
                            .resolve(request.getRequestLine().getUri())
                    : null;
        }
        HttpHost host = URIUtils.extractHost(uri);
        return host != null && origin(host).equalsIgnoreCase(origin(target)) ? uri : null;
    }

    private static String origin(HttpHost host) {
        int standard = "https".equalsIgnoreCase(host.getSchemeName()) ? 443 : 80;
        return host.getSchemeName() + "://" + host.getHostName() + ":"
                + (host.getPort() < 0 ? standard : host.getPort());
    }

    private static @Nullable URI firstOnly(@Nullable URI uri, HttpClientContext context) {
        List<URI> redirects = context.getRedirectLocations();
        return redirects == null || redirects.isEmpty() ? uri : null;
    }

    /** The request that the engine is asked about: the call of the application, wherever a redirect has led it since. */
    McpRequest asked() {
        return mcp.at(call);
    }

    /** Whether the application looks for metadata, which is never sent again. */
    boolean isSearch() {
        return mcp.shape() == McpTraffic.Shape.RESOURCE_METADATA;
    }

    /** The header lines that the request is sent with at first. */
    Map<String, String> firstHeaders() {
        Authorization sent = mcp.sent();
        return sent == null ? Map.of() : sent.headers(mcp.method(), mcp.uri());
    }

    /** The header lines that bring a token to this place; null where it is another resource than the one it is for. */
    @Nullable
    Map<String, String> headers(Authorization authorization) {
        Optional<Authorization> here = mcp.uri().equals(call)
                ? Optional.of(authorization)
                : host.engine().authorize(mcp);
        return here.map(token -> token.headers(mcp.method(), mcp.uri())).orElse(null);
    }
}
