package dev.mcpauthfix.adapter.reactornetty;

import dev.mcpauthfix.engine.Authorization;
import dev.mcpauthfix.engine.McpRequest;
import dev.mcpauthfix.engine.McpTraffic;
import dev.mcpauthfix.engine.Origins;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.netty.Connection;
import reactor.netty.NettyOutbound;
import reactor.netty.http.client.HttpClientRequest;
import reactor.util.context.Context;

/**
 * One subscription to the library, which sends a request and follows its redirects. It is found by the context that the library keeps
 * with each of its connections, and its type is the mark by which our own subscriptions are told from the application's.
 */
final class Attempt implements CoreSubscriber<Connection> {

    /** Whether there ever may have been one: an application without MCP is not to pay for the search in each context. */
    private static volatile boolean any;

    private final NettyCall call;
    private final @Nullable Authorization replayed;
    private final Context context;
    private final CompletableFuture<Connection> response = new CompletableFuture<>();
    private volatile @Nullable Subscription upstream;
    private volatile boolean cancelled;
    private volatile @Nullable Object sender;
    private volatile @Nullable HttpClientRequest hop;
    private volatile Map<String, String> attached = Map.of();
    private volatile @Nullable McpRequest sent;
    private volatile @Nullable Wire wire;

    /**
     * Creates one.
     *
     * @param replayed what a replay is sent with, null for the application's own send
     */
    Attempt(NettyCall call, @Nullable Authorization replayed, Context applications) {
        this.call = call;
        this.replayed = replayed;
        this.context = applications.put(Attempt.class, this);
    }

    /** From now on there may be some. */
    static void expect() {
        any = true;
    }

    /** Whose request it may be, null for a call that is none of ours. */
    static @Nullable Attempt of(HttpClientRequest request) {
        return any ? request.currentContextView().getOrDefault(Attempt.class, null) : null;
    }

    /** The library is about to send a hop; what an application sends meanwhile in the same context has another sender. */
    void hop(Object from, HttpClientRequest request) {
        if (sender == null) {
            sender = from;
        }
        if (sender == from) {
            hop = request;
        }
    }

    /** The application's body, or the one that was sent before. */
    Publisher<?> body(HttpClientRequest request, Publisher<?> applications) {
        McpRequest mcp = call.mcp();
        return replayed != null && hop == request && mcp != null && isSameSend(request, mcp)
                ? call.body().writeTo((NettyOutbound) request)
                : applications;
    }

    /** The headers of a hop are as they will go out, but for what we add: a token for this hop alone (attack S8). */
    void sending(HttpClientRequest request) {
        if (hop != request) {
            return;
        }
        HttpHeaders headers = request.requestHeaders();
        // The application may have copied them from the hop before.
        attached.forEach((name, value) -> {
            if (value.equals(headers.get(name))) {
                headers.remove(name);
            }
        });
        sent = null;
        McpRequest mcp = call.begun(request);
        URI uri = mcp == null ? null : uri(request);
        if (mcp == null || uri == null || !Origins.same(uri, mcp.uri())) {
            return;
        }
        boolean same = isSameSend(request, mcp);
        if (mcp.shape() == McpTraffic.Shape.RESOURCE_METADATA) {
            if (same) {
                Search.into((Connection) request, call);
            }
            return;
        }
        if (same) {
            call.repeat(headers, replayed != null);
        }
        wire = Wire.into((Connection) request, same && replayed == null ? call.body() : null);
        if (!headers.contains("authorization")) {
            Authorization carried = same ? (replayed == null ? mcp.sent() : replayed) : call.authorizationAt(uri);
            attach(carried, request, uri);
            sent = new McpRequest(
                    mcp.method(), mcp.uri(), mcp.shape(), mcp.protocolVersion(), carried, 0, mcp.network());
        }
    }

    private void attach(@Nullable Authorization carried, HttpClientRequest request, URI uri) {
        attached = carried == null ? Map.of() : carried.headers(request.method().name(), uri);
        attached.forEach(request.requestHeaders()::set);
    }

    /** What the latest hop was sent as, null where that was none of ours: elsewhere, or with the application's credentials. */
    @Nullable
    McpRequest sent() {
        return sent;
    }

    boolean carried(Authorization authorization) {
        McpRequest latest = sent;
        return latest != null && authorization.sameToken(latest.sent());
    }

    @Nullable
    Wire wire() {
        return wire;
    }

    /** The response of a replay. */
    CompletableFuture<Connection> response() {
        return response;
    }

    /** Where a hop goes, null where that is not the web. */
    static @Nullable URI uri(HttpClientRequest request) {
        try {
            String url = request.resourceUrl();
            URI uri = url == null ? null : URI.create(url);
            return uri == null || uri.getHost() == null || uri.getScheme() == null ? null : uri;
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    /** Whether a hop is what the application sent, and not where a redirect led. */
    private static boolean isSameSend(HttpClientRequest request, McpRequest mcp) {
        return mcp.uri().equals(uri(request))
                && mcp.method().equals(request.method().name());
    }

    void request(long items) {
        Subscription library = upstream;
        if (library != null) {
            library.request(items);
        }
    }

    void cancel() {
        cancelled = true;
        Subscription library = upstream;
        if (library != null) {
            library.cancel();
        }
        response.completeExceptionally(new CancellationException());
    }

    @Override
    public Context currentContext() {
        return context;
    }

    @Override
    public void onSubscribe(Subscription library) {
        upstream = library;
        if (replayed == null) {
            call.subscribed();
        } else if (cancelled) {
            library.cancel();
        } else {
            library.request(Long.MAX_VALUE);
        }
    }

    @Override
    public void onNext(Connection connection) {
        if (replayed == null) {
            call.answered(connection);
        } else if (!response.complete(connection)) {
            call.discard(connection);
        }
    }

    @Override
    public void onError(Throwable failure) {
        if (replayed == null) {
            call.failed(failure);
        } else {
            response.completeExceptionally(failure);
        }
    }

    @Override
    public void onComplete() {
        if (replayed == null) {
            call.completed();
        } else {
            response.completeExceptionally(new IllegalStateException("no response"));
        }
    }
}
