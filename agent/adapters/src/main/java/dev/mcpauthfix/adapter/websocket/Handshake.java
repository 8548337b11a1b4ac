package dev.mcpauthfix.adapter.websocket;

import dev.mcpauthfix.adapter.CallDeadline;
import dev.mcpauthfix.adapter.ChallengedCall;
import dev.mcpauthfix.adapter.Host;
import dev.mcpauthfix.adapter.ReplayableCall;
import dev.mcpauthfix.engine.Authorization;
import dev.mcpauthfix.engine.McpRequest;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/**
 * One handshake of the application, and those that we make after it with the same listener, which hears of nothing before one has
 * succeeded.
 */
final class Handshake implements ReplayableCall<Outcome> {

    private final Host host;
    private final Opening opening;
    private final McpRequest mcp;
    private final ChallengedCall<Outcome> challenged;
    private final OpeningFuture<WebSocket> answer = new OpeningFuture<>(this);
    private final CallDeadline deadline;
    private List<Object> lent = List.of();
    private volatile @Nullable CompletableFuture<WebSocket> inFlight;
    private volatile boolean cancelled;

    Handshake(Host host, Opening opening, McpRequest mcp) {
        this.host = host;
        this.opening = opening;
        this.mcp = mcp;
        this.deadline = new CallDeadline(opening.timeout());
        this.challenged = new ChallengedCall<>(host, this);
    }

    /** What of ours is in the application's builder while the JDK reads it. */
    void lent(List<Object> headers) {
        lent = headers;
    }

    List<Object> lent() {
        return lent;
    }

    /** Takes the future the JDK returned and answers the one the application gets. */
    CompletableFuture<WebSocket> answer(CompletableFuture<WebSocket> first) {
        inFlight = first;
        var unused = first.whenComplete((socket, failure) -> responded(Outcome.of(socket, failure)));
        return answer;
    }

    private void responded(Outcome outcome) {
        try {
            if (!outcome.isRefusalOf(mcp.uri()) || !challenged.isChallenge(outcome)) {
                settle(outcome);
                return;
            }
            deadline.endAt(answer, this::cancel, executor());
            var unused = challenged
                    .answer(mcp, outcome)
                    .whenComplete((given, over) -> settle(given == null ? outcome : given));
        } catch (RuntimeException | Error ours) {
            host.fault("answering a handshake", ours);
            settle(outcome);
        }
    }

    private void settle(Outcome outcome) {
        WebSocket socket = outcome.socket();
        if (outcome.failure() != null) {
            answer.completeExceptionally(outcome.failure());
        } else if (!answer.complete(socket) && socket != null) {
            socket.abort();
        }
    }

    @Override
    public int status(Outcome outcome) {
        return outcome.status();
    }

    @Override
    public List<String> headers(Outcome outcome, String name) {
        return outcome.headers(name);
    }

    @Override
    public boolean isReplayable() {
        return true;
    }

    /** With its {@code Authorization} header it passes the woven method as one with credentials of the application's own. */
    @Override
    public CompletionStage<Outcome> send(Authorization authorization) {
        WebSocket.Builder builder = opening.builder();
        authorization.headers(mcp.method(), mcp.uri()).forEach(builder::header);
        Duration remaining = deadline.remaining();
        if (remaining != null) {
            builder.connectTimeout(remaining);
        }
        CompletableFuture<WebSocket> sent = builder.buildAsync(opening.uri(), opening.listener());
        inFlight = sent;
        if (isOver()) {
            sent.cancel(true);
        }
        return sent.handle((socket, failure) -> {
            Outcome outcome = Outcome.of(socket, failure);
            if (failure != null && outcome.refusal() == null) {
                throw failure instanceof CompletionException wrapped ? wrapped : new CompletionException(failure);
            }
            return outcome;
        });
    }

    @Override
    public void discard(Outcome outcome) {
        // The JDK has closed what was refused.
        if (outcome.socket() != null) {
            outcome.socket().abort();
        }
    }

    @Override
    public boolean isOver() {
        return cancelled || answer.isDone();
    }

    @Override
    public Executor executor() {
        return opening.client().executor().orElseGet(ForkJoinPool::commonPool);
    }

    /** The cancel of the application's future reaches the wire; the login goes on and serves the next handshake. */
    void cancel() {
        cancelled = true;
        CompletableFuture<WebSocket> current = inFlight;
        if (current != null) {
            // What a dependent's cancel aborts is left to the JDK to report.
            current.copy().cancel(true);
        }
    }
}
