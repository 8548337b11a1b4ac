package dev.mcpauthfix.adapter.webclient;

import dev.mcpauthfix.adapter.Adapter;
import dev.mcpauthfix.adapter.Host;
import dev.mcpauthfix.adapter.McpCalls;
import dev.mcpauthfix.adapter.NestedLibrary;
import dev.mcpauthfix.engine.McpTraffic;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import reactor.core.publisher.Mono;

/**
 * Sits in {@code ExchangeFunctions.DefaultExchangeFunction.exchange}, below every filter and above every connector.
 *
 * <p>Traffic that is not MCP leaves here after a few header look-ups, with the very request and result it came with.
 */
public final class WebClientAdapter implements Adapter {

    private static final String OVER_REACTOR_NETTY =
            "org.springframework.http.client.reactive.ReactorClientHttpConnector";
    private static final int REQUEST = 1;

    private final Host host;

    /** Created by the dispatcher when the first client of this library makes a call. */
    public WebClientAdapter(Host host) {
        this.host = host;
        NestedLibrary.below(OVER_REACTOR_NETTY);
    }

    @Override
    public void enter(Object[] call) {
        if (call[0] instanceof ExchangeFunction function
                && call[REQUEST] instanceof ClientRequest request
                && !(request.body() instanceof Attempt)) {
            McpTraffic.Shape shape = recognise(request);
            if (shape != null) {
                RecognisedCall recognised =
                        new RecognisedCall(host, function, request, shape, new HeaderLookup(request.headers()));
                if (recognised.begin() != null) {
                    call[REQUEST] = recognised.marked();
                }
            }
        }
    }

    private McpTraffic.@Nullable Shape recognise(ClientRequest request) {
        return McpCalls.recognise(
                host,
                request.method().name(),
                request.url().getHost(),
                request.url().getRawPath(),
                request.headers(),
                HeaderLookup.OF);
    }

    @Override
    @SuppressWarnings("unchecked") // the woven method returns it
    public @Nullable Object exit(@Nullable Object result, Object[] call) {
        if (call[REQUEST] instanceof ClientRequest request
                && request.body() instanceof RecognisedCall recognised
                && result instanceof Mono<?> untouched) {
            return recognised.exchange((Mono<ClientResponse>) untouched);
        }
        return result;
    }
}
