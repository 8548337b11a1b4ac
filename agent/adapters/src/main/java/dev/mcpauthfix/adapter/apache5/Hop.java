package dev.mcpauthfix.adapter.apache5;

import dev.mcpauthfix.adapter.Host;
import dev.mcpauthfix.adapter.McpCalls;
import dev.mcpauthfix.engine.Authorization;
import dev.mcpauthfix.engine.McpRequest;
import dev.mcpauthfix.engine.McpTraffic;
import dev.mcpauthfix.engine.NetworkPath;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.concurrent.CancellableDependency;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way to one place: the application's own, or where a redirect of its origin leads.
 *
 * @param mcp the request at this place
 */
record Hop(Host host, McpRequest mcp, Exchange exchange) {

    private static final String EXCHANGE = "dev.mcpauthfix.exchange";

    /** What all hops of one call of the application have in common; the library gives its identifier to no other call. */
    record Exchange(
            String id, HttpHost origin, URI uri, @Nullable CancellableDependency call) {

        /** What ends when the application cancels its call. */
        void dependOn(Cancellable cancellable) {
            if (call != null) {
                call.setDependency(cancellable);
            }
        }
    }

    /**
     * Recognises MCP traffic; null for what is to be left alone, such as a hop to another origin (attack S8).
     *
     * @param runtime what gives the request its connection
     */
    static @Nullable Hop of(
            Host host,
            HttpRequest request,
            @Nullable EntityDetails body,
            HttpRoute route,
            Object runtime,
            HttpClientContext context,
            String exchangeId,
            @Nullable Object call) {
        McpTraffic.Shape shape = recognise(host, request, body, route);
        URI uri = shape == null ? null : uri(request, route);
        if (shape == null || uri == null) {
            return null;
        }
        Exchange exchange = exchange(context, exchangeId, uri, route.getTargetHost(), call);
        if (exchange == null || !exchange.origin().equals(route.getTargetHost())) {
            return null;
        }
        HeaderLookup headers = new HeaderLookup(request, body);
        NetworkPath network = ClientNetwork.of(route, runtime);
        McpRequest mcp = McpCalls.begin(host, shape, request.getMethod(), uri, headers, network);
        return mcp == null ? null : new Hop(host, mcp, exchange);
    }

    /** With a look-up of its own, which the JVM then need not allocate: none of it is kept. */
    private static McpTraffic.@Nullable Shape recognise(
            Host host, HttpRequest request, @Nullable EntityDetails body, HttpRoute route) {
        return McpCalls.recognise(
                host,
                request.getMethod(),
                route.getTargetHost().getHostName(),
                request.getPath(),
                new HeaderLookup(request, body),
                McpTraffic.BY_FUNCTION);
    }

    /** The absolute URI, null where the request goes to another host than the one it names. */
    private static @Nullable URI uri(HttpRequest request, HttpRoute route) {
        try {
            HttpHost named = request.getAuthority() == null
                    ? route.getTargetHost()
                    : RoutingSupport.normalize(
                            new HttpHost(request.getScheme(), request.getAuthority()),
                            DefaultSchemePortResolver.INSTANCE);
            boolean same = named.toURI().equalsIgnoreCase(route.getTargetHost().toURI());
            URI uri = request.getUri();
            return !same
                    ? null
                    : uri.isAbsolute() ? uri : URI.create(named.toURI()).resolve(uri);
        } catch (URISyntaxException | IllegalArgumentException malformed) {
            return null;
        }
    }

    private static @Nullable Exchange exchange(
            HttpClientContext context, String id, URI uri, HttpHost origin, @Nullable Object call) {
        if (context.getAttribute(EXCHANGE) instanceof Exchange known
                && known.id().equals(id)) {
            return known;
        }
        if (context.getRedirectLocations() != null
                && context.getRedirectLocations().size() > 0) {
            return null;
        }
        Exchange begun =
                new Exchange(id, origin, uri, call instanceof CancellableDependency dependency ? dependency : null);
        context.setAttribute(EXCHANGE, begun);
        return begun;
    }

    /** The request that the engine is asked about: the call of the application, wherever a redirect has led it since. */
    McpRequest asked() {
        return mcp.at(exchange.uri());
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
        Optional<Authorization> here = mcp.uri().equals(exchange.uri())
                ? Optional.of(authorization)
                : host.engine().authorize(mcp);
        return here.map(token -> token.headers(mcp.method(), mcp.uri())).orElse(null);
    }

    /** Whether what was sent had credentials that an interceptor or the library's own authentication has put there. */
    static boolean hasForeignCredentials(HttpClientContext context, Map<String, String> ours) {
        HttpRequest sent = context.getRequest();
        Header header = sent == null ? null : sent.getFirstHeader("Authorization");
        return header != null && !header.getValue().equals(ours.get("Authorization"));
    }
}
