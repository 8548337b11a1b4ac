package dev.mcpauthfix.adapter.apache4;

import dev.mcpauthfix.adapter.CallFailure;
import dev.mcpauthfix.adapter.CallerThread;
import dev.mcpauthfix.adapter.ChallengedCall;
import dev.mcpauthfix.adapter.ReplayableCall;
import dev.mcpauthfix.engine.Authorization;
import java.io.IOException;
import java.net.SocketException;
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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.http.Header;
import org.apache.http.HttpEntity;
import org.apache.http.HttpEntityEnclosingRequest;
import org.apache.http.HttpException;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpExecutionAware;
import org.apache.http.client.methods.HttpRequestWrapper;
import org.apache.http.client.protocol.HttpClientContext;
import org.apache.http.conn.routing.HttpRoute;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.impl.execchain.ClientExecChain;
import org.apache.http.impl.execchain.RequestAbortedException;
import org.apache.http.message.BasicHeader;
import org.apache.http.protocol.HttpCoreContext;
import org.jspecify.annotations.Nullable;

/** One request of a classic client; its caller's thread waits while it is challenged. */
final class ClassicCall implements ReplayableCall<CloseableHttpResponse> {

    /** How long a replay waits for a second connection while a refusal too large to be read ahead keeps the first one. */
    private static final int SHORTLY_MILLIS = 2000;

    private static final String CHALLENGE = "WWW-Authenticate";
    private static final String JSON = "application/json";
    private static final int OK = 200;

    private final Hop hop;
    private final Map<String, String> sentWith;
    private final ClientExecChain chain;
    private final HttpRoute route;
    private final HttpRequestWrapper request;
    private final HttpClientContext context;
    private final SeenAware aware;
    private final ChallengedCall<CloseableHttpResponse> challenged;
    private final CallerThread thread = new CallerThread();
    private boolean connectionFree;

    ClassicCall(
            Hop hop,
            ClientExecChain chain,
            HttpRoute route,
            HttpRequestWrapper request,
            HttpClientContext context,
            @Nullable HttpExecutionAware application) {
        this.hop = hop;
        this.sentWith = hop.firstHeaders();
        this.chain = chain;
        this.route = route;
        this.request = request;
        this.context = context;
        this.aware = new SeenAware(application, this);
        this.challenged = new ChallengedCall<>(hop.host(), this);
        sentWith.forEach(request::setHeader);
    }

    SeenAware aware() {
        return aware;
    }

    /** Answers what the application gets for its request's response. */
    CloseableHttpResponse answer(CloseableHttpResponse first) {
        if (hidesToken() || challenged.isSettled(hop.asked(), first)) {
            return first;
        }
        if (isReplayable() && !hop.isSearch()) {
            connectionFree = HeldEntity.hold(first);
        }
        return await(challenged.answer(hop.asked(), first), first);
    }

    /** Takes our header lines from the request again; answers whether the library's own authentication had others sent. */
    private boolean hidesToken() {
        Header sent = request.getFirstHeader("Authorization");
        boolean foreign = sent != null && !sent.getValue().equals(sentWith.get("Authorization"));
        if (!foreign) {
            sentWith.keySet().forEach(request::removeHeaders);
        }
        return foreign;
    }

    private CloseableHttpResponse await(CompletableFuture<CloseableHttpResponse> answer, CloseableHttpResponse first) {
        aware.setCancellable(() -> answer.completeExceptionally(new CancellationException()));
        if (isOver()) {
            answer.completeExceptionally(new CancellationException());
        }
        try {
            int limit = config().getSocketTimeout();
            CloseableHttpResponse response =
                    limit > 0 ? thread.await(answer, TimeUnit.MILLISECONDS.toNanos(limit)) : thread.await(answer);
            if (response == first) {
                aware.setCancellable(() -> abort(first));
            }
            return response;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw over(first, new RequestAbortedException("Request aborted", interrupted));
        } catch (TimeoutException late) {
            throw over(first, new SocketTimeoutException("Read timed out"));
        } catch (ExecutionException | CancellationException failure) {
            throw over(
                    first,
                    failure.getCause() instanceof IOException libraries
                            ? libraries
                            : new SocketException("Socket closed"));
        }
    }

    private CallFailure over(CloseableHttpResponse first, IOException libraries) {
        discard(first);
        return new CallFailure(libraries);
    }

    private boolean abort(CloseableHttpResponse response) {
        discard(response);
        return true;
    }

    private RequestConfig config() {
        RequestConfig config = context.getRequestConfig();
        return config == null ? RequestConfig.DEFAULT : config;
    }

    @Override
    public int status(CloseableHttpResponse response) {
        return response.getStatusLine().getStatusCode();
    }

    @Override
    public List<String> headers(CloseableHttpResponse response, String name) {
        // Not a method reference: the interface that has the method is another in 4.3.
        return Arrays.stream(response.getHeaders(name))
                .map(header -> header.getValue())
                .toList();
    }

    @Override
    public boolean isReplayable() {
        HttpEntity body = request instanceof HttpEntityEnclosingRequest enclosing ? enclosing.getEntity() : null;
        return body == null || body.isRepeatable();
    }

    @Override
    public CompletionStage<CloseableHttpResponse> send(Authorization authorization) {
        Map<String, String> headers = hop.headers(authorization);
        if (headers == null) {
            return CompletableFuture.failedFuture(new IOException("another resource"));
        }
        RequestConfig config = context.getRequestConfig();
        HttpRequestWrapper again = HttpRequestWrapper.wrap(request);
        headers.forEach(again::setHeader);
        try {
            if (!connectionFree) {
                context.setRequestConfig(RequestConfig.copy(config())
                        .setConnectionRequestTimeout(SHORTLY_MILLIS)
                        .build());
            }
            CloseableHttpResponse response = chain.execute(route, again, context, aware.forReplay());
            if (challenged.isChallenge(response)) {
                connectionFree &= HeldEntity.hold(response);
            }
            return CompletableFuture.completedFuture(response);
        } catch (IOException | HttpException failure) {
            return CompletableFuture.failedFuture(failure);
        } finally {
            context.setRequestConfig(config);
            context.setAttribute(HttpCoreContext.HTTP_REQUEST, request);
        }
    }

    @Override
    public CloseableHttpResponse withChallenge(CloseableHttpResponse response, List<String> wwwAuthenticate) {
        List<Header> lines = wwwAuthenticate.stream()
                .map(line -> (Header) new BasicHeader(CHALLENGE, line))
                .toList();
        response.removeHeaders(CHALLENGE);
        lines.forEach(response::addHeader);
        return response;
    }

    @Override
    public CloseableHttpResponse withDocument(CloseableHttpResponse response, String json) {
        ByteArrayEntity document = new ByteArrayEntity(json.getBytes(StandardCharsets.UTF_8));
        document.setContentType(JSON);
        response.setHeaders(new Header[] {
            new BasicHeader("Content-Type", JSON),
            new BasicHeader("Content-Length", String.valueOf(document.getContentLength()))
        });
        response.setStatusLine(response.getProtocolVersion(), OK, "OK");
        response.setEntity(document);
        // What came instead is not read.
        discard(response);
        return response;
    }

    @Override
    public void discard(CloseableHttpResponse response) {
        try {
            response.close();
        } catch (IOException closedAlready) {
            // Nobody reads it.
        }
    }

    @Override
    public boolean isOver() {
        return aware.isAborted();
    }

    @Override
    public Executor executor() {
        return thread;
    }
}
