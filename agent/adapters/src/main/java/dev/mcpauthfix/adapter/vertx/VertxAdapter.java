package dev.mcpauthfix.adapter.vertx;

import dev.mcpauthfix.adapter.Adapter;
import dev.mcpauthfix.adapter.Host;
import dev.mcpauthfix.adapter.McpCalls;
import dev.mcpauthfix.engine.Authorization;
import dev.mcpauthfix.engine.McpRequest;
import dev.mcpauthfix.engine.McpTraffic;
import dev.mcpauthfix.engine.NetworkPath;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.streams.ReadStream;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Sits in {@code HttpClientImpl.request}, where each request is born, and in the {@code send} methods of {@code HttpClientRequest}.
 *
 * <p>Once MCP was sent the birth costs a listener and an entry in a map for each GET, POST and DELETE: a request does not name its
 * client, and its headers may come only later. A request that turns out not to be MCP traffic leaves its send after a few header
 * look-ups.
 */
public final class VertxAdapter implements Adapter {

    private final Host host;

    /** Created by the dispatcher when the first client of this library makes a call. */
    public VertxAdapter(Host host) {
        this.host = host;
    }

    @Override
    public void enter(Object[] call) {
        if (call[0] instanceof HttpClientRequest request) {
            if (isSend(call)) {
                send(request, call);
            }
        } else if (Origin.areKept() && isCandidate(call[1]) && call[2] instanceof Handler<?> handler) {
            call[2] = Origin.of(
                    (HttpClient) call[0], (RequestOptions) call[1], VertxAdapter.<HttpClientRequest>cast(handler));
        }
    }

    @Override
    public @Nullable Object exit(@Nullable Object result, Object[] call) {
        if (call[0] instanceof HttpClientRequest request && !isSend(call)) {
            VertxCall.reset(request);
        }
        if (!(result instanceof Future<?> future)) {
            return result;
        }
        if (call[0] instanceof HttpClientRequest request) {
            Origin origin = Origin.take(request);
            McpRequest mcp = origin == null ? null : origin.mcp();
            return origin == null || mcp == null
                    ? result
                    : VertxAdapter.<HttpClientResponse>cast(future)
                            .compose(new VertxCall(host, request, body(call), origin, mcp)::answered);
        }
        if (Origin.areKept() && isCandidate(call[1])) {
            VertxAdapter.<HttpClientRequest>cast(future)
                    .onComplete(Origin.of((HttpClient) call[0], (RequestOptions) call[1], null));
        }
        return result;
    }

    private static boolean isSend(Object[] call) {
        return call[call.length - 1].equals("send");
    }

    /** Whether a request of these options may turn out to be MCP traffic; the method is all that is known of it yet. */
    private static boolean isCandidate(Object options) {
        HttpMethod method = ((RequestOptions) options).getMethod();
        return HttpMethod.POST.equals(method) || HttpMethod.GET.equals(method) || HttpMethod.DELETE.equals(method);
    }

    private void send(HttpClientRequest request, Object[] call) {
        Origin known = Origin.take(request);
        McpTraffic.Shape shape = McpCalls.recognise(
                host,
                request.getMethod().name(),
                known == null ? null : known.options().getHost(),
                request.getURI(),
                new HeaderLookup(request.headers()),
                McpTraffic.BY_FUNCTION);
        URI uri = shape == null ? null : Redirection.uri(request);
        if (shape == null || uri == null) {
            return;
        }
        Origin.keep();
        Origin origin = known == null ? Origin.hiddenIn(request, uri) : known;
        McpRequest mcp = begin(request, uri, shape, new HeaderLookup(request.headers()), origin);
        if (mcp == null) {
            return;
        }
        int last = call.length - 2;
        if (call[last] instanceof Handler<?> handler && !(handler instanceof ReadStream<?>)) {
            call[last] = new VertxCall(host, request, last == 1 ? null : body(call), origin, mcp)
                    .inFrontOf(VertxAdapter.<HttpClientResponse>cast(handler));
        } else {
            origin.begin(request, mcp);
        }
    }

    private @Nullable McpRequest begin(
            HttpClientRequest request, URI uri, McpTraffic.Shape shape, HeaderLookup headers, Origin origin) {
        String method = request.getMethod().name();
        NetworkPath network = VertxNetwork.of(origin.client(), origin.options());
        McpRequest mcp = McpCalls.begin(host, shape, method, uri, headers, network);
        Authorization authorization = mcp == null ? null : mcp.sent();
        if (mcp == null || authorization == null) {
            return mcp;
        }
        // Vert.x takes all headers along to wherever a redirect leads: there the token goes by replay only.
        if (request.isFollowRedirects()) {
            return new McpRequest(method, mcp.uri(), shape, mcp.protocolVersion(), null, 0, mcp.network());
        }
        authorization
                .headers(method, mcp.uri())
                .forEach((name, value) -> request.headers().set(name, value));
        return mcp;
    }

    /** The first argument of a send, null for one without a body. */
    private static @Nullable Object body(Object[] call) {
        return call.length == 2 ? null : call[1];
    }

    @SuppressWarnings("unchecked")
    private static <T> Future<T> cast(Future<?> future) {
        return (Future<T>) future;
    }

    @SuppressWarnings("unchecked")
    private static <T> Handler<AsyncResult<T>> cast(Handler<?> handler) {
        return (Handler<AsyncResult<T>>) handler;
    }
}
