package dev.mcpauthfix.adapter.javanethttp;

import dev.mcpauthfix.adapter.Adapter;
import dev.mcpauthfix.adapter.Host;
import dev.mcpauthfix.adapter.McpCalls;
import dev.mcpauthfix.adapter.NestedLibrary;
import dev.mcpauthfix.engine.Authorization;
import dev.mcpauthfix.engine.AuthorizationEngine;
import dev.mcpauthfix.engine.McpRequest;
import dev.mcpauthfix.engine.McpTraffic;
import dev.mcpauthfix.engine.NetworkPath;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Sits in {@code HttpClientImpl.sendAsync(request, bodyHandler, pushPromiseHandler, executor)}, where {@code send} and both
 * public {@code sendAsync} end.
 *
 * <p>Traffic that is not MCP leaves here after a few header look-ups, with the very arguments and result it came with.
 */
public final class JavaNetHttpAdapter implements Adapter {

    private static final int REQUEST = 1;
    private static final int BODY_HANDLER = 2;
    private static final int PUSH_PROMISE_HANDLER = 3;

    private final Host host;

    /** Created by the dispatcher when the first client of this library makes a call. */
    public JavaNetHttpAdapter(Host host) {
        this.host = host;
    }

    @Override
    public void enter(Object[] call) {
        if (call[REQUEST] instanceof HttpRequest request
                && call[BODY_HANDLER] instanceof BodyHandler<?> bodyHandler
                && !(bodyHandler instanceof AttemptBodyHandler<?>)) {
            HeaderLookup headers = new HeaderLookup(request.headers());
            McpTraffic.Shape shape = McpCalls.recognise(
                    host,
                    request.method(),
                    request.uri().getHost(),
                    request.uri().getRawPath(),
                    headers,
                    McpTraffic.BY_FUNCTION);
            if (shape != null
                    && !isWebSocketHandshake(request)
                    && !NestedLibrary.isCalled()
                    && !host.leavesAlone(request.uri(), headers)) {
                authorize((HttpClient) call[0], request, shape, call);
            }
        }
    }

    private void authorize(HttpClient client, HttpRequest request, McpTraffic.Shape shape, Object[] call) {
        McpRequest mcp = new McpRequest(
                request.method(),
                request.uri(),
                shape,
                request.headers().firstValue("mcp-protocol-version").orElse(null),
                null,
                0,
                new NetworkPath(client.proxy().orElse(null), client.sslContext().getSocketFactory()));
        AuthorizationEngine engine = shape == McpTraffic.Shape.RESOURCE_METADATA ? null : host.engineIfStarted();
        Optional<Authorization> authorization = engine == null ? Optional.empty() : engine.authorize(mcp);
        if (authorization.isEmpty() && shape.isUnmarked()) {
            return;
        }
        HttpRequest replayable = Replays.keepingItsBody(request);
        HttpRequest first = replayable;
        // Where the application's own client cannot be trusted with the header, the token goes by replay only.
        if (authorization.isPresent() && Replays.carriesTokens(client)) {
            mcp = mcp.sentAtFirstWith(authorization.get());
            first = Replays.withAuthorization(replayable, authorization.get());
        }
        call[BODY_HANDLER] = exchange(client, replayable, mcp, call).firstAttempt();
        call[REQUEST] = first;
    }

    private <T> ChallengedExchange<T> exchange(HttpClient client, HttpRequest request, McpRequest mcp, Object[] call) {
        @SuppressWarnings("unchecked")
        BodyHandler<T> bodyHandler = (BodyHandler<T>) call[BODY_HANDLER];
        @SuppressWarnings("unchecked")
        HttpResponse.PushPromiseHandler<T> pushPromises =
                (HttpResponse.PushPromiseHandler<T>) call[PUSH_PROMISE_HANDLER];
        return new ChallengedExchange<>(host, client, request, mcp, bodyHandler, pushPromises);
    }

    /** The JDK sends its own request class for a WebSocket handshake; a copy of it cannot be sent. */
    private static boolean isWebSocketHandshake(HttpRequest request) {
        return request.getClass().getName().equals("jdk.internal.net.http.HttpRequestImpl");
    }

    @Override
    @SuppressWarnings({"unchecked", "FutureReturnValueIgnored"}) // the caller is the application, which gets the future
    public @Nullable Object exit(@Nullable Object result, Object[] call) {
        if (call[BODY_HANDLER] instanceof AttemptBodyHandler<?> attempt
                && attempt.isFirst()
                && result instanceof CompletableFuture<?> response) {
            return ((AttemptBodyHandler<Object>) attempt).exchange().answer((CompletableFuture<HttpResponse<Object>>)
                    response);
        }
        return result;
    }
}
