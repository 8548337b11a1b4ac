package dev.mcpauthfix.adapter.vertx;

import dev.mcpauthfix.adapter.ChallengedCall;
import dev.mcpauthfix.adapter.Host;
import dev.mcpauthfix.adapter.ReplayableCall;
import dev.mcpauthfix.engine.Authorization;
import dev.mcpauthfix.engine.McpRequest;
import dev.mcpauthfix.engine.Origins;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.StreamResetException;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One send of the application. All of it happens on the context of the response; a response is paused in the very moment it is
 * there, and resumed in the very moment the application sees it.
 */
final class VertxCall implements ReplayableCall<HttpClientResponse> {

    /** For a connection of the pool, where the response that is held back has one of them. */
    private static final long CONNECT_MILLIS = 30_000;

    /** The calls whose first response was held back. Each lives as long as its request, which knows it by that response. */
    private static final Map<HttpClientRequest, WeakReference<VertxCall>> HELD =
            Collections.synchronizedMap(new WeakHashMap<>());

    private final Host host;
    private final HttpClientRequest request;
    private final @Nullable Object body;
    private final Origin origin;
    private final McpRequest mcp;
    private final ChallengedCall<HttpClientResponse> challenged;
    private final Promise<HttpClientResponse> answer = Promise.promise();
    private final long begun = System.nanoTime();

    private @Nullable Context context;
    private volatile @Nullable HttpClientRequest replay;
    private volatile @Nullable Throwable over;
    private @Nullable Throwable broken;
    private long timer = -1;

    VertxCall(Host host, HttpClientRequest request, @Nullable Object body, Origin origin, McpRequest mcp) {
        this.host = host;
        this.request = request;
        this.body = body;
        this.origin = origin;
        this.mcp = mcp;
        this.challenged = new ChallengedCall<>(host, this);
    }

    /** The handler that the library gets instead of the application's. */
    Handler<AsyncResult<HttpClientResponse>> inFrontOf(Handler<AsyncResult<HttpClientResponse>> applications) {
        return sent -> {
            if (sent.succeeded()) {
                answered(sent.result()).onComplete(applications);
            } else {
                applications.handle(sent);
            }
        };
    }

    /** The response that the application gets for this one. */
    Future<HttpClientResponse> answered(HttpClientResponse first) {
        Context current = Vertx.currentContext();
        if (current == null || challenged.isSettled(mcp, first) || !isOfSameOrigin(first)) {
            return Future.succeededFuture(first);
        }
        context = current;
        HELD.put(request, new WeakReference<>(this));
        first.pause();
        first.exceptionHandler(this::failed);
        startTimer(current);
        var unused =
                challenged.answer(mcp, first).whenComplete((response, failure) -> settle(first, response, failure));
        return answer.future();
    }

    /** What refuses behind a redirect to another origin is none of ours. */
    private boolean isOfSameOrigin(HttpClientResponse response) {
        URI uri = Redirection.uri(response.request());
        return uri != null && Origins.same(uri, mcp.uri());
    }

    /** The library's own timer stopped at the first response. */
    private void startTimer(Context current) {
        RequestOptions options = origin.options();
        long limit = options.getIdleTimeout() >= 0 ? options.getIdleTimeout() : options.getTimeout();
        if (limit > 0) {
            long left = limit - (System.nanoTime() - begun) / 1_000_000;
            timer = current.owner()
                    .setTimer(
                            Math.max(1, left),
                            expired -> end(Versions.timeout(limit, mcp.method(), request.getURI(), mcp.uri())));
        }
    }

    /** Where the application resets a request that we have sent again, or are about to, what it means is the call. */
    static void reset(HttpClientRequest request) {
        WeakReference<VertxCall> held = HELD.get(request);
        VertxCall call = held == null ? null : held.get();
        if (call != null) {
            call.end(new StreamResetException(0));
        }
    }

    /** HTTP/2, and Vert.x 4.5, tell here of a reset too; all else means that the connection is lost. */
    private void failed(Throwable cause) {
        if (cause instanceof StreamResetException && !answer.future().isComplete()) {
            end(cause);
        } else {
            broken = cause;
        }
    }

    private void end(Throwable cause) {
        over = cause;
        answer.tryFail(cause);
        HttpClientRequest sentAgain = replay;
        if (sentAgain != null) {
            Versions.reset(sentAgain, cause);
        }
    }

    private void settle(HttpClientResponse first, @Nullable HttpClientResponse response, @Nullable Throwable failure) {
        stopTimer();
        if (response == null) {
            answer.tryFail(over == null ? failure : over);
            return;
        }
        if (response == first) {
            HELD.remove(request);
            first.exceptionHandler(null);
        }
        if (response == first || challenged.isChallenge(response)) {
            // Vert.x delivers what it kept in a later task, when the application's handlers are there.
            response.resume();
        }
        answer.tryComplete(response);
        if (response == first && broken != null) {
            Versions.reset(request, broken);
        }
    }

    private void stopTimer() {
        if (timer >= 0 && context != null) {
            context.owner().cancelTimer(timer);
        }
    }

    @Override
    public int status(HttpClientResponse response) {
        return response.statusCode();
    }

    @Override
    public List<String> headers(HttpClientResponse response, String name) {
        return response.headers().getAll(name);
    }

    @Override
    public boolean isReplayable() {
        return origin.client() != null && (body == null || body instanceof String || body instanceof Buffer);
    }

    @Override
    public CompletionStage<HttpClientResponse> send(Authorization authorization) {
        CompletableFuture<HttpClientResponse> response = new CompletableFuture<>();
        HttpClient client = origin.client();
        if (client == null) {
            throw new IllegalStateException("the client is not known");
        }
        try {
            client.request(again(authorization))
                    .compose(next -> send(client, next))
                    .onComplete(sent -> complete(response, sent));
        } catch (IllegalStateException closed) {
            response.completeExceptionally(closed);
        }
        return response;
    }

    private RequestOptions again(Authorization authorization) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().addAll(request.headers());
        authorization.headers(mcp.method(), mcp.uri()).forEach((name, value) -> headers.set(name, value));
        RequestOptions options = new RequestOptions(origin.options())
                .setMethod(request.getMethod())
                .setURI(request.getURI())
                .setHeaders(headers)
                .setTraceOperation(request.traceOperation());
        if (options.getConnectTimeout() < 0 && options.getTimeout() < 0) {
            options.setConnectTimeout(CONNECT_MILLIS);
        }
        return options;
    }

    private Future<HttpClientResponse> send(HttpClient client, HttpClientRequest next) {
        replay = next;
        // The application may have given its options to another request since, of another host.
        Throwable ended = over;
        if (ended != null || !next.absoluteURI().equals(request.absoluteURI())) {
            Throwable cause = ended == null ? new IllegalStateException("the request has changed") : ended;
            Versions.reset(next, cause);
            return Future.failedFuture(cause);
        }
        next.exceptionHandler(failure -> {}).setChunked(request.isChunked());
        next.setFollowRedirects(request.isFollowRedirects());
        next.setMaxRedirects(request.getMaxRedirects()).redirectHandler(new Redirection(host, client, mcp));
        return body == null ? next.send() : body instanceof String text ? next.send(text) : next.send((Buffer) body);
    }

    private void complete(CompletableFuture<HttpClientResponse> response, AsyncResult<HttpClientResponse> sent) {
        if (sent.failed()) {
            response.completeExceptionally(sent.cause());
            return;
        }
        if (challenged.isChallenge(sent.result())) {
            sent.result().pause();
        }
        response.complete(sent.result());
    }

    @Override
    public HttpClientResponse withChallenge(HttpClientResponse response, List<String> wwwAuthenticate) {
        response.headers().set("WWW-Authenticate", wwwAuthenticate);
        return response;
    }

    @Override
    public @Nullable HttpClientResponse withDocument(HttpClientResponse response, String json) {
        Context current = context;
        if (current == null) {
            return null;
        }
        DocumentResponse documented = new DocumentResponse(response, current, json);
        discard(response);
        return documented;
    }

    @Override
    public void discard(HttpClientResponse response) {
        if (context != null) {
            Leftover.of(response, context.owner());
        }
    }

    @Override
    public boolean isOver() {
        return over != null;
    }

    @Override
    public Executor executor() {
        Context current = context;
        return task -> {
            if (current != null) {
                current.runOnContext(unused -> task.run());
            }
        };
    }
}
