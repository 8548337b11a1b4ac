package dev.mcpauthfix.adapter.apache5;

import dev.mcpauthfix.adapter.ChallengedCall;
import dev.mcpauthfix.adapter.ReplayableCall;
import dev.mcpauthfix.engine.Authorization;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.client5.http.async.AsyncExecChainHandler;
import org.apache.hc.client5.http.async.AsyncExecRuntime;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** One request of an asynchronous client and the attempts it takes. */
final class AsyncCall implements ReplayableCall<Attempt> {

    private final Hop hop;
    private final AsyncExecChainHandler handler;
    private final HttpRequest request;
    private final @Nullable AsyncEntityProducer body;
    private final AsyncExecChain.Scope scope;
    private final AsyncExecChain chain;
    private final AsyncExecCallback application;
    private final ChallengedCall<Attempt> challenged;
    private final Attempt first;
    private final AtomicBoolean settled = new AtomicBoolean();

    AsyncCall(
            Hop hop,
            AsyncExecChainHandler handler,
            HttpRequest request,
            @Nullable AsyncEntityProducer body,
            AsyncExecChain.Scope scope,
            AsyncExecChain chain,
            AsyncExecCallback application) {
        this.hop = hop;
        this.handler = handler;
        this.request = request;
        this.body = body;
        this.scope = scope;
        this.chain = chain;
        this.application = application;
        this.challenged = new ChallengedCall<>(hop.host(), this);
        this.first = new Attempt(this, scope.execRuntime, hop.firstHeaders());
    }

    HttpRequest firstRequest() {
        return new AsyncSentRequest(request, first.sentWith());
    }

    Attempt firstAttempt() {
        return first;
    }

    AsyncExecCallback application() {
        return application;
    }

    boolean isReplay(Attempt attempt) {
        return attempt != first;
    }

    /** Whether whoever asks is the one that may give the application its answer. */
    boolean settle() {
        return settled.compareAndSet(false, true);
    }

    /** Whether a first attempt ends before there is a response of which we could have anything to say. */
    boolean settlesWithout(Attempt attempt) {
        return attempt == first && settle();
    }

    private void fail(Exception libraries) {
        if (settle()) {
            application.failed(libraries);
        }
    }

    /** Sees a response's head and answers whether the application must not see it yet. */
    boolean holds(Attempt attempt) {
        if (challenged.isSettled(hop.asked(), attempt)
                || Hop.hasForeignCredentials(scope.clientContext, attempt.sentWith())) {
            return false;
        }
        if (isReplay(attempt)) {
            return true;
        }
        if (!isReplayable() && !hop.host().mayRepair()) {
            var unused = challenged.answer(hop.asked(), attempt);
            return false;
        }
        var unused = attempt.response().whenComplete((held, failure) -> {
            if (failure == null) {
                answer(held);
            } else {
                fail(libraries(failure, null));
            }
        });
        return true;
    }

    private void answer(Attempt held) {
        CompletableFuture<Attempt> answer = challenged.answer(hop.asked(), held);
        RequestConfig config = scope.clientContext.getRequestConfig();
        Timeout limit = config == null ? null : config.getResponseTimeout();
        if (limit != null && limit.isEnabled()) {
            var unused = answer.orTimeout(limit.toNanoseconds(), TimeUnit.NANOSECONDS);
        }
        hop.exchange().dependOn(() -> answer.completeExceptionally(new CancellationException()));
        var unused = answer.whenComplete((chosen, failure) -> {
            if (failure == null) {
                give(chosen);
            } else {
                first.discard();
                fail(libraries(failure, limit));
            }
        });
    }

    private void give(Attempt chosen) {
        if (settle()) {
            hop.exchange().dependOn(() -> {
                chosen.runtime().discardEndpoint();
                return true;
            });
            try {
                chosen.give();
            } catch (HttpException | IOException failure) {
                application.failed(failure);
            }
        }
    }

    private static Exception libraries(Throwable failure, @Nullable Timeout limit) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof TimeoutException) {
            return new SocketTimeoutException(String.valueOf(limit));
        }
        return cause instanceof Exception libraries ? libraries : new CancellationException();
    }

    @Override
    public int status(Attempt response) {
        return response.head().getCode();
    }

    @Override
    public List<String> headers(Attempt response, String name) {
        return Arrays.stream(response.head().getHeaders(name))
                .map(Header::getValue)
                .toList();
    }

    @Override
    public boolean isReplayable() {
        return body == null || body.isRepeatable();
    }

    @Override
    @SuppressWarnings("deprecation") // the constructor that 5.0 has
    public CompletionStage<Attempt> send(Authorization authorization) {
        Map<String, String> headers = hop.headers(authorization);
        if (headers == null) {
            return CompletableFuture.failedFuture(new IOException("another resource"));
        }
        AsyncExecRuntime runtime = scope.execRuntime.fork();
        Attempt again = new Attempt(this, runtime, headers);
        AsyncExecChain.Scope own = new AsyncExecChain.Scope(
                scope.exchangeId,
                scope.route,
                scope.originalRequest,
                scope.cancellableDependency,
                scope.clientContext,
                runtime);
        try {
            if (body != null) {
                body.releaseResources();
            }
            handler.execute(new AsyncSentRequest(request, headers), body, own, chain, again);
        } catch (HttpException | IOException failure) {
            again.failed(failure);
        }
        return again.response();
    }

    @Override
    public Attempt withChallenge(Attempt response, List<String> wwwAuthenticate) {
        RepairedHead.withChallenge(response.head(), wwwAuthenticate);
        return response;
    }

    @Override
    public Attempt withDocument(Attempt response, String json) {
        response.replace(json.getBytes(StandardCharsets.UTF_8));
        return response;
    }

    @Override
    public void discard(Attempt response) {
        response.discard();
    }

    @Override
    public boolean isOver() {
        return settled.get() || scope.cancellableDependency.isCancelled();
    }

    @Override
    public Executor executor() {
        return ForkJoinPool.commonPool();
    }
}
