package dev.mcpauthfix.adapter.javanethttp;

import dev.mcpauthfix.adapter.McpCalls;
import dev.mcpauthfix.engine.ChallengeResponse;
import dev.mcpauthfix.engine.McpRequest;
import dev.mcpauthfix.engine.McpTraffic;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One send of the application's request, and what came back. */
final class Attempt<T> {

    static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final ChallengedExchange<T> exchange;
    private final McpRequest mcp;
    private final HttpRequest request;
    private final boolean first;
    private final int redirects;
    private final CompletableFuture<HttpResponse<T>> response = new CompletableFuture<>();
    private volatile int status;
    private volatile @Nullable HeldBody<T> held;
    private volatile @Nullable HttpRequest redirectTarget;
    private volatile RepairedResponse.@Nullable Head repaired;

    Attempt(ChallengedExchange<T> exchange, McpRequest mcp, HttpRequest request, boolean first) {
        this(exchange, mcp, request, first, 0);
    }

    private Attempt(ChallengedExchange<T> exchange, McpRequest mcp, HttpRequest request, boolean first, int redirects) {
        this.exchange = exchange;
        this.mcp = mcp;
        this.request = request;
        this.first = first;
        this.redirects = redirects;
    }

    boolean isFirst() {
        return first;
    }

    ChallengedExchange<T> exchange() {
        return exchange;
    }

    McpRequest mcp() {
        return mcp;
    }

    HttpRequest request() {
        return request;
    }

    int status() {
        return status;
    }

    /** Completes with the library's response for this attempt, or its failure. */
    CompletableFuture<HttpResponse<T>> response() {
        return response;
    }

    boolean isHeld() {
        return held != null;
    }

    /** Where a replay was redirected to, null where it was not. */
    @Nullable
    HttpRequest redirectTarget() {
        return redirectTarget;
    }

    /** The attempt that follows this one's redirect; one that leaves the origin is the application's client's own affair. */
    Attempt<T> redirected(HttpRequest target, boolean sameOrigin) {
        return new Attempt<>(exchange, mcp, target, false, sameOrigin ? redirects + 1 : Redirection.LIMIT);
    }

    /** Sees the response's head and chooses who reads its body. */
    BodySubscriber<T> receive(ResponseInfo head) {
        status = head.statusCode();
        if (!first) {
            redirectTarget = Redirection.target(request, head, exchange.redirectPolicy(), redirects);
            if (redirectTarget != null) {
                return BodySubscribers.replacing(null);
            }
        }
        if (mcp.shape() == McpTraffic.Shape.RESOURCE_METADATA) {
            return receiveMetadata(head);
        }
        List<String> challenges = head.headers().allValues("www-authenticate");
        if (status == UNAUTHORIZED || (status == FORBIDDEN && !challenges.isEmpty())) {
            HeldBody<T> body = new HeldBody<>(exchange.bodyHandler(), head);
            held = body;
            if (exchange.challenge(
                    this,
                    new ChallengeResponse(
                            status,
                            challenges,
                            head.headers().firstValue("dpop-nonce").orElse(null)))) {
                return body;
            }
            held = null;
        }
        return exchange.bodyHandler().apply(head);
    }

    private BodySubscriber<T> receiveMetadata(ResponseInfo head) {
        if (McpCalls.lacksDocument(
                status, head.headers().firstValue("content-type").orElse(null))) {
            HeldBody<T> body = new HeldBody<>(exchange.bodyHandler(), head);
            held = body;
            if (exchange.search(this)) {
                return body;
            }
            held = null;
        }
        return exchange.bodyHandler().apply(head);
    }

    void responded(@Nullable HttpResponse<T> received, @Nullable Throwable failure) {
        if (failure != null) {
            response.completeExceptionally(failure);
        } else {
            response.complete(received);
        }
    }

    /** Lets the application's body handler have the response after all. */
    void resume() {
        HeldBody<T> body = held;
        if (body != null) {
            body.resume();
        }
    }

    /** Lets the application's body handler have the response with other challenges. */
    void resume(List<String> wwwAuthenticate) {
        HeldBody<T> body = held;
        if (body != null) {
            RepairedResponse.Head head = RepairedResponse.withChallenge(body.head(), wwwAuthenticate);
            repaired = head;
            body.resume(head);
        }
    }

    /** Lets the application's body handler have this document instead. */
    void replace(String json) {
        HeldBody<T> body = held;
        if (body != null) {
            byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
            RepairedResponse.Head head = RepairedResponse.ofDocument(body.head(), bytes.length);
            repaired = head;
            body.replace(head, bytes);
        }
    }

    /** The response as the application gets it. */
    HttpResponse<T> shown(HttpResponse<T> received) {
        RepairedResponse.Head head = repaired;
        return head == null ? received : new RepairedResponse<>(received, head);
    }

    /** Nobody will read this response, and its future fails as that of a cancelled request. */
    void cancel() {
        HeldBody<T> body = held;
        if (body != null) {
            body.fail(new IOException("Request cancelled"));
        }
    }

    /** Nobody will read this response. */
    void discard() {
        HeldBody<T> body = held;
        if (body != null) {
            body.discard();
        }
    }
}
