package dev.mcpauthfix.adapter.vertx;

import dev.mcpauthfix.adapter.Host;
import dev.mcpauthfix.engine.AuthorizationEngine;
import dev.mcpauthfix.engine.McpRequest;
import dev.mcpauthfix.engine.Origins;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Follows a replay's redirects as its client follows them, but lets each hop have only the token that is its own. */
final class Redirection implements Function<HttpClientResponse, @Nullable Future<HttpClientRequest>> {

    private final Host host;
    private final HttpClient client;
    private final McpRequest mcp;

    Redirection(Host host, HttpClient client, McpRequest mcp) {
        this.host = host;
        this.client = client;
        this.mcp = mcp;
    }

    @Override
    public @Nullable Future<HttpClientRequest> apply(HttpClientResponse response) {
        Function<HttpClientResponse, Future<RequestOptions>> rules = Versions.redirectsOf(client);
        Future<RequestOptions> target = rules == null ? null : rules.apply(response);
        return target == null ? null : target.compose(this::hop);
    }

    private Future<HttpClientRequest> hop(RequestOptions target) {
        RequestOptions options = new RequestOptions(target);
        if (target.getHeaders() != null) {
            MultiMap headers = MultiMap.caseInsensitiveMultiMap().addAll(target.getHeaders());
            options.setHeaders(headers.remove("authorization").remove("dpop"));
        }
        return client.request(options).map(this::authorized);
    }

    private HttpClientRequest authorized(HttpClientRequest hop) {
        URI uri = uri(hop);
        AuthorizationEngine engine = host.engineIfStarted();
        if (uri != null && engine != null && Origins.same(uri, mcp.uri())) {
            engine.authorize(mcp.at(uri))
                    .ifPresent(authorization -> authorization
                            .headers(hop.getMethod().name(), uri)
                            .forEach((name, value) -> hop.headers().set(name, value)));
        }
        return hop.redirectHandler(this);
    }

    /** The absolute URI of a request, null where it is none. */
    static @Nullable URI uri(HttpClientRequest request) {
        // What goes to a proxy is absolute already (RFC 9112, section 3.2.2); absoluteURI() would have the origin
        // twice.
        String target = request.getURI();
        try {
            URI uri = URI.create(target.startsWith("http") ? target : request.absoluteURI());
            return uri.getHost() == null ? null : uri;
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}
