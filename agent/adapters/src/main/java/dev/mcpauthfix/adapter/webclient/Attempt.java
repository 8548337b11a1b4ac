package dev.mcpauthfix.adapter.webclient;

import dev.mcpauthfix.adapter.Host;
import dev.mcpauthfix.engine.Authorization;
import dev.mcpauthfix.engine.AuthorizationEngine;
import dev.mcpauthfix.engine.McpRequest;
import java.net.http.HttpClient;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.web.reactive.function.BodyInserter;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import reactor.core.publisher.Mono;

/**
 * One send of the application's request, as its body. Its type is also the mark by which our own sends are told from the
 * application's.
 *
 * <p>The connector asks for the body once for each redirect it follows, so that a token is given to this hop alone (attack S8).
 */
final class Attempt implements BodyInserter<Object, ClientHttpRequest> {

    /**
     * Where the application's request goes, each time it is sent.
     *
     * @param keepsHeaders whether what is below the connector is known to send headers to this origin alone
     */
    record Wire(Host host, ExchangeFunction function, ClientRequest request, boolean keepsHeaders) {

        /** Whether the library below may follow redirects by itself. */
        boolean followsRedirects() {
            return !keepsHeaders;
        }

        /** Where it goes with a token: the client of {@code java.net.http} that Spring Boot makes follows redirects. */
        Wire replaying() {
            HttpClient client = keepsHeaders ? null : JavaNetHttp.below(function);
            ExchangeFunction straight = client == null ? null : JavaNetHttp.withoutRedirects(function, client);
            return straight == null ? this : new Wire(host, straight, request, true);
        }
    }

    private final Wire wire;
    private final McpRequest mcp;
    private final SentBody body;
    private final boolean first;
    private volatile boolean authorized;

    Attempt(Wire wire, McpRequest mcp, SentBody body, boolean first) {
        this.wire = wire;
        this.mcp = mcp;
        this.body = body;
        this.first = first;
    }

    Mono<ClientResponse> exchange() {
        return wire.function()
                .exchange(ClientRequest.from(wire.request()).body(this).build());
    }

    /** Whether the connector was given the token; where not, only the adapter of the library below can have sent it. */
    boolean isAuthorized() {
        return authorized;
    }

    @Override
    public Mono<Void> insert(ClientHttpRequest message, Context context) {
        try {
            authorize(message);
        } catch (RuntimeException | LinkageError fault) {
            wire.host().fault("attaching a token", fault);
        }
        return first
                ? wire.request().body().insert(new RecordingRequest(message, body), context)
                : body.writeTo(message);
    }

    private void authorize(ClientHttpRequest message) {
        Authorization authorization = mcp.sent();
        Hop hop = authorization == null ? null : hop(message);
        if (hop == null) {
            return;
        }
        boolean redirected = !hop.uri().equals(mcp.uri());
        Authorization forHop = redirected ? authorizationAt(hop) : authorization;
        if (forHop != null) {
            authorized |= !redirected;
            forHop.headers(hop.method(), hop.uri()).forEach(message.getHeaders()::set);
        }
    }

    private @Nullable Hop hop(ClientHttpRequest message) {
        return wire.keepsHeaders() ? new Hop(mcp.method(), mcp.uri()) : Hop.of(message, mcp.uri());
    }

    /** Another path of the origin may be another resource, to which the token does not go. */
    private @Nullable Authorization authorizationAt(Hop hop) {
        AuthorizationEngine engine = hop.isSameOrigin(mcp.uri()) ? wire.host().engineIfStarted() : null;
        return engine == null ? null : engine.authorize(mcp.at(hop.uri())).orElse(null);
    }
}
