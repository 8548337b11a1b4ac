package dev.mcpauthfix.adapter.httpurlconnection;

import dev.mcpauthfix.adapter.CallFailure;
import dev.mcpauthfix.adapter.CallerThread;
import dev.mcpauthfix.adapter.ChallengedCall;
import dev.mcpauthfix.adapter.Host;
import dev.mcpauthfix.adapter.ReplayableCall;
import dev.mcpauthfix.engine.Authorization;
import dev.mcpauthfix.engine.AuthorizationEngine;
import dev.mcpauthfix.engine.McpRequest;
import dev.mcpauthfix.engine.Origins;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One connection's call. The JDK sends a request again where we say that it has been redirected, so a replay's response arrives where
 * the first one did, one turn later on the same thread.
 *
 * <p>Knows the connection only while it is shown it: it must not keep it alive.
 */
final class UrlCall implements ReplayableCall<UrlResponse> {

    private final Host host;
    private final Internals jdk;
    private final McpRequest original;
    private final ChallengedCall<UrlResponse> challenged;
    private final CallerThread caller = new CallerThread();

    /** What the latest hop carries, null for one that is none of ours: another origin's, or with the application's credentials. */
    private @Nullable McpRequest mcp;

    private URI hop;
    private @Nullable String attached;
    private volatile @Nullable CompletableFuture<UrlResponse> replayed;
    private boolean replayable = true;

    /** Comes to null when the request is to be sent again, else to the response that the application gets. */
    private volatile CompletableFuture<@Nullable UrlResponse> turn = new CompletableFuture<>();

    private volatile boolean over;

    UrlCall(Host host, Internals jdk, McpRequest original) {
        this.host = host;
        this.jdk = jdk;
        this.original = original;
        this.challenged = new ChallengedCall<>(host, this);
        this.mcp = original;
        this.hop = original.uri();
    }

    /** A request is about to be sent: the first, ours once more, or where a redirect leads. */
    void sending(HttpURLConnection connection, URI uri) {
        Object headers = jdk.requests(connection);
        String present = jdk.find(headers, "Authorization");
        boolean foreign = present != null && !present.equals(attached);
        if (!uri.equals(hop)) {
            hop = uri;
            replayed = null;
            mcp = Origins.same(uri, original.uri()) ? redirected(uri) : null;
            if (attached != null) {
                jdk.remove(headers, "DPoP");
            }
        }
        if (foreign) {
            mcp = null;
        }
        McpRequest sent = mcp;
        Authorization authorization = sent == null ? null : sent.sent();
        if (authorization != null) {
            Map<String, String> lines = authorization.headers(connection.getRequestMethod(), uri);
            lines.forEach((name, value) -> jdk.set(headers, name, value));
            attached = lines.get("Authorization");
        }
    }

    private McpRequest redirected(URI uri) {
        AuthorizationEngine engine = host.engineIfStarted();
        Authorization authorization =
                engine == null ? null : engine.authorize(original.at(uri)).orElse(null);
        return new McpRequest(
                original.method(),
                original.uri(),
                original.shape(),
                original.protocolVersion(),
                authorization,
                0,
                original.network());
    }

    /** A response that no redirect leads away from; answers whether the request is to be sent once more. */
    boolean responded(HttpURLConnection connection) {
        McpRequest sent = mcp;
        if (sent == null) {
            return false;
        }
        UrlResponse response = UrlResponse.of(jdk, connection);
        replayable = !jdk.streams(connection);
        CompletableFuture<UrlResponse> ours = replayed;
        if (ours == null && challenged.isSettled(sent, response)) {
            return false;
        }
        turn = new CompletableFuture<>();
        if (ours != null) {
            replayed = null;
            ours.complete(response);
        } else {
            var unused = challenged.answer(sent, response).whenComplete((answer, ended) -> turn.complete(answer));
        }
        return answered(connection);
    }

    private boolean answered(HttpURLConnection connection) {
        try {
            UrlResponse given = await(connection.getReadTimeout());
            if (given == null && !over) {
                jdk.giveUpResponse(connection);
                return true;
            }
            // Of several refusals the connection has but the last.
            if (given != null && changes(connection, given)) {
                mcp = null;
                return true;
            }
        } catch (ExecutionException disconnected) {
            over = true;
            // With a status line the JDK would still answer getResponseCode.
            jdk.forgetResponse(connection);
            throw new CallFailure(new SocketException("Socket closed"));
        } catch (IOException failure) {
            over = true;
            throw new CallFailure(failure);
        }
        mcp = null;
        return false;
    }

    /** Has the connection say what the application is to get; answers whether that is another response, which the JDK then has to look for. */
    private boolean changes(HttpURLConnection connection, UrlResponse given) {
        try {
            if (given.challenge() != null) {
                jdk.challenge(connection, given.challenge());
            }
            if (given.document() != null) {
                giveDocument(connection, given.document());
                return true;
            }
        } catch (RuntimeException | LinkageError fault) {
            host.fault("repairing a response", hop, fault);
        }
        return false;
    }

    private void giveDocument(HttpURLConnection connection, String json) {
        byte[] document = json.getBytes(StandardCharsets.UTF_8);
        Map<@Nullable String, List<String>> head = new LinkedHashMap<>();
        head.put(null, List.of("HTTP/1.1 200 OK"));
        head.put("Content-Type", List.of("application/json"));
        head.put("Content-Length", List.of(String.valueOf(document.length)));
        jdk.answerFromCache(connection, head, new ByteArrayInputStream(document));
    }

    /** The JDK knows no limit but that of a read. An interrupt does not end its calls; a person may take longer than it can wait. */
    private @Nullable UrlResponse await(int millis) throws ExecutionException {
        try {
            return millis > 0 ? caller.await(turn, TimeUnit.MILLISECONDS.toNanos(millis)) : caller.await(turn);
        } catch (TimeoutException late) {
            over = true;
        } catch (InterruptedException interrupted) {
            over = true;
            Thread.currentThread().interrupt();
        }
        return null;
    }

    /** The response to a body that is not kept is thrown away before anybody sees it: only the login remains to be begun. */
    void refusedWhileStreaming(HttpURLConnection connection) {
        McpRequest sent = mcp;
        if (sent != null) {
            mcp = null;
            replayable = false;
            var unused = challenged.answer(sent, UrlResponse.of(jdk, connection));
        }
    }

    /**
     * The application disconnects, on another thread than the one that waits. Until a replay is answered the JDK has the refusal's
     * head, and would answer with it.
     */
    void disconnected(HttpURLConnection connection) {
        turn.completeExceptionally(new SocketException("Socket closed"));
        if (replayed != null) {
            jdk.forgetResponse(connection);
        }
    }

    @Override
    public int status(UrlResponse response) {
        return response.status();
    }

    @Override
    public List<String> headers(UrlResponse response, String name) {
        return response.values(name);
    }

    @Override
    public UrlResponse withChallenge(UrlResponse response, List<String> wwwAuthenticate) {
        return response.withChallenge(wwwAuthenticate);
    }

    @Override
    public UrlResponse withDocument(UrlResponse response, String json) {
        return response.withDocument(json);
    }

    @Override
    public boolean isReplayable() {
        return replayable;
    }

    @Override
    public CompletionStage<UrlResponse> send(Authorization authorization) {
        McpRequest sent = mcp;
        if (sent == null || !isFor(authorization)) {
            return CompletableFuture.failedFuture(new CancellationException("not sent again"));
        }
        CompletableFuture<UrlResponse> response = new CompletableFuture<>();
        mcp = sent.sentWith(authorization);
        replayed = response;
        turn.complete(null);
        return response;
    }

    private boolean isFor(Authorization authorization) {
        return hop.equals(original.uri())
                || host.engine()
                        .authorize(original.at(hop))
                        .filter(authorization::sameToken)
                        .isPresent();
    }

    @Override
    public void discard(UrlResponse response) {
        // The connection is given up before the request is sent again.
    }

    @Override
    public boolean isOver() {
        return over;
    }

    @Override
    public Executor executor() {
        return caller;
    }
}
