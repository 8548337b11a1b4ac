package dev.mcpauthfix.adapter.jetty;

import dev.mcpauthfix.adapter.ChallengedCall;
import dev.mcpauthfix.adapter.Host;
import dev.mcpauthfix.adapter.ReplayableCall;
import dev.mcpauthfix.engine.Authorization;
import dev.mcpauthfix.engine.AuthorizationEngine;
import dev.mcpauthfix.engine.McpRequest;
import dev.mcpauthfix.engine.McpTraffic;
import dev.mcpauthfix.engine.Origins;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.ProtocolHandler;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.client.transport.HttpConversation;
import org.eclipse.jetty.client.transport.HttpRequest;
import org.eclipse.jetty.client.transport.HttpResponse;
import org.eclipse.jetty.client.transport.ResponseListeners;
import org.jspecify.annotations.Nullable;

/**
 * One call of the application: its own request, the hops that redirects lead it over, and our replays, one after the other in one
 * conversation of Jetty's.
 */
final class JettyCall implements ReplayableCall<HeldResponse> {

    private static final String CHALLENGE = "WWW-Authenticate";
    private static final int FINAL = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    /** Hears of a replay that failed before its response began. */
    private record Misfortune(JettyCall call) implements Response.Listener {
        @Override
        public void onComplete(Result result) {
            var unused = call.failed(result, false);
        }
    }

    private record Replay(HttpRequest request, CompletableFuture<HeldResponse> response) {}

    private final Host host;
    private final HttpClient client;
    private final HttpRequest original;
    private final McpRequest first;
    private final ChallengedCall<HeldResponse> challenged;

    /** What the latest hop carried, null for a hop that is none of ours: another origin's, or with the application's credentials. */
    private volatile @Nullable McpRequest mcp;

    private volatile HttpRequest hop;
    private volatile @Nullable Replay replay;
    private volatile @Nullable HeldResponse refusal;
    private volatile @Nullable HeldResponse latest;
    private volatile @Nullable HeldResponse substitute;
    private volatile boolean over;

    JettyCall(Host host, HttpClient client, HttpRequest original, McpRequest first) {
        this.host = host;
        this.client = client;
        this.original = original;
        this.first = first;
        this.mcp = first;
        this.hop = original;
        this.challenged = new ChallengedCall<>(host, this);
        if (first.sent() != null) {
            attach(original, first.sent());
        }
    }

    /** One more request of this conversation is about to be sent: a replay of ours, or where a redirect leads. */
    void hop(HttpRequest next) {
        Replay ours = replay;
        if (ours != null && ours.request() == next) {
            return;
        }
        hop = next;
        mcp = null;
        URI uri = next.getURI();
        if (uri == null || next.getHeaders().contains("Authorization") || !Origins.same(uri, first.uri())) {
            return;
        }
        AuthorizationEngine engine = host.engineIfStarted();
        Authorization authorization =
                engine == null ? null : engine.authorize(first.at(uri)).orElse(null);
        attach(next, authorization);
        mcp = new McpRequest(
                first.method(), first.uri(), first.shape(), first.protocolVersion(), authorization, 0, first.network());
    }

    /** A redirect's request is a copy that has lost its authorization, but not the proof that went with it. */
    private static void attach(Request request, @Nullable Authorization authorization) {
        request.headers(headers -> {
            headers.remove("DPoP");
            if (authorization != null) {
                authorization.headers(request.getMethod(), request.getURI()).forEach(headers::put);
            }
        });
    }

    /** Who gets a response: we where it may be a challenge, else whom Jetty has chosen. */
    @Nullable
    ProtocolHandler handler(HttpRequest request, Response response, @Nullable ProtocolHandler chosen) {
        int status = response.getStatus();
        boolean refused = status == UNAUTHORIZED || status == FORBIDDEN;
        Replay ours = replay;
        if (ours != null && ours.request() == request) {
            if (!refused && status >= FINAL) {
                ours.response().complete(new HeldResponse(this, request, response, null).passed());
            }
        } else if (!isOurs(request)) {
            return chosen;
        }
        return refused || mayLackDocument(status) ? new HeldResponse(this, request, response, chosen) : chosen;
    }

    /** Headers are not there yet, so the response to a search is held for a moment at least; where a redirect leads is for Jetty to follow. */
    private boolean mayLackDocument(int status) {
        return first.shape() == McpTraffic.Shape.RESOURCE_METADATA && status >= FINAL && status / 100 != 3;
    }

    /** An authenticator of the application's may have added its credentials after the request had passed us. */
    private boolean isOurs(HttpRequest request) {
        McpRequest sent = mcp;
        return request == hop
                && sent != null
                && (sent.sent() != null || !request.getHeaders().contains("Authorization"));
    }

    /** A refusal's head is there. */
    void held(HeldResponse response) {
        latest = response;
        Replay ours = replay;
        McpRequest sent = mcp;
        if (ours != null && ours.request() == response.request()) {
            ours.response().complete(response);
        } else if (sent == null || challenged.isSettled(sent, response)) {
            response.give();
        } else {
            refusal = response;
            var unused = challenged.answer(sent, response).whenComplete((answer, ended) -> {
                if (answer != null) {
                    give(answer);
                }
            });
        }
    }

    /** The exchange before must have ended: Jetty tells the listeners of a conversation of whatever ends in it. */
    private void give(HeldResponse answer) {
        HeldResponse other = substitute;
        HeldResponse given = answer == refusal && other != null ? other : answer;
        HeldResponse before = latest;
        if (given.isReplaced()) {
            var unused = given.end().thenRun(given::give);
        } else if (before == null || before == given || given.isPassed()) {
            given.give();
        } else {
            var unused = before.end().thenRun(given::give);
        }
    }

    /** An exchange failed before anybody saw its response: by the application's impatience, or else as the replay's own misfortune. */
    boolean failed(Result result, boolean unasked) {
        Replay ours = replay;
        boolean impatience = original.getAbortCause() != null || result.getFailure() instanceof TimeoutException;
        boolean tell = impatience || (unasked && (ours == null || ours.request() != result.getRequest()));
        if (tell) {
            over = true;
            ResponseListeners application = applications();
            application.notifyFailure(result.getResponse(), result.getResponseFailure());
            application.notifyComplete(result);
        }
        if (ours != null && ours.request() == result.getRequest()) {
            ours.response().completeExceptionally(result.getFailure());
        }
        return tell;
    }

    ResponseListeners applications() {
        HttpConversation conversation = original.getConversation();
        conversation.updateResponseListeners(null);
        return conversation.getResponseListeners();
    }

    void after(long time, TimeUnit unit, Runnable task) {
        client.getScheduler().schedule(task, time, unit);
    }

    @Override
    public int status(HeldResponse response) {
        return response.response().getStatus();
    }

    @Override
    public List<String> headers(HeldResponse response, String name) {
        return response.response().getHeaders().getValuesList(name);
    }

    @Override
    public @Nullable HeldResponse withChallenge(HeldResponse response, List<String> wwwAuthenticate) {
        if (!(response.response() instanceof HttpResponse head)) {
            return null;
        }
        head.headers(headers -> {
            headers.remove(CHALLENGE);
            wwwAuthenticate.forEach(line -> headers.add(CHALLENGE, line));
        });
        return response;
    }

    @Override
    public HeldResponse withDocument(HeldResponse response, String json) {
        response.replace(json.getBytes(StandardCharsets.UTF_8));
        return response;
    }

    /** Contents that rewind are told by their class: to rewind one that is still being sent would spoil it. */
    @Override
    public boolean isReplayable() {
        Request.Content body = hop.getBody();
        if (body instanceof KeptContent kept) {
            return kept.isWhole();
        }
        try {
            return body == null
                    || !body.getClass().getMethod("rewind").getDeclaringClass().isInterface();
        } catch (NoSuchMethodException impossible) {
            return false;
        }
    }

    @Override
    public CompletionStage<HeldResponse> send(Authorization authorization) {
        HeldResponse before = latest;
        return before == null ? replay(authorization) : before.end().thenCompose(ended -> replay(authorization));
    }

    private CompletionStage<HeldResponse> replay(Authorization authorization) {
        HttpRequest sent = hop;
        Request.Content body = sent.getBody();
        if (isOver() || !isFor(sent.getURI(), authorization) || (body != null && !body.rewind())) {
            return CompletableFuture.failedFuture(new CancellationException("not sent again"));
        }
        HttpRequest again = copy(sent);
        attach(again, authorization);
        Replay ours = new Replay(again, new CompletableFuture<>());
        replay = ours;
        substitute = null;
        // Until its response begins the replay's failure is ours: without us there was a 401 and no second send.
        again.onRequestQueued(queued -> original.getConversation().updateResponseListeners(new Misfortune(this)));
        again.send(answered -> {});
        if (original.getAbortCause() != null) {
            var unused = again.abort(original.getAbortCause());
        }
        return ours.response();
    }

    private boolean isFor(URI uri, Authorization authorization) {
        return uri.equals(first.uri())
                || host.engine()
                        .authorize(first.at(uri))
                        .filter(authorization::sameToken)
                        .isPresent();
    }

    private static HttpRequest copy(HttpRequest sent) {
        HttpRequest copy = sent.copy(sent.getURI());
        sent.getCookies().forEach(copy::cookie);
        sent.getAttributes().forEach(copy::attribute);
        copy.trailersSupplier(sent.getTrailersSupplier());
        if (sent.getTimeoutNanoTime() < Long.MAX_VALUE) {
            copy.timeout(Math.max(1, sent.getTimeoutNanoTime() - System.nanoTime()), TimeUnit.NANOSECONDS);
        }
        return copy;
    }

    @Override
    public void discard(HeldResponse response) {
        HeldResponse kept = refusal;
        if (kept != null && kept.isCut() && response != kept) {
            substitute = response;
        } else {
            var unused = response.end();
        }
    }

    @Override
    public boolean isOver() {
        return over || original.getAbortCause() != null;
    }

    @Override
    public Executor executor() {
        return client.getExecutor();
    }
}
