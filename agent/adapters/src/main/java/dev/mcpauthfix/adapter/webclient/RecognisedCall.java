package dev.mcpauthfix.adapter.webclient;

import dev.mcpauthfix.adapter.Host;
import dev.mcpauthfix.adapter.McpCalls;
import dev.mcpauthfix.engine.McpRequest;
import dev.mcpauthfix.engine.McpTraffic;
import dev.mcpauthfix.engine.NetworkPath;
import java.net.http.HttpClient;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.web.reactive.function.BodyInserter;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * A call that was found to be MCP traffic, on its way from the entry of the woven method to its exit. It travels as the request's
 * body, and is as good as the application's own should it be sent.
 */
final class RecognisedCall implements BodyInserter<Object, ClientHttpRequest> {

    private final Host host;
    private final ExchangeFunction function;
    private final @Nullable HttpClient below;
    private final ClientRequest request;
    private final McpTraffic.Shape shape;
    private final HeaderLookup headers;

    RecognisedCall(
            Host host, ExchangeFunction function, ClientRequest request, McpTraffic.Shape shape, HeaderLookup headers) {
        this.host = host;
        this.function = function;
        this.below = JavaNetHttp.below(function);
        this.request = request;
        this.shape = shape;
        this.headers = headers;
    }

    /** The request with the token of this moment, null where the call must be left alone. */
    @Nullable
    McpRequest begin() {
        NetworkPath network = below == null ? ReactorNettyNetwork.of(function) : JavaNetHttp.network(below);
        return McpCalls.begin(host, shape, request.method().name(), request.url(), headers, network);
    }

    ClientRequest marked() {
        return ClientRequest.from(request).body(this).build();
    }

    @Override
    public Mono<Void> insert(ClientHttpRequest message, Context context) {
        // Some connectors ask for a body before anybody subscribes; the application's is for a send that happens.
        return Mono.defer(() -> request.body().insert(message, context));
    }

    /** A cold publisher: each subscription is a call of its own, with the token of its moment. */
    Mono<ClientResponse> exchange(Mono<ClientResponse> untouched) {
        return Mono.deferContextual(context -> subscribed(untouched, context));
    }

    private Mono<ClientResponse> subscribed(Mono<ClientResponse> untouched, ContextView context) {
        try {
            McpRequest mcp = begin();
            Attempt.Wire wire = new Attempt.Wire(host, function, request, JavaNetHttp.carriesTokens(below));
            return mcp == null ? untouched : new ChallengedExchange(wire, mcp, context).response();
        } catch (RuntimeException | LinkageError fault) {
            host.fault("beginning an exchange", fault);
            return untouched;
        }
    }
}
