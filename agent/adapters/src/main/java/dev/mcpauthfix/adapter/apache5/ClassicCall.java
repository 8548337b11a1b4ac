package dev.mcpauthfix.adapter.apache5;

import dev.mcpauthfix.adapter.CallFailure;
import dev.mcpauthfix.adapter.CallerThread;
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
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.RequestFailedException;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** One request of a classic client; its caller's thread waits while it is challenged. */
final class ClassicCall implements ReplayableCall<ClassicHttpResponse> {

    /** How long a replay waits for a second connection while a refusal too large to be read ahead keeps the first one. */
    private static final Timeout SHORTLY = Timeout.ofSeconds(2);

    private static final ContentType JSON = ContentType.create("application/json");

    private final Hop hop;
    private final Map<String, String> sentWith;
    private final ExecChainHandler handler;
    private final ClassicHttpRequest request;
    private final ExecChain.Scope scope;
    private final ExecChain chain;
    private final ChallengedCall<ClassicHttpResponse> challenged;
    private final CallerThread thread = new CallerThread();
    private ExecRuntime latest;
    private @Nullable ClassicHttpResponse first;

    ClassicCall(
            Hop hop,
            Map<String, String> sentWith,
            ExecChainHandler handler,
            ClassicHttpRequest request,
            ExecChain.Scope scope,
            ExecChain chain) {
        this.hop = hop;
        this.sentWith = sentWith;
        this.handler = handler;
        this.request = request;
        this.scope = scope;
        this.chain = chain;
        this.challenged = new ChallengedCall<>(hop.host(), this);
        this.latest = scope.execRuntime;
    }

    /** Answers what the application gets for its request's response. */
    ClassicHttpResponse answer(ClassicHttpResponse first) {
        this.first = first;
        if (challenged.isSettled(hop.asked(), first) || Hop.hasForeignCredentials(scope.clientContext, sentWith)) {
            return first;
        }
        if (isReplayable() && !hop.isSearch()) {
            HeldEntity.hold(first);
        }
        return await(challenged.answer(hop.asked(), first), first);
    }

    private ClassicHttpResponse await(CompletableFuture<ClassicHttpResponse> answer, ClassicHttpResponse first) {
        hop.exchange().dependOn(() -> answer.completeExceptionally(new CancellationException()));
        try {
            Timeout limit = config().getResponseTimeout();
            ClassicHttpResponse response = limit == null || limit.isDisabled()
                    ? thread.await(answer)
                    : thread.await(answer, limit.toNanoseconds());
            if (response == first && scope.execRuntime instanceof Cancellable connection) {
                hop.exchange().dependOn(connection);
            }
            return response;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw over(first, new RequestFailedException("Request aborted", interrupted));
        } catch (TimeoutException late) {
            throw over(first, new SocketTimeoutException("Read timed out"));
        } catch (ExecutionException | CancellationException failure) {
            throw over(
                    first,
                    failure.getCause() instanceof IOException libraries
                            ? libraries
                            : new RequestFailedException("Request aborted"));
        }
    }

    private CallFailure over(ClassicHttpResponse first, IOException libraries) {
        discard(first);
        return new CallFailure(libraries);
    }

    private RequestConfig config() {
        RequestConfig config = scope.clientContext.getRequestConfig();
        return config == null ? RequestConfig.DEFAULT : config;
    }

    @Override
    public int status(ClassicHttpResponse response) {
        return response.getCode();
    }

    @Override
    public List<String> headers(ClassicHttpResponse response, String name) {
        return Arrays.stream(response.getHeaders(name)).map(Header::getValue).toList();
    }

    @Override
    public boolean isReplayable() {
        HttpEntity body = request.getEntity();
        return body == null || body.isRepeatable();
    }

    @Override
    public CompletionStage<ClassicHttpResponse> send(Authorization authorization) {
        Map<String, String> headers = hop.headers(authorization);
        if (headers == null) {
            return CompletableFuture.failedFuture(new IOException("another resource"));
        }
        RequestConfig config = scope.clientContext.getRequestConfig();
        try {
            if (scope.execRuntime.isEndpointAcquired()) {
                scope.clientContext.setRequestConfig(RequestConfig.copy(config())
                        .setConnectionRequestTimeout(SHORTLY)
                        .build());
            }
            ClassicHttpResponse response =
                    handler.execute(new SentRequest(request, headers, null), ownConnection(), chain);
            if (challenged.isChallenge(response)) {
                HeldEntity.hold(response);
            }
            return CompletableFuture.completedFuture(response);
        } catch (IOException | HttpException failure) {
            return CompletableFuture.failedFuture(failure);
        } finally {
            scope.clientContext.setRequestConfig(config);
        }
    }

    @Override
    public ClassicHttpResponse withChallenge(ClassicHttpResponse response, List<String> wwwAuthenticate) {
        RepairedHead.withChallenge(response, wwwAuthenticate);
        return response;
    }

    @Override
    public ClassicHttpResponse withDocument(ClassicHttpResponse response, String json) {
        byte[] document = json.getBytes(StandardCharsets.UTF_8);
        RepairedHead.ofDocument(response, document.length);
        response.setEntity(new ByteArrayEntity(document, JSON));
        // What came instead is not read.
        scope.execRuntime.discardEndpoint();
        return response;
    }

    /** The first response may still have the connection of the scope. */
    private ExecChain.Scope ownConnection() {
        latest = scope.execRuntime.fork(hop.exchange().call());
        return new ExecChain.Scope(scope.exchangeId, scope.route, scope.originalRequest, latest, scope.clientContext);
    }

    @Override
    public void discard(ClassicHttpResponse response) {
        // 5.0 reads to the end what is closed, and it may have none.
        (response == first ? scope.execRuntime : latest).discardEndpoint();
        try {
            response.close();
        } catch (IOException closedAlready) {
            // Nobody reads it.
        }
    }

    @Override
    public boolean isOver() {
        return scope.execRuntime.isExecutionAborted();
    }

    @Override
    public Executor executor() {
        return thread;
    }
}
