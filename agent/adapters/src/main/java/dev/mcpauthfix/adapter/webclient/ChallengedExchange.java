package dev.mcpauthfix.adapter.webclient;

import dev.mcpauthfix.adapter.ChallengedCall;
import dev.mcpauthfix.adapter.ReplayableCall;
import dev.mcpauthfix.engine.Authorization;
import dev.mcpauthfix.engine.McpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.ClientResponse;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.ContextView;

/** One subscription of the application, and the sends it takes. */
final class ChallengedExchange implements ReplayableCall<HeldResponse> {

    private final Attempt.Wire wire;
    private final McpRequest mcp;
    private final ContextView context;
    private final SentBody body = new SentBody();
    private final Attempt first;
    private final ChallengedCall<HeldResponse> challenged;
    private volatile @Nullable CompletableFuture<HeldResponse> inFlight;
    private volatile boolean cancelled;

    ChallengedExchange(Attempt.Wire wire, McpRequest mcp, ContextView context) {
        this.wire = wire;
        this.mcp = mcp;
        this.context = context;
        this.first = new Attempt(wire, mcp, body, true);
        this.challenged = new ChallengedCall<>(wire.host(), this);
    }

    /** What the application subscribes to. */
    Mono<ClientResponse> response() {
        return first.exchange().flatMap(this::answer);
    }

    private Mono<ClientResponse> answer(ClientResponse response) {
        HeldResponse held = new HeldResponse(response);
        return challenged.isSettled(mcp, held)
                ? Mono.just(response)
                : Mono.create(application -> hold(held, application));
    }

    private void hold(HeldResponse held, MonoSink<ClientResponse> application) {
        application.onCancel(() -> cancel(held));
        try {
            if (isReplayable()) {
                held.readAhead();
            }
            var unused = challenged.answer(asSent(), held).whenComplete((answer, failure) -> {
                if (failure != null && !cancelled) {
                    wire.host().fault("answering a challenge", failure);
                }
                give(answer == null ? held : answer, application);
            });
        } catch (RuntimeException | LinkageError fault) {
            wire.host().fault("holding a response back", fault);
            application.success(held.given());
        }
    }

    /** The engine must not be told that a token was refused which the connector never got. */
    private McpRequest asSent() {
        return first.isAuthorized()
                ? mcp
                : new McpRequest(mcp.method(), mcp.uri(), mcp.shape(), mcp.protocolVersion(), null, 0, mcp.network());
    }

    private void give(HeldResponse answer, MonoSink<ClientResponse> application) {
        if (cancelled) {
            answer.discard();
        } else {
            application.success(answer.given());
        }
    }

    /** Ends what is on the wire for the application; the login goes on and serves the next call. */
    private void cancel(HeldResponse held) {
        cancelled = true;
        CompletableFuture<HeldResponse> current = inFlight;
        if (current != null) {
            current.cancel(true);
        }
        held.discard();
    }

    @Override
    public CompletionStage<HeldResponse> send(Authorization authorization) {
        Attempt.Wire replays = wire.replaying();
        Attempt again = new Attempt(replays, mcp.sentWith(authorization), body, false);
        CompletableFuture<HeldResponse> sent =
                again.exchange().contextWrite(context).map(HeldResponse::new).toFuture();
        inFlight = sent;
        if (cancelled) {
            sent.cancel(true);
        }
        return sent.thenApply(
                response -> attributed(again, replays.keepsHeaders() ? unredirected(response) : response));
    }

    /** Where the application's own client would have gone on, the token must not. */
    private HeldResponse unredirected(HeldResponse response) {
        if (response.status() / 100 == 3 && wire.followsRedirects()) {
            response.discard();
            throw new CancellationException("a redirect leads on");
        }
        return response;
    }

    /** A refusal of what was sent without our token, as far as we know, says nothing about the token: that ends the matter. */
    private HeldResponse attributed(Attempt attempt, HeldResponse response) {
        if (!attempt.isAuthorized() && challenged.isChallenge(response)) {
            response.discard();
            throw new CancellationException("the connector got no token");
        }
        return response;
    }

    @Override
    public int status(HeldResponse response) {
        return response.status();
    }

    @Override
    public List<String> headers(HeldResponse response, String name) {
        return response.response().headers().header(name);
    }

    @Override
    public HeldResponse withChallenge(HeldResponse response, List<String> wwwAuthenticate) {
        return response.withChallenge(wwwAuthenticate);
    }

    @Override
    public HeldResponse withDocument(HeldResponse response, String json) {
        return response.withDocument(json.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean isReplayable() {
        return body.isKnown();
    }

    @Override
    public void discard(HeldResponse response) {
        response.discard();
    }

    @Override
    public boolean isOver() {
        return cancelled;
    }

    /** Where applications of this library expect to be called when not on an event loop, and know that they must not block. */
    @Override
    public Executor executor() {
        return Schedulers.parallel()::schedule;
    }
}
